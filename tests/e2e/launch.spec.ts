import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureElectron } from '../../scripts/electron.ts'
import { root } from '../../scripts/project.ts'
import { sandboxArguments } from '../../scripts/sandbox.ts'
import type { App } from '../support/app.ts'
import { expect, signIn, summon, test } from '../support/portal.ts'

test('a second start opens the main window of the first and ends', async ({ launch, portal, desktop }) => {
  const app = await launch()
  const main = await signIn(app, portal)
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
  launch,
  portal,
  desktop,
}) => {
  const app = await launch()
  await signIn(app, portal)
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
    main.getByText(/Ctrl\s*\+?\s*Shift\s*\+?\s*Space.* (is taken|belongs to|is used)/i).first(),
  ).toBeVisible()
  await main.getByRole('button', { name: /^Change shortcut/ }).click()
  await main.bringToFront()
  await main.keyboard.press('Control+Alt+KeyQ')
  await expect(main.getByText(/The shortcut is .*Q.* now/)).toBeAttached()
  await app.press('ctrl+alt+q')
  await expect.poll(app.captureIsUp).toBe(true)
})

test('the capture window is the same page all along', async ({ launch, portal }) => {
  const app = await launch()
  await signIn(app, portal)
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

test('the main window comes back where it was', async ({ launch, portal }) => {
  const app = await launch()
  await signIn(app, portal)
  await moveMain(app, { x: 120, y: 90, width: 900, height: 600 })
  await app.close()
  const again = await launch({ dataDir: app.dataDir })
  await again.main()
  const { width, height } = await mainBounds(again)
  expect([width, height]).toEqual([900, 600])
})

test.describe('a page can do nothing but show and ask', () => {
  test('it has no Node, no Electron and no way to run text as code', async ({ launch }) => {
    const main = await (await launch()).main()
    const found = await main.evaluate(() => ({
      globals: ['require', 'process', 'Buffer', 'ipcRenderer'].filter((name) => name in globalThis),
      given: Object.keys((window as unknown as { transport: object }).transport).sort(),
    }))
    expect(found).toEqual({ globals: [], given: ['attach', 'invoke', 'listen'] })
  })

  test('it runs in a sandbox, isolated, under a strict policy', async ({ launch }) => {
    const app = await launch()
    const main = await app.main()
    const preferences = await app.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const { sandbox, contextIsolation, nodeIntegration, webSecurity } = (
          webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
        ).getLastWebPreferences()
        return { sandbox, contextIsolation, nodeIntegration, webSecurity }
      }),
    )
    const strict = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true }
    expect(preferences).toEqual([strict, strict])
    const policy = await main.evaluate(async () => {
      const blocked = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        })
      })
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.head.append(script)
      return { directive: await blocked, ran: 'ran' in window }
    })
    expect(policy).toEqual({ directive: 'script-src-elem', ran: false })
  })

  test('it cannot navigate away, open a window, or reach the network', async ({ launch, portal }) => {
    const app = await launch()
    const main = await app.main()
    const before = main.url()
    const opened = await main.evaluate((url) => window.open(url), portal.url)
    await main.evaluate((url) => location.assign(url), portal.url)
    const fetched = await main.evaluate(
      (url) =>
        fetch(url).then(
          () => 'reached',
          () => 'refused',
        ),
      portal.url,
    )
    expect([opened, fetched, main.url()]).toEqual([null, 'refused', before])
    expect(app.app.windows()).toHaveLength(2)
  })

  test('it gets no permission', async ({ launch }) => {
    const main = await (await launch()).main()
    const states = await main.evaluate(() =>
      Promise.all(
        (['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]).map(async (name) => {
          return (await navigator.permissions.query({ name })).state
        }),
      ),
    )
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
  })

  test('it cannot read files outside its own', async ({ launch }) => {
    const app = await launch()
    const status = await app.app.evaluate(({ net }) =>
      Promise.all(
        [
          'app://quickplan/..%2fmain%2fmain.js',
          'app://quickplan/%2e%2e%2f%2e%2e%2fpackage.json',
          'app://other/main/index.html',
        ].map(async (url) => (await net.fetch(url)).status),
      ),
    )
    expect(status).toEqual([404, 404, 404])
  })

  test('what it asks is checked before anything is done', async ({ launch }) => {
    const main = await (await launch()).main()
    const replies = await main.evaluate(async () => {
      const { transport } = window as unknown as {
        transport: { invoke(name: string, input: unknown): Promise<unknown> }
      }
      return Promise.all([
        transport.invoke('captures.open', { id: '../../etc/passwd' }),
        transport.invoke('window.fit', { height: -1 }),
        transport.invoke('settings.change', { shortcut: { toString: 'x' } }),
      ])
    })
    const refused = { ok: false, problem: { code: 'input-invalid' } }
    expect(replies).toEqual([refused, refused, refused])
  })
})

test('the settings on disk hold nothing but settings', async ({ launch, portal }) => {
  const app = await launch()
  const main = await signIn(app, portal)
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
