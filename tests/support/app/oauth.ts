import { chromium, type Page } from 'playwright'
import { startDemoPortal, type DemoPortal } from '../../../electron/demo/portal.ts'
import type { Faults } from '../../../electron/demo/http/faults.ts'
import { findBrowser } from '../../../scripts/browser.ts'
import { isRoot } from '../../../scripts/electron/sandbox.ts'
import { freePort } from '../free-port.ts'
import type { App } from './app.ts'
import { expect, test as base } from './portal.ts'

export type Card = DemoPortal['oauth'] & { port: number }
/** A portal whose clock can be moved on, and whose calls can be made to go wrong. */
export type People = DemoPortal & { later: (seconds: number) => void; faults: Faults }

/** A portal with an application whose handler path leads to a free port, and a real browser beside the app. */
export const test = base.extend<{ app: App; card: Card; people: People; browserPage: Page }>({
  people: async ({ secrets }, use) => {
    const port = await freePort()
    let ahead = 0
    const faults: Faults = {}
    const people = await startDemoPortal({
      file: null,
      key: 'the key of a portal in a test',
      oauth: { redirectUri: `http://localhost:${port}/` },
      now: () => new Date(Date.now() + ahead),
      faults,
      onIssue: (secret) => void secrets.add(secret),
    })
    secrets.add(people.oauth.clientSecret)
    await use({ ...people, faults, later: (seconds) => (ahead += seconds * 1000) })
    await people.close()
  },
  card: async ({ people }, use) => {
    await use({ ...people.oauth, port: Number(new URL(people.oauth.redirectUri).port) })
  },
  // Playwright reads from this pattern that the fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  browserPage: async ({}, use) => {
    const browser = await chromium.launch({
      executablePath: findBrowser() ?? '',
      chromiumSandbox: !isRoot(),
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    })
    await use(await browser.newPage())
    await browser.close()
  },
  app: async ({ launch }, use) => {
    const app = await launch()
    // The last step before the operating system, which has no browser of its own on this desktop.
    await app.app.evaluate(({ shell }) => {
      shell.openExternal = (url) => Promise.resolve(void Object.assign(shell, { opened: url }))
    })
    await use(app)
  },
})

/** Fills in the form and sends it off. */
export async function fillIn(
  main: Page,
  portal: DemoPortal,
  { clientId, clientSecret, port }: Card,
): Promise<void> {
  await main.getByLabel('Portal address').fill(portal.url)
  await main.getByLabel('Client ID').fill(clientId)
  await main.getByLabel('Client secret', { exact: true }).fill(clientSecret)
  await main.getByLabel('Port', { exact: true }).fill(String(port))
  await main.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The address that the app has given to the system for the browser. */
export async function opened({ app }: App): Promise<string> {
  const read = () => app.evaluate(({ shell }) => (shell as unknown as { opened?: string }).opened ?? '')
  await expect.poll(read).not.toBe('')
  return read()
}

/** Signs in as Anna Schmidt, from the form to her plan. */
export async function signIn(app: App, people: People, card: Card, browserPage: Page): Promise<Page> {
  const main = await app.main()
  await fillIn(main, people, card)
  await browserPage.goto(await opened(app))
  await allow(browserPage)
  await expect(plan(main)).toBeVisible()
  return main
}

/** Chooses Anna Schmidt on the portal’s page. */
export const allow = (page: Page) => page.getByRole('button', { name: /Anna Schmidt/ }).click()
/** The first stage of a plan that the portal made. */
export const plan = (main: Page) => main.getByRole('group', { name: 'Not planned', exact: true })
