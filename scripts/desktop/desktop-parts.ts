import { type ChildProcess, execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { startHelper } from '../system/children.ts'
import { waitFor } from '../system/wait.ts'

/** Where the parts of one desktop live; who started a helper gives it to `adopt`, to be ended with the desktop. */
export type Place = { env: NodeJS.ProcessEnv; folder: string; adopt: (helper: ChildProcess) => void }

type DisplayOptions = { size?: { width: number; height: number }; keyRepeat?: boolean }

const run = promisify(execFile)

/** Starts a display that only its owner can reach, names it in the environment, and returns its name. */
export async function startDisplay(
  { env, folder, adopt }: Place,
  { size, keyRepeat = false }: DisplayOptions = {},
): Promise<string> {
  const { width, height } = size ?? { width: 1280, height: 800 }
  await writeFile(join(folder, 'authority'), cookie(), { mode: 0o600 })
  const screen = ['-screen', '0', `${String(width)}x${String(height)}x24`]
  const access = ['-auth', join(folder, 'authority'), '-nolisten', 'tcp']
  // Without `-r` a key that is let go late, as on a computer that is busy, would write its letter many times.
  const helper = startHelper(
    'Xvfb',
    ['-displayfd', '3', ...screen, ...access, '-noreset', ...(keyRepeat ? [] : ['-r'])],
    {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  adopt(helper)
  const display = `:${await firstLine(helper, 3, 'Xvfb')}`
  env['DISPLAY'] = display
  // Both layouts, so that Russian is typed by real keys; xdotool would else redefine a key for each letter, and the
  // app often sees the key before its new meaning.
  await run('setxkbmap', ['us,ru'], { env })
  return display
}

/** An X authority file with one random cookie that fits any display, as Xau(3) lays it out. */
function cookie(): Buffer {
  const text = (value: Buffer) => Buffer.concat([Buffer.from([value.length >> 8, value.length & 255]), value])
  const anyHost = Buffer.from([0xff, 0xff])
  const none = Buffer.alloc(0)
  return Buffer.concat([
    anyHost,
    ...[none, none, Buffer.from('MIT-MAGIC-COOKIE-1'), randomBytes(16)].map(text),
  ])
}

/** Starts a session bus, names it in the environment, and returns its address. */
export async function startBus({ env, folder, adopt }: Place): Promise<string> {
  // No folders with services: nothing comes up by itself, such as a keyring where there shall be none.
  const configuration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${join(folder, 'run', 'bus')}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`
  const file = join(folder, 'bus.conf')
  await writeFile(file, configuration)
  const args = [`--config-file=${file}`, '--nofork', '--nopidfile', '--print-address=3']
  const helper = startHelper('dbus-daemon', args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  adopt(helper)
  const address = await firstLine(helper, 3, 'dbus-daemon')
  env['DBUS_SESSION_BUS_ADDRESS'] = address
  return address
}

/** Starts a window manager, without which no window gets the focus. */
export async function startWindowManager({ env, adopt }: Place): Promise<void> {
  adopt(startHelper('openbox', ['--sm-disable'], { env, stdio: 'ignore' }))
  await waitFor('the window manager', async () => {
    const { stdout } = await run('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK'], { env })
    return stdout.includes('window id')
  })
}

/** The first line that a helper writes to one of its pipes. Fails if it ends or cannot be started. */
async function firstLine(helper: ChildProcess, pipe: number, name: string): Promise<string> {
  const stream = helper.stdio[pipe] as Readable
  let text = ''
  stream.setEncoding('utf8').on('data', (part: string) => (text += part))
  const failed = once(helper, 'exit').then(() => Promise.reject(new Error(`${name} ended at once`)))
  failed.catch(() => undefined) // it does end some day
  return Promise.race([failed, waitFor(name, () => text.includes('\n') && text.trim())])
}
