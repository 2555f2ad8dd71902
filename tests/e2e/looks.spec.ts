import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { App } from '../support/app.ts'
import { freePort } from '../support/free-port.ts'
import { expect, signIn, summon, test, type TestPortal } from '../support/portal.ts'

/** What axe finds on a page, as `rule: element`. */
async function findings(page: Page): Promise<string[]> {
  // In Electron there is no new page to merge results in; the legacy mode needs none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

const choose = async (main: Page, option: string) => {
  await main.getByRole('button', { name: /^(Settings|Настройки)$/ }).click()
  await main.getByRole('radio', { name: option }).check({ force: true })
}

const views: [name: string, reach: (app: App, portal: TestPortal) => Promise<Page>][] = [
  ['the first run', (app) => app.main()],
  [
    'the sign-in that waits for the browser',
    async (app, portal) => {
      const main = await app.main()
      await app.app.evaluate(({ shell }) => (shell.openExternal = () => Promise.resolve()))
      await main.getByLabel('Portal address').fill(portal.url)
      await main.getByLabel('Client ID').fill(portal.oauth.clientId)
      await main.getByLabel('Client secret', { exact: true }).fill(portal.oauth.clientSecret)
      await main.getByLabel('Port', { exact: true }).fill(String(await freePort()))
      await main.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(main.getByText('Waiting for the browser…').first()).toBeVisible()
      return main
    },
  ],
  ['My Plan', (app, portal) => signIn(app, portal)],
  [
    'Sent, with a capture',
    async (app, portal) => {
      const main = await signIn(app, portal)
      await summon(app)
      await app.type('Call Anna tomorrow 15:00')
      await app.press('Return')
      await main.getByRole('button', { name: 'Sent' }).click()
      await expect(main.getByRole('button', { name: 'Open “Call Anna” in the browser' })).toBeVisible()
      return main
    },
  ],
  [
    'Settings',
    async (app, portal) => {
      const main = await signIn(app, portal)
      await main.getByRole('button', { name: 'Settings' }).click()
      return main
    },
  ],
  [
    'the colour picker',
    async (app, portal) => {
      const main = await signIn(app, portal)
      await main.getByRole('button', { name: 'Actions for “Today”' }).click()
      await main.getByRole('menuitem', { name: 'Change colour…' }).click()
      await expect(main.getByLabel('Hex')).toBeVisible()
      return main
    },
  ],
  [
    'the deletion of a stage',
    async (app, portal) => {
      const main = await signIn(app, portal)
      await main.getByRole('button', { name: 'Actions for “Today”' }).click()
      await main.getByRole('menuitem', { name: 'Delete' }).click()
      await expect(main.getByRole('dialog', { name: 'Delete “Today”' })).toBeVisible()
      return main
    },
  ],
  [
    'the preview of a stage set',
    async (app, portal) => {
      const main = await signIn(app, portal)
      await main.getByRole('button', { name: 'Stage sets' }).click()
      await main.getByRole('menuitem', { name: 'Week' }).click()
      await expect(main.getByRole('dialog', { name: 'Apply “Week”' })).toBeVisible()
      return main
    },
  ],
  [
    'the suggested colours',
    async (app, portal) => {
      const main = await signIn(app, portal)
      await main.getByRole('button', { name: 'View', exact: true }).click()
      await main.getByRole('menuitem', { name: 'Suggest colours…' }).click()
      await expect(main.getByRole('dialog', { name: 'Suggest colours' })).toBeVisible()
      return main
    },
  ],
  [
    'a project’s board',
    async (app, portal) => {
      const main = await signIn(app, portal)
      await main.getByRole('heading', { name: 'My Plan' }).getByRole('button').click()
      await main.getByRole('dialog', { name: 'Board' }).getByRole('button', { name: 'Marketing' }).click()
      await expect(main.getByRole('group', { name: 'Stages of “Marketing”' })).toBeVisible()
      return main
    },
  ],
  [
    'the capture window, with suggestions open',
    async (app, portal) => {
      await signIn(app, portal)
      const capture = await summon(app)
      await app.type('Call @an')
      await expect(capture.getByRole('option').first()).toBeVisible()
      return capture
    },
  ],
  [
    'the capture window, with a date understood',
    async (app, portal) => {
      await signIn(app, portal)
      const capture = await summon(app)
      await app.type('Call Anna tomorrow 15:00')
      await expect(capture.getByRole('listitem').filter({ hasText: /, 15:00/ })).toBeVisible()
      return capture
    },
  ],
]

for (const scheme of ['light', 'dark'] as const) {
  for (const [name, reach] of views) {
    test(`axe finds nothing on ${name}, ${scheme}`, async ({ launch, portal }) => {
      const app = await launch()
      const page = await reach(app, portal)
      await app.app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), scheme)
      await expect
        .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
        .toBe(scheme === 'dark')
      expect(await findings(page)).toEqual([])
    })
  }
}

test('the language changes on the spot, in every window', async ({ launch, portal }) => {
  const app = await launch()
  const main = await signIn(app, portal)
  await choose(main, 'Русский')
  await expect(main.getByRole('heading', { name: 'Настройки' })).toBeVisible()
  const capture = await app.capture()
  await expect(capture.getByRole('textbox', { name: 'Новая задача' })).toBeAttached()
  await main.getByRole('button', { name: 'Мой план' }).click()
  await expect(main.getByRole('heading', { name: 'Мой план' })).toBeVisible()
})

test('the language is the system’s at first', async ({ launch }) => {
  const main = await (
    await launch({ args: ['--lang=ru'], env: { LANGUAGE: 'ru', LC_ALL: undefined, LANG: 'ru_RU.UTF-8' } })
  ).main()
  await expect(main.getByRole('button', { name: 'Попробовать демо' })).toBeVisible()
})

test('the dark theme is chosen and kept', async ({ launch, portal }) => {
  const app = await launch()
  const main = await signIn(app, portal)
  await choose(main, 'Dark')
  const isDark = (page: Page) => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await expect.poll(() => isDark(main)).toBe(true)
  await app.close()
  const again = await (await launch({ dataDir: app.dataDir })).main()
  await expect.poll(() => isDark(again)).toBe(true)
})

test('the end of the working day is the time of a date without one', async ({ launch, portal }) => {
  const app = await launch()
  const main = await signIn(app, portal)
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByLabel('End of the working day').fill('17:30')
  await main.getByLabel('End of the working day').press('Enter')
  const capture = await summon(app)
  await app.type('Report tomorrow')
  await expect(capture.getByRole('listitem').filter({ hasText: /, 17:30/ })).toBeVisible()
})
