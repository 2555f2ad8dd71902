import { _electron, type ElectronApplication, type Page } from 'playwright'
import type { Desktop } from './desktop.ts'
import { ensureElectron } from '../electron/electron.ts'
import { handsOn, type Hands } from './hands.ts'
import { root } from '../system/project.ts'
import { isRoot } from '../electron/sandbox.ts'
import { waitFor } from '../system/wait.ts'

export type AppOptions = {
  desktop: Desktop
  dataDir: string
  /** Further arguments for the app, such as `--demo`. */
  args?: string[]
  /** Additions to the environment; `undefined` takes a variable away. */
  env?: NodeJS.ProcessEnv
  /** The folder of the app. Default: this project. */
  appFolder?: string
}

/** The running app and the hands to use it with. */
export type App = Hands & {
  app: ElectronApplication
  dataDir: string
  /** The capture page, also while its window is hidden. */
  capture: () => Promise<Page>
  main: () => Promise<Page>
  /** A page by its address. Waits until it is there and loaded. */
  page: (address: string) => Promise<Page>
  /** Whether the capture window is on the screen and has the keyboard. A page cannot tell: Playwright feigns focus. */
  captureIsUp: () => Promise<boolean>
  /** All that the app has written to its output since Playwright listens, which is just before `ready`. */
  output: () => string
  /** Ends the app; its throw-away data folder stays until the test ends. */
  close: () => Promise<void>
}

/** Starts the real app on a desktop, in a data folder, with somebody at the keyboard. */
export async function startApp(options: AppOptions): Promise<App> {
  const { dataDir, desktop, args = [], env = {}, appFolder = root } = options
  // With no path given, Playwright asks the electron package, which ensureElectron has pointed at the right one,
  // and loads a helper that holds the app back until Playwright listens: no window is missed.
  await ensureElectron()
  // Electron 33 does not ask which one there is.
  const platform = desktop.env['WAYLAND_DISPLAY'] === undefined ? [] : ['--ozone-platform=wayland']
  const app = await _electron.launch({
    // A virtual display has no graphics card; Chromium's search for one can cost a window its first frame.
    args: [appFolder, `--user-data-dir=${dataDir}`, '--disable-gpu', ...platform, ...args],
    cwd: appFolder,
    env: withoutGaps({ ...desktop.env, ...env }),
    chromiumSandbox: !isRoot(),
    colorScheme: null, // the theme is the app's business; Playwright would hold it at light
  })
  const child = app.process()
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (output += part.toString()))

  const page = (address: string) =>
    waitFor(
      `the page ${address}`,
      () => app.windows().find((window) => window.url().startsWith(address)) ?? null,
    ).then(async (found) => {
      await found.waitForLoadState()
      return found
    })
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    // An app that lives in the tray is told to quit; one that hangs is not waited for.
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await app.close().catch(() => undefined) // it may have quit already
    clearTimeout(force)
  }
  return {
    app,
    dataDir,
    page,
    capture: () => page('app://capture/capture/index.html'),
    main: () => page('app://main/main/index.html'),
    captureIsUp: () =>
      app.evaluate(({ BrowserWindow }) => {
        // No named function in here: tsx would mark its name with a helper that the app does not have.
        const window = BrowserWindow.getAllWindows().find((one) =>
          one.webContents.getURL().includes('/capture/'),
        )
        return Boolean(window?.isVisible() && window.isFocused())
      }),
    ...handsOn(desktop),
    output: () => output,
    close,
  }
}

function withoutGaps(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
