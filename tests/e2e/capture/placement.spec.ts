import { summonKeys } from '../../../scripts/desktop/hands.ts'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { promisify } from 'node:util'
import { startDesktop, type Desktop } from '../../../scripts/desktop/desktop.ts'
import { waitFor } from '../../../scripts/system/wait.ts'
import type { App } from '../../support/app/app.ts'
import { expect, signIn, summon, test as base } from '../../support/app/portal.ts'

/** Another program's window, which has the keyboard when `opened` answers its number. */
const test = base.extend<{ other: { open: (app: App) => Promise<string> } }>({
  other: async ({ desktop }, use) => {
    const programs: ChildProcess[] = []
    await use({
      open: async ({ xdotool }) => {
        const words = ['-title', 'Another program', '-center', 'Somebody is at work here']
        programs.push(spawn('xmessage', words, { env: desktop.env, stdio: 'ignore' }))
        const number = await waitFor('the other window', () =>
          xdotool('search', '--onlyvisible', '--name', '^Another program$').catch(() => null),
        )
        await xdotool('windowactivate', '--sync', number)
        return number
      },
    })
    for (const program of programs) program.kill()
  },
})

const run = promisify(execFile)

/** Which window has the keyboard, and whether our main window has come before the other one. */
async function frontOf({ app, xdotool }: App, other: string, { env }: Desktop) {
  const main = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => one.webContents.getURL().includes('/main/'))
      ?.getNativeWindowHandle()
      .readUInt32LE(),
  )
  const { stdout } = await run('xprop', ['-root', '_NET_CLIENT_LIST_STACKING'], { env })
  const fromBelow = [...stdout.matchAll(/0x[\da-f]+/g)].map(([number]) => Number(number))
  return {
    active: await xdotool('getactivewindow').catch(() => ''),
    mainIsAbove: fromBelow.indexOf(Number(main)) > fromBelow.indexOf(Number(other)),
  }
}

/** The place of the capture window, and the part of the screen that is free for windows. */
const places = ({ app }: App) =>
  app.evaluate(({ BrowserWindow, screen }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/capture/'))
    if (!window) throw new Error('There is no capture window')
    const bounds = window.getBounds()
    return { bounds, area: screen.getDisplayMatching(bounds).workArea, isVisible: window.isVisible() }
  })

/** Whether all of the capture window is on the screen. */
async function isInside(app: App): Promise<boolean> {
  const { bounds, area } = await places(app)
  return (
    bounds.x >= area.x &&
    bounds.y >= area.y &&
    bounds.x + bounds.width <= area.x + area.width &&
    bounds.y + bounds.height <= area.y + area.height
  )
}

test('after Esc, after saving and after the shortcut the keyboard is where it was before', async ({
  signedIn: { app },
  desktop,
  other,
}) => {
  const active = await other.open(app)
  for (const key of ['Escape', 'Return', summonKeys]) {
    await summon(app)
    await app.type('a thought')
    await app.press(key)
    await expect.poll(app.captureIsUp).toBe(false)
    await expect.poll(() => frontOf(app, active, desktop), key).toEqual({ active, mainIsAbove: false })
  }
})

test('the notice after saving takes no keys away from anybody', async ({
  signedIn: { app },
  desktop,
  other,
}) => {
  const active = await other.open(app)
  await summon(app)
  await app.type('Noticed')
  await app.press('Return')
  const notice = await app.page('app://notice/notice/index.html')
  await expect(notice.getByText('Saved: Noticed')).toBeVisible()
  expect(await frontOf(app, active, desktop)).toEqual({ active, mainIsAbove: false })
})

test('losing the keyboard to another window keeps the text', async ({ signedIn: { app }, other }) => {
  await summon(app)
  await app.type('half a thought')
  await other.open(app)
  await expect.poll(app.captureIsUp).toBe(false)
  const capture = await summon(app)
  await expect(capture.getByRole('textbox')).toHaveValue('half a thought')
})

test('a window that was moved to the edge stays inside while it grows', async ({ signedIn: { app } }) => {
  await summon(app)
  const { area } = await places(app)
  await app.app.evaluate(({ BrowserWindow }, bottom) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/capture/'))
    window?.setPosition(0, bottom - window.getBounds().height)
  }, area.y + area.height)
  const { bounds } = await places(app)
  await app.type('Ask @')
  await expect.poll(async () => (await places(app)).bounds.height).toBeGreaterThan(bounds.height + 50)
  expect(await isInside(app)).toBe(true)
})

test('a text of many lines scrolls in a window that stays inside', async ({
  capturing: { app, capture },
}) => {
  const { bounds } = await places(app)
  await capture.getByRole('textbox').fill('line\n'.repeat(200))
  await expect.poll(async () => (await places(app)).bounds.height).toBeGreaterThan(bounds.height + 50)
  await expect.poll(() => isInside(app)).toBe(true)
})

test('a screen that is smaller than the window has all of it', async ({ launch, portal }) => {
  const desktop = await startDesktop({ size: { width: 560, height: 420 } })
  try {
    const app = await launch({ desktop })
    await signIn(app, portal)
    const capture = await summon(app)
    await capture.getByRole('textbox').fill('Ask\n'.repeat(50))
    await expect.poll(() => isInside(app)).toBe(true)
    await app.close()
  } finally {
    await desktop.stop()
  }
})
