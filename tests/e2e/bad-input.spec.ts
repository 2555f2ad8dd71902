import type { Page } from '@playwright/test'
import { field } from '../support/capture-window.ts'
import { expect, signIn, summon, test } from '../support/portal.ts'

const texts: [name: string, text: string][] = [
  ['markup', '<img src=x onerror="document.title=1"> <b>bold</b>'],
  ['right to left', 'שלום עולם report'],
  ['zero width and emoji', '👩‍👩‍👧 te\u200bxt 🏳️‍🌈'],
  ['control characters', 'bell\u0007 and \u001b[31mred'],
  ['NUL', 'before\u0000after'],
]

test('whatever is written arrives as it was written, and nothing of it is markup', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  const main = await signIn(app, portal)
  await main.getByRole('button', { name: 'Sent' }).click()
  const capture = await app.capture()
  const elements = (page: Page) => page.locator('img, b, script:not([src])').count()
  for (const [name, text] of texts) {
    await summon(app)
    await field(capture).fill(text)
    expect(await elements(capture), name).toBe(0)
    await app.press('Return')
    await expect.poll(app.captureIsUp, name).toBe(false)
    await expect.poll(async () => (await portal.tasksNamed(text)).length, name).toBe(1)
  }
  await expect(main.getByText('<b>bold</b>')).toBeVisible()
  await main.getByRole('button', { name: 'My Plan' }).click()
  await main.getByRole('button', { name: 'Refresh' }).click()
  await expect(main.getByText('<b>bold</b>')).toBeVisible()
  expect(await elements(main)).toBe(0)
})

test('ten thousand characters are kept, refused with the reason, and go out once shortened', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  const main = await signIn(app, portal)
  const capture = await summon(app)
  await field(capture).fill('слово '.repeat(1_667))
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByText(/too long/)).toBeVisible()
  await main.getByRole('button', { name: /^More of/ }).click()
  await main.getByRole('button', { name: 'Edit' }).click()
  await main.getByLabel('Title').fill('Much shorter')
  await main.getByRole('button', { name: 'Save' }).click()
  await expect(main.getByRole('button', { name: 'Open “Much shorter” in the browser' })).toBeVisible()
  expect(await portal.tasksNamed('Much shorter')).toHaveLength(1)
})
