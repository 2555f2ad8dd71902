import type { Page } from 'playwright'
import { startTrayHost } from '../support/app/tray.ts'
import { expect, signIn, test } from '../support/app/portal.ts'

const row = (main: Page, name: string) => main.locator('dl > div').filter({ hasText: name })

test('the diagnostics tell what the portal can do', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'Settings' }).click()
  await expect(row(main, 'REST 3.0 for tasks')).toContainText('Yes')
  await expect(row(main, 'Tells tasks by their stage')).toContainText('Yes')
  await expect(row(main, 'Keychain')).toContainText('Works')
})

test('a desktop without a tray is told, with another way in', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'Settings' }).click()
  await expect(row(main, 'Tray')).toContainText('Start Quickplan a second time')
})

test('a desktop with a tray is told', async ({ launch, portal, desktop }) => {
  const tray = await startTrayHost(desktop.busAddress)
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'Settings' }).click()
  await expect(row(main, 'Tray')).toContainText('Available')
  tray.stop()
})

test('the copied report names the portal and has no secret in it', async ({
  signedIn: { app, main },
  portal,
}) => {
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('button', { name: 'Copy report' }).click()
  await expect(main.getByText('Copied. There is no secret in it.')).toBeVisible()
  const report = await app.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(report).toContain(`Portal: ${new URL(portal.url).host} (webhook, ready)`)
  expect(report).not.toContain(portal.secret)
})
