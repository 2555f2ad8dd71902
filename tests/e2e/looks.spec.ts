import type { Page } from '@playwright/test'
import { freePort } from '../support/free-port.ts'
import { lookerOf } from '../support/app/looks.ts'
import { expect, signIn, summon, test } from '../support/app/portal.ts'

const choose = async (main: Page, option: string) => {
  await main.getByRole('button', { name: /^(Settings|Настройки)$/ }).click()
  await main.getByRole('radio', { name: option }).check({ force: true })
}

test('axe finds nothing on the way from the first run to Settings, light and dark', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  const look = lookerOf(app)
  const main = await app.main()
  await look('the first run', main)

  await app.app.evaluate(({ shell }) => (shell.openExternal = () => Promise.resolve()))
  await main.getByLabel('Portal address').fill(portal.url)
  await main.getByLabel('Client ID').fill(portal.oauth.clientId)
  await main.getByLabel('Client secret', { exact: true }).fill(portal.oauth.clientSecret)
  await main.getByLabel('Port', { exact: true }).fill(String(await freePort()))
  await main.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(main.getByText('Waiting for the browser…').first()).toBeVisible()
  await look('the sign-in that waits for the browser', main)
  await main.getByRole('button', { name: 'Cancel' }).click()

  await signIn(app, portal)
  await summon(app)
  await app.type('Call Anna tomorrow 15:00')
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByRole('button', { name: 'Open “Call Anna” in the browser' })).toBeVisible()
  await look('Sent, with a capture', main)

  await main.getByRole('button', { name: 'Settings' }).click()
  await look('Settings', main)
})

test('axe finds nothing on the capture window, light and dark', async ({ launch, portal }) => {
  const app = await launch()
  const look = lookerOf(app)
  await signIn(app, portal)
  const capture = await summon(app)
  await look('empty', capture)

  await app.type('Call @an')
  await expect(capture.getByRole('option').first()).toBeVisible()
  await look('with suggestions open', capture)

  await app.press('ctrl+a')
  await app.type('Call Anna tomorrow 15:00')
  await expect(capture.getByRole('listitem').filter({ hasText: /, 15:00/ })).toBeVisible()
  await look('with a date understood', capture)
})

test('the language changes on the spot, in every window', async ({ signedIn: { app, main } }) => {
  await choose(main, 'Русский')
  await expect(main.getByRole('heading', { name: 'Настройки', exact: true })).toBeVisible()
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

test('the dark theme is chosen and kept', async ({ signedIn: { app, main }, launch }) => {
  await choose(main, 'Dark')
  const isDark = (page: Page) => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await expect.poll(() => isDark(main)).toBe(true)
  await app.close()
  const again = await (await launch({ dataDir: app.dataDir })).main()
  await expect.poll(() => isDark(again)).toBe(true)
})

test('the end of the working day is the time of a date without one', async ({ signedIn: { app, main } }) => {
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByLabel('End of the working day').fill('17:30')
  await main.getByLabel('End of the working day').press('Enter')
  const capture = await summon(app)
  await app.type('Report tomorrow')
  await expect(capture.getByRole('listitem').filter({ hasText: /, 17:30/ })).toBeVisible()
})
