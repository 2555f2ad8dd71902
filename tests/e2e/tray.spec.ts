import { startTrayHost, type TrayHost } from '../support/app/tray.ts'
import { recordOpened } from '../support/app/opened.ts'
import { expect, refusal, save, signIn, test as base } from '../support/app/portal.ts'

/** The tray of the worker's desktop, there before the app is. */
const test = base.extend<{ tray: TrayHost }>({
  tray: async ({ desktop }, use) => {
    const tray = await startTrayHost(desktop.busAddress)
    await use(tray)
    tray.stop()
  },
})

test('Quick add in the tray opens the capture window, focused', async ({
  signedIn: { app },
  tray,
  portal,
}) => {
  await tray.click('Quick add')
  await expect.poll(app.captureIsUp).toBe(true)
  await app.type('From the tray')
  await app.press('Return')
  await expect.poll(async () => (await portal.tasksNamed('From the tray')).length).toBe(1)
})

base('a tray that the desktop starts after the app has the icon too', async ({ launch, desktop }) => {
  const app = await launch({ args: ['--hidden'] })
  await app.capture()
  const tray = await startTrayHost(desktop.busAddress)
  await tray.click('Quick add')
  await expect.poll(app.captureIsUp).toBe(true)
  tray.stop()
})

test('My Plan in the tray opens the main window again after it was closed', async ({
  signedIn: { app, main },
  tray,
}) => {
  await main.close({ runBeforeUnload: true })
  await expect.poll(() => app.app.windows().some((page) => page.url().includes('/main/'))).toBe(false)
  await tray.click('My Plan')
  await expect((await app.main()).getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
})

test('Sent in the tray opens that view', async ({ signedIn: { app, main }, tray }) => {
  await main.close({ runBeforeUnload: true })
  await expect.poll(() => app.app.windows().some((page) => page.url().includes('/main/'))).toBe(false)
  await tray.click('Sent')
  await expect((await app.main()).getByRole('heading', { name: 'Sent' })).toBeVisible()
})

test('the tray counts what waits and what needs attention', async ({ signedIn: { app }, tray, portal }) => {
  portal.break(({ method }) => (method === 'tasks.task.add' ? { kind: 'reset-before' } : undefined))
  await save(app, 'Later then')
  await expect.poll(async () => (await tray.menu()).map(({ label }) => label.trim())).toContain('1 waiting')
})

test('Quit in the tray ends the app', async ({ signedIn: { app }, tray }) => {
  const ended = new Promise((resolve) => app.app.process().once('exit', resolve))
  await tray.click('Quit Quickplan')
  expect(await ended).toBe(0)
})

test('the last captures are in the tray, the newest to be undone', async ({
  signedIn: { app },
  tray,
  portal,
}) => {
  await save(app, 'Salt & pepper')
  // Until it is sent the menu may still change under the hand.
  const labels = async () => (await tray.menu()).map(({ label }) => label).join('|')
  await expect.poll(labels).toContain('Open “Salt')
  await tray.click(/^Undo “Salt/)
  await expect.poll(async () => (await portal.tasksNamed('Salt & pepper')).length).toBe(0)
})

test('a capture in the tray opens its task in the browser', async ({ tray, launch, portal }) => {
  const app = await launch()
  const opened = await recordOpened(app)
  await signIn(app, portal)
  await save(app, 'Look at me')
  await tray.click('Open “Look at me”')
  await expect
    .poll(async () => (await opened())[0])
    .toContain(`${portal.url}/company/personal/user/1/tasks/task/view/`)
})

test('the shortcut is paused and taken up again in the tray', async ({ signedIn: { app }, tray }) => {
  const isTaken = () =>
    app.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Alt+Space'))
  await tray.click('Pause the shortcut')
  await expect.poll(isTaken).toBe(false)
  await tray.click('Pause the shortcut')
  await expect.poll(isTaken).toBe(true)
})

test('the icon has a mark while a capture needs attention, and the system notifies of it once', async ({
  signedIn: { app },
  tray,
  portal,
}) => {
  await app.app.evaluate(({ Notification }) => {
    const titles: string[] = []
    Object.assign(globalThis, { titles })
    Notification.prototype.show = function (this: Electron.Notification) {
      titles.push(this.title)
      setTimeout(() => this.emit('click'))
    }
  })
  const icon = async () => JSON.stringify(await tray.property('IconPixmap'))
  const plain = await icon()
  portal.break(({ method }) =>
    method === 'tasks.task.add' ? refusal('ERROR_CORE', 'The portal does not want it') : undefined,
  )
  await save(app, 'Refused')
  await expect.poll(icon).not.toBe(plain)
  const titles = () => app.app.evaluate(() => (globalThis as unknown as { titles: string[] }).titles)
  await expect.poll(titles).toEqual(['1 task needs your attention'])
  await expect((await app.main()).getByRole('heading', { name: 'Sent' })).toBeVisible()
})
