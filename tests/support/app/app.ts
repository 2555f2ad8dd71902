import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type TestInfo } from '@playwright/test'
import { type App, type AppOptions, startApp } from '../../../scripts/desktop/drive.ts'
import { egressArguments } from '../../../scripts/testing/egress.ts'
import { keyringPassword, test as base } from '../desktop.ts'
import { leaksIn, processTraces, secretsInKeyring } from './leaks.ts'
import { recordTraffic, trafficOf } from './traffic.ts'

/** A data folder that is given is kept; the default is a throw-away one. Default desktop: the worker's. */
export type LaunchOptions = Partial<AppOptions>

type Launch = (options?: LaunchOptions) => Promise<App>

/**
 * Playwright's test with `launch`, which starts the real app on the worker's desktop. After each test all that the
 * apps have left behind is searched for secrets: those in the keyring, and what was added to `secrets`.
 */
export const test = base.extend<{ launch: Launch; secrets: Set<string> }>({
  // Playwright reads from this pattern that the fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  secrets: async ({}, use) => {
    await use(new Set())
  },
  launch: async ({ desktop, secrets }, use, info) => {
    const apps: WatchedApp[] = []
    const folders: string[] = []
    await use(async (options = {}) => {
      const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'quickplan-data-')))
      if (options.dataDir === undefined) folders.push(dataDir)
      const app = watched(
        await startApp({
          ...options,
          dataDir,
          desktop: options.desktop ?? desktop,
          args: [...(options.args ?? []), ...egressArguments(options)],
        }),
      )
      await recordTraffic(app.app)
      apps.push(app)
      return app
    })
    for (const app of apps) {
      if (info.status !== info.expectedStatus) await attachEvidence(app, info)
      await app.close()
    }
    for (const secret of await secretsInKeyring(desktop.env)) secrets.add(secret)
    secrets.add(keyringPassword)
    const leaks = await Promise.all(apps.map((app) => leaksIn(app.traces(), secrets)))
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
    expect(leaks.flat(), 'No secret is left behind').toEqual([])
  },
})

export { expect }
export type { App }

type WatchedApp = ReturnType<typeof watched>

/** Looks at the running processes just before the app ends; later they are gone. */
function watched(app: App) {
  const child = app.app.process() // Playwright does not tell it any more when the app has ended
  let processes = ''
  let traffic = ''
  return {
    ...app,
    close: async () => {
      processes ||= await processTraces()
      if (child.exitCode === null && child.signalCode === null) traffic ||= await trafficOf(app.app)
      await app.close()
    },
    traces: () => ({ dataDir: app.dataDir, output: app.output(), processes, traffic }),
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
