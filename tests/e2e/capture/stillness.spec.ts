import type { App } from '../../support/app/app.ts'
import { field } from '../../support/app/capture-window.ts'
import { expect, summon, test } from '../../support/app/portal.ts'

/** What in the capture page has the focus, by its element's name. */
const focused = async (app: App) => (await app.capture()).evaluate(() => document.activeElement?.localName)

/**
 * Opens the window and types a letter 5 ms after it has the keyboard, this many times. All of it happens inside the app, so that
 * no other process's pace is in the race. Returns the first round whose letter was lost, or null.
 */
const firstLost = ({ app }: App, rounds: number) =>
  app.evaluate(async ({ app: own, BrowserWindow }, count) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/capture/'))
    if (!window) throw new Error('There is no capture window')
    for (let round = 1; round <= count; round++) {
      const hasKeyboard = new Promise((resolve) => window.once('focus', () => setTimeout(resolve, 5)))
      own.emit('second-instance', {}, ['quickplan', '--capture'])
      await hasKeyboard
      for (const type of ['keyDown', 'char', 'keyUp'] as const)
        window.webContents.sendInputEvent({ type, keyCode: 'x' })
      const isThere: unknown = await window.webContents.executeJavaScript(`new Promise((resolve) => {
        let looks = 0
        const look = () => {
          if (document.querySelector('textarea').value.length === ${String(round)}) resolve(true)
          else if (++looks > 1000) resolve(false)
          else setTimeout(look, 5)
        }
        look()
      })`)
      if (isThere !== true) return round
      const isHidden = new Promise((resolve) => window.once('hide', () => resolve(null)))
      window.close()
      await isHidden
    }
    return null
  }, rounds)

test('the hidden capture field has no focus, so that no caret blinks, and gets it back when it comes up', async ({
  signedIn: { app },
}) => {
  expect(await focused(app)).toBe('body')
  const capture = await summon(app)
  await app.type('half a ')
  await app.press('Escape')
  await expect.poll(() => focused(app)).toBe('body')
  await summon(app)
  await app.type('thought')
  await expect(field(capture)).toHaveValue('half a thought')
})

test('the first letter is in the field though it comes 5 ms after the window has the keyboard, 200 times', async ({
  signedIn: { app },
}) => {
  expect(await firstLost(app, 200)).toBeNull()
})
