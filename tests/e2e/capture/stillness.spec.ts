import type { App } from '../../support/app/app.ts'
import { field } from '../../support/app/capture-window.ts'
import { expect, signIn, summon, test } from '../../support/app/portal.ts'

/** What in the capture page has the focus, by its element's name. */
const focused = async (app: App) => (await app.capture()).evaluate(() => document.activeElement?.localName)

test('the hidden capture field has no focus, so that no caret blinks, and gets it back when it comes up', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  await signIn(app, portal)
  expect(await focused(app)).toBe('body')
  const capture = await summon(app)
  await app.type('half a ')
  await app.press('Escape')
  await expect.poll(() => focused(app)).toBe('body')
  await summon(app)
  await app.type('thought')
  await expect(field(capture)).toHaveValue('half a thought')
})
