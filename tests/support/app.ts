import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { _electron, type ElectronApplication, type Page, type TestInfo } from '@playwright/test'
import type { Desktop } from '../../scripts/desktop.ts'
import { ensureElectron } from '../../scripts/electron.ts'
import { root } from '../../scripts/project.ts'
import { isRoot } from '../../scripts/sandbox.ts'
import { waitFor } from '../../scripts/wait.ts'
import { test as base } from './desktop.ts'

export type LaunchOptions = {
  /** Further arguments for the app, such as `--demo`. */
  args?: string[]
  /** A data folder to use (and keep). Default: a throw-away one. */
  dataDir?: string
  /** Additions to the environment; `undefined` takes a variable away. */
  env?: NodeJS.ProcessEnv
  /** A desktop other than the worker's, for instance one with a locked keyring. */
  desktop?: Desktop
  /** The folder of the app. Default: this project. */
  appFolder?: string
}

/** The running app and the hands to use it with. */
export type App = {
  app: ElectronApplication
  dataDir: string
  /** The capture page, also while its window is hidden. */
  capture: () => Promise<Page>
  main: () => Promise<Page>
  /** A page by its address. Waits until it is there and loaded. */
  page: (address: string) => Promise<Page>
  /** Presses keys on the display as a person would, in xdotool's words: `ctrl+shift+space`. */
  press: (...keys: string[]) => Promise<void>
  /** Types text, English or Russian, into whatever has the focus on the display. */
  type: (text: string) => Promise<void>
  /** Runs xdotool on the app's display and answers what it prints. */
  xdotool: (...args: string[]) => Promise<string>
  /** All that the app has written to its output since Playwright listens, which is just before `ready`. */
  output: () => string
  /** Ends the app; its throw-away data folder stays until the test ends. */
  close: () => Promise<void>
}

type Launch = (options?: LaunchOptions) => Promise<App>

const run = promisify(execFile)

/** Playwright's test with `launch`, which starts the real app on the worker's desktop. */
export const test = base.extend<{ launch: Launch }>({
  launch: async ({ desktop }, use, info) => {
    const apps: App[] = []
    const folders: string[] = []
    await use(async (options = {}) => {
      const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'quickplan-data-')))
      if (options.dataDir === undefined) folders.push(dataDir)
      const app = await start({ ...options, dataDir, desktop: options.desktop ?? desktop })
      apps.push(app)
      return app
    })
    for (const app of apps) {
      if (info.status !== info.expectedStatus) await attachEvidence(app, info)
      await app.close()
    }
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  },
})

export { expect } from '@playwright/test'

type Needs = LaunchOptions & { dataDir: string; desktop: Desktop }

async function start({ dataDir, desktop, args = [], env = {}, appFolder = root }: Needs): Promise<App> {
  // With no path given, Playwright asks the electron package, which ensureElectron has pointed at the right one,
  // and loads a helper that holds the app back until Playwright listens: no window is missed.
  await ensureElectron()
  const app = await _electron.launch({
    args: [appFolder, `--user-data-dir=${dataDir}`, ...args],
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
  const xdotool = async (...words: string[]) =>
    (await run('xdotool', words, { env: desktop.env })).stdout.trim()
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
    capture: () => page('app://quickplan/capture/index.html'),
    main: () => page('app://quickplan/main/index.html'),
    type: async (text) => void (await xdotool('type', '--clearmodifiers', '--', text)),
    press: async (...keys) => void (await xdotool('key', '--clearmodifiers', ...keys)),
    xdotool,
    output: () => output,
    close,
  }
}

async function attachEvidence(app: App, info: TestInfo) {
  for (const [index, page] of app.app.windows().entries()) {
    // A hidden window has nothing to photograph, and a crashed app no window.
    const body = await page.screenshot({ timeout: 3_000 }).catch(() => null)
    if (body) await info.attach(`window ${String(index)}: ${page.url()}`, { body, contentType: 'image/png' })
  }
  await info.attach('output of the app', { body: app.output(), contentType: 'text/plain' })
}

function withoutGaps(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
