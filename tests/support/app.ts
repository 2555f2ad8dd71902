import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestInfo } from '@playwright/test'
import { type App, type AppOptions, startApp } from '../../scripts/drive.ts'
import { test as base } from './desktop.ts'

/** A data folder that is given is kept; the default is a throw-away one. Default desktop: the worker's. */
export type LaunchOptions = Partial<AppOptions>

type Launch = (options?: LaunchOptions) => Promise<App>

/** Playwright's test with `launch`, which starts the real app on the worker's desktop. */
export const test = base.extend<{ launch: Launch }>({
  launch: async ({ desktop }, use, info) => {
    const apps: App[] = []
    const folders: string[] = []
    await use(async (options = {}) => {
      const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'quickplan-data-')))
      if (options.dataDir === undefined) folders.push(dataDir)
      const app = await startApp({ ...options, dataDir, desktop: options.desktop ?? desktop })
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
export type { App }

async function attachEvidence(app: App, info: TestInfo) {
  for (const [index, page] of app.app.windows().entries()) {
    // A hidden window has nothing to photograph, and a crashed app no window.
    const body = await page.screenshot({ timeout: 3_000 }).catch(() => null)
    if (body) await info.attach(`window ${String(index)}: ${page.url()}`, { body, contentType: 'image/png' })
  }
  await info.attach('output of the app', { body: app.output(), contentType: 'text/plain' })
}
