import type { App } from '../support/app/app.ts'
import { expect, test, type TestPortal } from '../support/app/portal.ts'

type Shown = { title: string; body: string }

/** Notes the system's notifications in the place of a user, who clicks each. */
const clickNotifications = ({ app }: App) =>
  app.evaluate(({ Notification }) => {
    const shown: Shown[] = []
    Object.assign(globalThis, { shown })
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push({ title: this.title, body: this.body })
      setTimeout(() => this.emit('click'))
    }
  })
const shown = ({ app }: App) => app.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown)

const addDue = async ({ call }: TestPortal, title: string, minutes: number) => {
  const deadline = new Date(Date.now() + minutes * 60_000).toISOString()
  await call('tasks.task.add', { fields: { TITLE: title, RESPONSIBLE_ID: 1, DEADLINE: deadline } })
}

test('a deadline is told where Settings says so, and the task completed from it, by keyboard alone', async ({
  signedIn: { app, main },
  portal,
}) => {
  await clickNotifications(app)
  await addDue(portal, 'Call the customer', 10)
  await addDue(portal, 'Much later', 600)
  await main.keyboard.press('Control+3')
  const choice = main.getByRole('radiogroup', { name: 'Remind me of deadlines' })
  await choice.getByRole('radio', { name: 'Off' }).focus()
  await main.keyboard.press('ArrowRight')
  await main.keyboard.press('ArrowRight')
  const dialog = main.getByRole('dialog', { name: 'Call the customer' })
  await expect(dialog.getByText(/^Due at \d\d:\d\d/)).toBeVisible()
  expect((await shown(app)).map(({ title }) => title)).toEqual(['Call the customer'])
  await dialog.getByRole('button', { name: 'Complete' }).press('Enter')
  await expect(dialog).toBeHidden()
  expect(await portal.task('Call the customer')).toMatchObject({ status: '5' })
})
