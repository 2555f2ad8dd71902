import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureElectron } from '../../scripts/electron/electron.ts'
import { root } from '../../scripts/system/project.ts'
import { sandboxArguments } from '../../scripts/electron/sandbox.ts'
import type { App } from '../support/app/app.ts'
import { expect, summon, test } from '../support/app/portal.ts'

test('a second start opens the main window of the first and ends', async ({
  signedIn: { app, main },
  desktop,
}) => {
  await main.close({ runBeforeUnload: true })
  await expect.poll(() => app.app.windows().some((page) => page.url().includes('/main/'))).toBe(false)
  const { executable } = await ensureElectron()
  const second = spawn(executable, [...sandboxArguments(), root, `--user-data-dir=${app.dataDir}`], {
    env: desktop.env,
    stdio: 'ignore',
  })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect((await app.main()).getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
})

test('a start with --capture opens the capture window of the app that runs', async ({
  signedIn: { app },
  desktop,
}) => {
  const { executable } = await ensureElectron()
  execFile(executable, [...sandboxArguments(), root, `--user-data-dir=${app.dataDir}`, '--capture'], {
    env: desktop.env,
  })
  await expect.poll(app.captureIsUp).toBe(true)
})

test('damaged files are set aside and the app starts', async ({ launch }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-damaged-'))
  for (const name of ['settings', 'accounts', 'places', 'demo-portal']) {
    await writeFile(join(dataDir, `${name}.json`), '{"theme": "dark", "cut o')
  }
  const main = await (await launch({ dataDir, args: ['--demo'] })).main()
  await expect(main.getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
  const aside = (await readdir(dataDir))
    .filter((name) => name.includes('.damaged-'))
    .map((name) => name.split('.')[0])
  expect(aside.sort()).toEqual(['accounts', 'demo-portal', 'places', 'settings'])
})

test('a shortcut that another program has is named, and another one can be taken', async ({ launch }) => {
  const first = await launch({ args: ['--demo'] })
  await first.main()
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  await main.getByRole('button', { name: 'Settings' }).click()
  await expect(
    main.getByText(/Ctrl\s*\+?\s*Alt\s*\+?\s*Space.* (is taken|belongs to|is used)/i).first(),
  ).toBeVisible()
  await main.getByRole('button', { name: /^Change shortcut/ }).click()
  await main.bringToFront()
  await main.keyboard.press('Control+Alt+KeyQ')
  await expect(main.getByText(/The shortcut is .*Q.* now/)).toBeAttached()
  await app.press('ctrl+alt+q')
  await expect.poll(app.captureIsUp).toBe(true)
})

test('the capture window is the same page all along', async ({ signedIn: { app } }) => {
  const capture = await app.capture()
  await capture.evaluate(() => Object.assign(window, { marked: true }))
  for (const text of ['one', 'two']) {
    await summon(app)
    await app.type(text)
    await app.press('Return')
    await expect.poll(app.captureIsUp).toBe(false)
  }
  expect(await capture.evaluate(() => (window as { marked?: boolean }).marked)).toBe(true)
})

test('the main window comes back where it was', async ({ signedIn: { app }, launch }) => {
  await moveMain(app, { x: 120, y: 90, width: 900, height: 600 })
  await app.close()
  const again = await launch({ dataDir: app.dataDir })
  await again.main()
  const { width, height } = await mainBounds(again)
  expect([width, height]).toEqual([900, 600])
})

test('the settings on disk hold nothing but settings', async ({ signedIn: { app, main } }) => {
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await expect
    .poll(async () => JSON.parse(await readFile(join(app.dataDir, 'settings.json'), 'utf8')))
    .toMatchObject({
      theme: 'dark',
    })
})

const moveMain = ({ app }: App, bounds: Electron.Rectangle) =>
  app.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.webContents.getURL().includes('/main/'))
      ?.setBounds(to)
  }, bounds)

const mainBounds = ({ app }: App) =>
  app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/main/'))
    if (!window) throw new Error('There is no main window')
    return window.getNormalBounds()
  })

test('when the session ends, which Windows tells windows only, the app closes what is open and ends', async ({
  launch,
}) => {
  const app = await launch({ args: ['--demo'] })
  await app.main()
  const ended = once(app.app.process(), 'exit')
  await app.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.emit('session-end', {})
  })
  expect(await ended).toEqual([0, null])
  const endpoint = JSON.parse(await readFile(join(app.dataDir, 'endpoint.json'), 'utf8')) as {
    token: unknown
  }
  expect(endpoint.token).toBeNull()
})
