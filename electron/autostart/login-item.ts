import type { App } from 'electron'
import type { StartEntry } from './autostart.ts'
import { windowsWord } from '../windows-word.ts'

type Deps = {
  /** Electron's own. */
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>
  /** The command line that starts the app without a window. */
  start: readonly string[]
}

/**
 * The entry among the system's login items, on Windows and macOS. macOS takes no arguments; there the app itself sees that
 * it was opened at login. https://www.electronjs.org/docs/latest/api/app#appsetloginitemsettingssettings-macos-windows
 */
export function loginItem({ app, start: [program = '', ...args] }: Deps): StartEntry {
  // Electron joins program and arguments with spaces as they are; without quotes Windows would first start `C:\My.exe`.
  const item = { path: windowsWord(program), args: args.map(windowsWord) }
  return {
    place: null,
    // The second one is Windows' own: its Task Manager switches entries off and leaves them where they are.
    isOn: async () => {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(item)
      return openAtLogin && executableWillLaunchAtLogin !== false
    },
    set: async (on) => app.setLoginItemSettings({ ...item, openAtLogin: on, enabled: on }),
    repair: async () => undefined,
  }
}
