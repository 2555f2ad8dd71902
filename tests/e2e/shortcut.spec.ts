import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Desktop } from '../../scripts/desktop/desktop.ts'
import { startDesktop } from '../../scripts/desktop/desktop.ts'
import { summonKeys } from '../../scripts/desktop/hands.ts'
import type { App } from '../support/app/app.ts'
import { field } from '../support/app/capture-window.ts'
import { expect, summon, test } from '../support/app/portal.ts'
import { startTrayHost } from '../support/app/tray.ts'

const run = promisify(execFile)

/** Counts how often the capture window comes and goes from now on. */
const watchCapture = ({ app }: App) =>
  app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/capture/'))
    const seen = { shown: 0, hidden: 0 }
    Object.assign(globalThis, { seen })
    window?.on('show', () => seen.shown++)
    window?.on('hide', () => seen.hidden++)
  })
const seen = ({ app }: App) =>
  app.evaluate(() => (globalThis as unknown as { seen: { shown: number; hidden: number } }).seen)

/** While `work` runs these keys change the keyboard layout. */
async function withLayoutSwitch({ env }: Desktop, option: string, work: () => Promise<void>) {
  await run('setxkbmap', ['us,ru', '-option', option], { env })
  try {
    await work()
  } finally {
    await run('setxkbmap', ['us,ru', '-option', ''], { env })
  }
}

test('the shortcut held down, with keys that repeat as they usually do, opens the window once', async ({
  launch,
}) => {
  const desktop = await startDesktop({ keyRepeat: true })
  const app = await launch({ desktop, args: ['--demo', '--hidden'] })
  await app.capture()
  await watchCapture(app)
  const held = ['ctrl', 'alt', 'space']
  await app.xdotool(
    ...held.flatMap((key) => ['keydown', key]),
    'sleep',
    '2',
    'keyup',
    'space',
    'keyup',
    'alt',
  )
  await app.xdotool('keyup', 'ctrl')
  expect(await seen(app)).toEqual({ shown: 1, hidden: 0 })
  await app.press(summonKeys)
  await expect.poll(app.captureIsUp).toBe(false)
  await app.close()
  await desktop.stop()
})

test('a window that was left open on another virtual desktop comes to this one', async ({
  signedIn: { app },
}) => {
  await app.xdotool('set_num_desktops', '2')
  await app.xdotool('set_desktop', '0')
  const capture = await summon(app)
  await app.type('half a ')
  await expect(field(capture)).toHaveValue('half a ')
  await app.xdotool('set_desktop', '1')
  await expect.poll(app.captureIsUp).toBe(false)
  await app.press(summonKeys)
  await expect.poll(app.captureIsUp).toBe(true)
  expect(await app.xdotool('get_desktop')).toBe('1')
  expect(await app.xdotool('getactivewindow', 'get_desktop_for_window')).toBe('1')
  await app.type('thought')
  await expect(field(capture)).toHaveValue('half a thought')
  await app.xdotool('set_desktop', '0')
})

test('where Ctrl+Shift changes the layout the default shortcut arrives, and one with these keys is told', async ({
  launch,
  desktop,
}) => {
  await withLayoutSwitch(desktop, 'grp:ctrl_shift_toggle', async () => {
    const usual = await launch({ args: ['--demo', '--hidden'] })
    await usual.capture()
    await usual.press(summonKeys)
    await expect.poll(usual.captureIsUp).toBe(true)
    await usual.close()

    const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-shortcut-'))
    await writeFile(join(dataDir, 'settings.json'), '{"shortcut":"CommandOrControl+Shift+Space"}')
    const app = await launch({ dataDir, args: ['--demo'] })
    const main = await app.main()
    await main.getByRole('button', { name: 'Settings' }).click()
    await expect(main.getByText('Ctrl+Shift changes the keyboard layout here').first()).toBeVisible()
  })
})

test('a shortcut that is tried in Settings is told when it arrives, and opens nothing', async ({
  launch,
}) => {
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('button', { name: 'Try it' }).click()
  await expect(main.getByText('Press Ctrl+Alt+Space now…')).toBeVisible()
  await app.press(summonKeys)
  await expect(main.getByText('It works: Ctrl+Alt+Space arrived.')).toBeVisible()
  expect(await app.captureIsUp()).toBe(false)
  await app.press(summonKeys)
  await expect.poll(app.captureIsUp).toBe(true)
})

test('a shortcut that another program takes during a pause is told in the tray and in Settings', async ({
  launch,
  desktop,
}) => {
  const tray = await startTrayHost(desktop.busAddress)
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  await tray.click('Pause the shortcut')
  const isTaken = () =>
    app.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Alt+Space'))
  await expect.poll(isTaken).toBe(false)
  // Another program, that has no tray icon.
  const other = await launch({ args: ['--demo'], env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } })
  await other.capture()
  await tray.click('Pause the shortcut')
  await tray.click('The shortcut does not work…')
  await expect(main.getByText('Ctrl+Alt+Space belongs to another program.').first()).toBeVisible()
  tray.stop()
})

test('the first run proves that the shortcut arrives, by the key itself', async ({ launch }) => {
  const app = await launch()
  const main = await app.main()
  const proof = main.getByRole('region', { name: 'Shortcut' })
  const button = proof.getByRole('button', { name: 'Try it' })
  await button.press('Enter')
  await expect(proof.getByText('Press Ctrl+Alt+Space now…')).toBeVisible()
  await app.press(summonKeys)
  await expect(proof.getByText('It works: Ctrl+Alt+Space arrived.')).toBeVisible()
  expect(await app.captureIsUp()).toBe(false)
  await app.press(summonKeys)
  await expect.poll(app.captureIsUp).toBe(true)
})
