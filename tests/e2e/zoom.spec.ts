import type { Page } from '@playwright/test'
import { expect, summon, test } from '../support/app/portal.ts'

const scale = (page: Page) => page.evaluate(() => Math.round(devicePixelRatio * 100))

test('zooming the main window leaves the capture window as it is, also after a restart', async ({
  signedIn: { app, main },
  launch,
}) => {
  await main.getByRole('heading', { name: 'My Plan' }).click()
  await app.press('ctrl+equal')
  await app.press('ctrl+KP_Add')
  await expect.poll(() => scale(main)).toBe(125)
  const capture = await summon(app)
  expect(await scale(capture)).toBe(100)
  await app.close()

  const again = await launch({ dataDir: app.dataDir })
  const mainAgain = await again.main()
  await expect.poll(() => scale(mainAgain)).toBe(125)
  expect(await scale(await summon(again))).toBe(100)
})

test('no menu comes with Alt', async ({ signedIn: { app } }) => {
  expect(await app.app.evaluate(({ Menu }) => Menu.getApplicationMenu())).toBeNull()
})
