import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import dbus from 'dbus-next'
import { waitFor } from '../../../scripts/system/wait.ts'
import type { Desktop } from '../../../scripts/desktop/desktop.ts'

type Rectangle = { x: number; y: number; width: number; height: number }

/** A window as the compositor has it; `frame` with its borders, in pixels of the screen. */
export type KwinWindow = { title: string; isActive: boolean; frame: Rectangle }

/** What KWin alone knows, and a Wayland client is never told. */
export type Kwin = {
  /** The windows that are on the screen. */
  windows: () => Promise<KwinWindow[]>
  /** A PNG of the whole screen. */
  picture: () => Promise<Buffer>
  close: () => void
}

const NAME = 'io.quickplan.Test'
const script = `
  const shown = workspace.clientList().filter((one) => !one.minimized)
  const told = shown.map(({ caption, active, frameGeometry: { x, y, width, height } }) => ({
    title: caption, isActive: active, frame: { x, y, width, height },
  }))
  callDBus('${NAME}', '/', '${NAME}', 'Tell', JSON.stringify(told))
`

class Listener extends dbus.interface.Interface {
  told: KwinWindow[] | null = null

  Tell(windows: string) {
    this.told = JSON.parse(windows) as KwinWindow[]
  }
}
Listener.configureMembers({ methods: { Tell: { inSignature: 's', outSignature: '' } } })

/** Asks the KWin of a desktop. */
export async function askKwin({ busAddress, folder }: Desktop): Promise<Kwin> {
  const bus = dbus.sessionBus({ busAddress })
  const listener = new Listener(NAME)
  bus.export('/', listener)
  await bus.requestName(NAME, 0)
  const file = join(folder, 'windows.js')
  await writeFile(file, script)
  const call = async (path: string, member: string, signature = '', body: unknown[] = []) => {
    const dot = member.lastIndexOf('.')
    const words = { interface: member.slice(0, dot), member: member.slice(dot + 1) }
    const message = new dbus.Message({ destination: 'org.kde.KWin', path, ...words, signature, body })
    return (await bus.call(message))?.body[0] as unknown
  }
  return {
    windows: async () => {
      listener.told = null
      const id = await call('/Scripting', 'org.kde.kwin.Scripting.loadScript', 's', [file])
      await call(`/${String(id)}`, 'org.kde.kwin.Script.run')
      const told = await waitFor('the windows of KWin', () => listener.told)
      await call('/Scripting', 'org.kde.kwin.Scripting.unloadScript', 's', [file])
      return told
    },
    picture: async () => {
      const path = await call('/Screenshot', 'org.kde.kwin.Screenshot.screenshotFullscreen', 'b', [true])
      const png = await readFile(String(path))
      await rm(String(path))
      return png
    },
    close: () => bus.disconnect(),
  }
}

/** Puts a text on the clipboard as another program does. */
export async function copy(text: string, { env }: Desktop): Promise<void> {
  // A part of it stays to hand the text over, with the output that it was given.
  const child = spawn('wl-copy', ['--', text], { env, stdio: 'ignore' })
  await once(child, 'exit')
}
