import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '../support/app/app.ts'
import { field } from '../support/app/capture-window.ts'
import { expect, signIn, summon, test } from '../support/app/portal.ts'

type Box = { message: string; detail: string; buttons: string[] }
type Noted = { boxes: Box[]; opened: string[]; answer: number }

/** Reads native message boxes in the place of a person, and answers with the button of this number. */
const answerBoxes = ({ app }: App, answer: number) =>
  app.evaluate(({ dialog, shell }, response) => {
    const noted: Noted = { boxes: [], opened: [], answer: response }
    Object.assign(globalThis, { noted })
    Object.assign(dialog, {
      showMessageBox: (options: Box) => {
        noted.boxes.push(options)
        return Promise.resolve({ response: noted.answer, checkboxChecked: false })
      },
    })
    Object.assign(shell, {
      openPath: (path: string) => {
        noted.opened.push(path)
        return Promise.resolve('')
      },
    })
  }, answer)

const noted = ({ app }: App) => app.evaluate(() => (globalThis as unknown as { noted: Noted }).noted)

/** Ends the process of a page as a crash does, and answers when the page has come back. */
async function crash({ app }: App, name: 'capture' | 'main') {
  await app.evaluate(async ({ BrowserWindow }, part) => {
    const contents = BrowserWindow.getAllWindows()
      .map((window) => window.webContents)
      .find((one) => one.getURL().includes(`/${part}/`))
    if (!contents) throw new Error('There is no such window')
    const back = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()))
    contents.forcefullyCrashRenderer()
    await back
  }, name)
}

/** A page that crashed is lost to Playwright, so what it shows is asked for in the app itself. */
const shown = ({ app }: App, name: 'capture' | 'main', expression: string) =>
  app.evaluate(
    ({ BrowserWindow }, [part, code]) =>
      BrowserWindow.getAllWindows()
        .map((window) => window.webContents)
        .find((one) => one.getURL().includes(`/${String(part)}/`))
        ?.executeJavaScript(String(code)) as Promise<unknown>,
    [name, expression],
  )

const typed = (app: App) => shown(app, 'capture', "document.querySelector('textarea')?.value")
const heading = (app: App) => shown(app, 'main', "document.querySelector('h1')?.textContent")

const logOf = ({ dataDir }: App) => readFile(join(dataDir, 'logs', 'quickplan.log'), 'utf8')

test('a capture window that crashes comes back with its draft, and goes on', async ({
  capturing: { app, capture },
  portal,
}) => {
  await app.type('Half a thought')
  await expect(field(capture)).toHaveValue('Half a thought')
  await crash(app, 'capture')
  await expect.poll(() => typed(app)).toBe('Half a thought')
  await expect.poll(() => shown(app, 'capture', 'document.activeElement?.localName')).toBe('textarea')
  await app.type(' and more')
  await expect.poll(() => typed(app)).toBe('Half a thought and more')
  await app.press('Return')
  await portal.task('Half a thought and more')
})

test('a main window that crashes comes back at its view; one that crashes again and again is told', async ({
  signedIn: { app, main },
}) => {
  await answerBoxes(app, 0)
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByRole('heading', { name: 'Sent' })).toBeVisible()
  for (let count = 0; count < 3; count++) {
    await crash(app, 'main')
    await expect.poll(() => heading(app)).toBe('Sent')
  }
  expect((await noted(app)).boxes).toEqual([])
  await app.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('/main/'))
      ?.webContents.forcefullyCrashRenderer()
  })
  await expect
    .poll(async () => (await noted(app)).boxes.map(({ message }) => message))
    .toEqual(['A window of Quickplan ends again and again.'])
})

test('the graphics process may end: the windows stay and answer', async ({ signedIn: { app, main } }) => {
  const capture = await summon(app)
  await app.type('Before')
  const graphics = () =>
    app.app.evaluate(({ app: own }) => own.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null)
  const before = await graphics()
  if (before !== null) {
    process.kill(before, 'SIGKILL')
    await expect.poll(async () => ![null, before].includes(await graphics())).toBe(true)
    await expect.poll(() => logOf(app)).toContain('The process GPU ended: killed')
  }
  await app.type(' and after')
  await expect(field(capture)).toHaveValue('Before and after')
  await expect(main.getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
})

test('what nobody handles is told once, in words, and logged without titles and secrets', async ({
  signedIn: { app, main },
  portal,
}) => {
  await answerBoxes(app, 1)
  const planted = `Give Anna notice ${portal.secret}`
  await app.app.evaluate((_electron, text) => {
    void Promise.reject(new Error(text))
    setImmediate(() => {
      throw new TypeError(text)
    })
  }, planted)
  await main.evaluate((text) => {
    setTimeout(() => {
      throw new RangeError(text)
    })
  }, planted)
  await expect.poll(() => logOf(app)).toMatch(/A page failed: RangeError at /)
  const log = await logOf(app)
  expect(log).toContain('An error was not handled: TypeError\n')
  expect(log).toContain('A rejection was not handled: Error\n')
  expect(log).not.toMatch(/Anna|notice/)
  const { boxes, opened } = await noted(app)
  expect(boxes.map(({ message }) => message)).toEqual(['Something went wrong inside Quickplan.'])
  expect(boxes[0]?.detail).toContain(join('logs', 'quickplan.log'))
  expect(opened).toEqual([join(app.dataDir, 'logs')])
  await expect(main.getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
})

test('the log is the user’s alone, and Settings shows where it is', async ({ signedIn: { app, main } }) => {
  await answerBoxes(app, 0)
  await expect.poll(() => logOf(app).catch(() => '')).toContain('has started')
  const modes = ['logs', 'logs/quickplan.log'].map(
    async (path) => (await stat(join(app.dataDir, path))).mode & 0o777,
  )
  expect(await Promise.all(modes)).toEqual([0o700, 0o600])
  await main.getByRole('button', { name: 'Settings' }).click()
  await expect(main.getByText('logs/quickplan.log')).toBeVisible()
  await main.getByRole('button', { name: 'Open the log’s folder' }).click()
  await expect.poll(async () => (await noted(app)).opened).toEqual([join(app.dataDir, 'logs')])
  expect(await readdir(join(app.dataDir, 'logs'))).toEqual(['quickplan.log'])
})

test('a damaged capture is listed in Sent with its text, and the others go on', async ({
  launch,
  portal,
}) => {
  const first = await launch()
  await signIn(first, portal)
  await summon(first)
  await first.type('A whole thought')
  await first.press('Return')
  await portal.task('A whole thought')
  await first.close()
  await writeFile(
    join(first.dataDir, 'captures', 'cut-off.json'),
    '{"version":1,"text":"Call <b>Anna</b> tom',
  )
  const app = await launch({ dataDir: first.dataDir })
  const main = await app.main()
  await main.getByRole('button', { name: 'Sent' }).click()
  const damaged = main.getByRole('region', { name: 'Could not be read' })
  await expect(damaged.locator('pre')).toHaveText('{"version":1,"text":"Call <b>Anna</b> tom')
  await expect(main.getByText('A whole thought').first()).toBeVisible()
  expect(await readdir(join(app.dataDir, 'captures', 'damaged'))).toEqual(['cut-off.json'])
})
