import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import {
  type Desktop,
  type DesktopOptions,
  needsVirtualDesktop,
  startDesktop,
} from '../../scripts/desktop/desktop.ts'
import { waitFor } from '../../scripts/system/wait.ts'

const run = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))

test.each([
  ['linux without a display', {}, 'linux', true],
  ['X11', { DISPLAY: ':0' }, 'linux', false],
  ['Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', false],
  ['macOS', {}, 'darwin', false],
] as const)('%s: a virtual desktop is needed: %s', (_name, env, platform, expected) => {
  expect(needsVirtualDesktop(env, platform)).toBe(expected)
})

describe.runIf(process.platform === 'linux')('a desktop', () => {
  const desktops: Desktop[] = []
  const start = async (options: DesktopOptions) => {
    const desktop = await startDesktop(options)
    desktops.push(desktop)
    return desktop
  }
  afterEach(async () => {
    for (const desktop of desktops.splice(0)) await desktop.stop()
  })

  test('with an unlocked keyring keeps a secret', async () => {
    const { env } = await start({ keyring: 'unlocked' })
    expect(await keytar(env, 'setPassword', 'quickplan', 'anna', 'a secret')).toEqual({ value: null })
    expect(await keytar(env, 'getPassword', 'quickplan', 'anna')).toEqual({ value: 'a secret' })
  })

  test('with a locked keyring hides the secret and refuses a new one', async () => {
    const keyringFolder = await mkdtemp(join(tmpdir(), 'quickplan-keyring-'))
    const before = await start({ keyring: 'unlocked', keyringFolder })
    await keytar(before.env, 'setPassword', 'quickplan', 'anna', 'a secret')
    await before.stop()
    const { env } = await start({ keyring: 'locked', keyringFolder })
    expect(await keytar(env, 'getPassword', 'quickplan', 'anna')).toEqual({ value: null })
    expect(await keytar(env, 'setPassword', 'quickplan', 'anna', 'other')).toHaveProperty('error')
    const later = await start({ keyring: 'unlocked', keyringFolder })
    expect(await keytar(later.env, 'getPassword', 'quickplan', 'anna')).toEqual({ value: 'a secret' })
    await rm(keyringFolder, { recursive: true })
  })

  test('without a keyring fails to read', async () => {
    const { env } = await start({ keyring: 'absent' })
    expect(await keytar(env, 'getPassword', 'quickplan', 'anna')).toHaveProperty('error')
  })

  test('has folders that only its user may enter, away from the real ones', async () => {
    const { env, folder } = await start({ keyring: 'absent' })
    for (const name of ['HOME', 'XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME']) {
      expect(env[name]).toContain(folder)
      expect((await stat(env[name] ?? '')).mode & 0o777).toBe(0o700)
    }
  })

  test('stands beside another without meeting it', async () => {
    const [one, two] = await Promise.all([start({}), start({})])
    expect(one.display).not.toBe(two.display)
    await keytar(one.env, 'setPassword', 'quickplan', 'anna', 'of one')
    expect(await keytar(two.env, 'getPassword', 'quickplan', 'anna')).toEqual({ value: null })
  })

  test('lets nobody in who does not have its cookie', async () => {
    const { env, display } = await start({ keyring: 'absent' })
    const stranger = { ...env, DISPLAY: display, XAUTHORITY: '/dev/null' }
    await expect(run('xprop', ['-root'], { env: stranger })).rejects.toThrow()
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'ends with the process that started it, by %s',
    async (signal) => {
      const script = `import { startDesktop } from '../../scripts/desktop/desktop.ts'
      const { folder } = await startDesktop({ keyring: 'unlocked' })
      console.log(folder)
      setInterval(() => undefined, 1_000)`
      const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
        cwd: here,
      })
      const [folder] = ((await once(owner.stdout, 'data')) as [Buffer]).map((line) => line.toString().trim())
      expect(await processesOf(folder ?? '')).toHaveLength(4)
      owner.kill(signal)
      await waitFor('the end of the desktop', async () => (await processesOf(folder ?? '')).length === 0)
      if (signal === 'SIGTERM') expect(existsSync(folder ?? '')).toBe(false)
      else await rm(folder ?? '', { recursive: true, force: true })
    },
  )
})

/** Calls keytar in a process of its own on the desktop, as the app would. */
async function keytar(env: NodeJS.ProcessEnv, name: string, ...args: string[]): Promise<object> {
  const script = `const [name, ...args] = process.argv.slice(1)
    require('keytar')[name](...args).then(
      (value) => console.log(JSON.stringify({ value: value ?? null })),
      (error) => console.log(JSON.stringify({ error: error.message })))`
  const { stdout } = await run(process.execPath, ['-e', script, name, ...args], { env, cwd: here })
  return JSON.parse(stdout) as object
}

/** The processes whose environment names the desktop's folder. */
async function processesOf(folder: string): Promise<string[]> {
  const script = 'grep -lsaF "$1" /proc/[0-9]*/environ || true'
  const { stdout } = await run('sh', ['-c', script, 'sh', `XDG_RUNTIME_DIR=${folder}`])
  return stdout.split('\n').filter(Boolean)
}
