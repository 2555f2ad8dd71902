import { summonKeys } from './desktop/hands.ts'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { arch, platform, release, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { ensureBuilt } from './build.ts'
import { maximize, playBoard, playLargePlan } from './demo/demo-board.ts'
import { missingFrom, readPortal, tomorrowAt, type Expected } from './demo/demo-portal.ts'
import { startDesktop } from './desktop/desktop.ts'
import { type App, startApp } from './desktop/drive.ts'
import { describeElectron, ensureElectron } from './electron/electron.ts'
import { ensureSystemPackages } from './system/system-packages.ts'
import { waitFor } from './system/wait.ts'

const usage = `npm run demo -- [--out DIR]

Plays Quickplan's main job by itself on a virtual display, with a fresh data folder and the demo portal.
--out DIR  receives a picture of every step and report.json.
Exit code 0 only if the portal holds in the end what was typed.`

const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } })
if (values.help) {
  console.log(usage)
  process.exit(0)
}

/** What is typed, and what must come of it. */
const thoughts: (Expected & { text: string })[] = [
  { text: 'Call Anna tomorrow 15:00', title: 'Call Anna', deadline: tomorrowAt(15) },
  { text: 'Отправить договор завтра в 11:30', title: 'Отправить договор', deadline: tomorrowAt(11, 30) },
  { text: 'Book a table for the team', title: 'Book a table for the team', deadline: null },
  {
    text: 'Согласовать макет завтра в 10 #дизайн ! ~45м +Website',
    title: 'Согласовать макет',
    deadline: tomorrowAt(10),
  },
]
const newStage = { title: 'Deep work', color: 'C9A5F0' }

type Step = { name: string; milliseconds: number; picture: string | null }
const steps: Step[] = []

ensureSystemPackages('test')
const electron = await ensureElectron()
console.log(describeElectron(electron))
await ensureBuilt()
if (values.out) await mkdir(values.out, { recursive: true })
const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-demo-'))
const desktop = await startDesktop({ size: { width: 1360, height: 820 } })
try {
  const app = await startApp({ desktop, dataDir, env: { LANGUAGE: 'en' } })
  try {
    await play(app)
  } finally {
    await app.close()
  }
  if (values.out) await playLargePlan(desktop, step)
  const portal = await readPortal(join(dataDir, 'demo-portal.json'))
  const missing = missingFrom(portal, thoughts, { ...newStage, task: 'Call Anna' })
  await report({ portal, missing })
  for (const line of missing) console.error(`Missing: ${line}`)
  console.log(
    missing.length === 0 ? 'The portal holds what was typed.' : 'The portal does not hold what was typed.',
  )
  process.exitCode = missing.length === 0 ? 0 : 1
} finally {
  await desktop.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function play(app: App): Promise<void> {
  const main = await app.main()
  await maximize(app)
  await step('First run', app, async () => {
    await main.getByRole('button', { name: 'Try the demo' }).waitFor()
  })
  await step('My Plan of the demo portal', app, async () => {
    await main.getByRole('button', { name: 'Try the demo' }).click()
    await main.getByRole('group', { name: 'Inbox', exact: true }).waitFor()
  })
  for (const { text, title } of thoughts) await capture(app, main, text, title)
  await suggest(app, 'Suggestions while a name is typed', 'Ask @an')
  await step('Everything captured, in Sent', app, async () => {
    await main.getByRole('button', { name: 'Sent' }).click()
    await main.getByRole('button', { name: `Open “${thoughts[0]?.title ?? ''}” in the browser` }).waitFor()
  })
  await step('The captures in My Plan', app, async () => {
    await main.getByRole('button', { name: 'My Plan' }).click()
    for (const { title } of thoughts) await card(main, title).waitFor()
  })
  await step('A new stage with a colour', app, async () => {
    await main.getByRole('button', { name: 'Actions for “Today”' }).click()
    await main.getByRole('menuitem', { name: 'Add a stage after it' }).click()
    await main.getByLabel('Name of the new stage').fill(newStage.title)
    await main.getByRole('radio', { name: 'Lilac' }).click()
  })
  await step('The stage on the board', app, async () => {
    await main.getByRole('button', { name: 'Add stage' }).click()
    await main.getByRole('group', { name: newStage.title, exact: true }).waitFor()
    await saved(main)
  })
  await step('A task moved into it', app, async () => {
    await card(main, 'Call Anna').dragTo(main.getByRole('group', { name: newStage.title, exact: true }))
    await main.getByRole('group', { name: newStage.title, exact: true }).getByText('Call Anna').waitFor()
    await saved(main)
  })
  await step('The colour picker', app, async () => {
    await main.getByRole('button', { name: `Actions for “${newStage.title}”` }).click()
    await main.getByRole('menuitem', { name: 'Change colour…' }).click()
    await main.getByLabel('Hex').waitFor()
  })
  await main.keyboard.press('Escape')
  await playBoard(app, main, step)
  await step('Settings', app, async () => {
    await main.getByRole('button', { name: 'Settings' }).click()
    await main.getByRole('heading', { name: 'Settings' }).waitFor()
  })
  await step('Settings, dark and in Russian', app, async () => {
    await main.getByText('Dark', { exact: true }).click()
    await main.getByText('Русский', { exact: true }).click()
    await main.getByRole('heading', { name: 'Настройки' }).waitFor()
  })
  await step('My Plan, dark and in Russian', app, async () => {
    await main.getByRole('button', { name: 'Мой план' }).click()
    await main.getByRole('group', { name: 'Inbox', exact: true }).waitFor()
  })
  await suggest(app, 'Suggestions, dark and in Russian', 'Спросить @ан')
}

/** Presses the shortcut and waits for the window and its caret. */
async function summon(app: App): Promise<void> {
  const page = await app.capture()
  await app.press(summonKeys)
  await waitFor('the capture window', app.captureIsUp)
  await waitFor('the caret', () => page.evaluate(() => document.activeElement instanceof HTMLTextAreaElement))
}

/** Types with the display's keyboard, and looks whether it has come. */
async function type(app: App, text: string): Promise<void> {
  const field = (await app.capture()).getByRole('textbox')
  await app.type(text)
  await waitFor(`“${text}” in the field`, async () => (await field.inputValue()) === text)
}

/** Types the beginning of a name, looks at what is suggested, and thinks better of it. */
async function suggest(app: App, name: string, text: string): Promise<void> {
  const page = await app.capture()
  await step(name, app, async () => {
    await summon(app)
    await type(app, text)
    await page.getByRole('option').first().waitFor()
  })
  await app.press('Escape')
  await app.press('ctrl+shift+BackSpace')
  await app.press('Escape')
  await waitFor('the window to hide', async () => !(await app.captureIsUp()))
}

/** Presses the shortcut, types, saves: by the real keyboard of the display, into whatever has the focus. */
async function capture(app: App, main: Page, text: string, title: string): Promise<void> {
  const page = await app.capture()
  await step(`Capturing “${text}”`, app, async () => {
    await summon(app)
    await type(app, text)
    if (text !== title) await page.getByRole('listitem').first().waitFor()
  })
  await step(`Saved “${title}”`, null, async () => {
    await app.press('Return')
    await waitFor('the window to hide', async () => !(await app.captureIsUp()))
    await card(main, title).waitFor()
  })
}

function card(main: Page, title: string) {
  return main.getByRole('button', { name: title, exact: true })
}

async function saved(main: Page): Promise<void> {
  await main.getByText(/^As of/).waitFor()
}

/** Runs one step, times it, and takes a picture of the display if there is somebody to keep it. */
async function step(name: string, app: App | null, act: () => Promise<void>): Promise<void> {
  const begun = performance.now()
  await act()
  const milliseconds = Math.round(performance.now() - begun)
  const picture = app && values.out ? `${String(steps.length + 1).padStart(2, '0')}.png` : null
  if (app && picture) await writeFile(join(values.out ?? '', picture), await screenOf(app))
  steps.push({ name, milliseconds, picture })
  console.log(`${String(milliseconds).padStart(6)} ms  ${name}`)
}

/** The whole display as a person sees it, after what moves has come to rest. */
async function screenOf({ app }: App): Promise<Buffer> {
  for (const page of app.windows()) {
    // Two frames later what the page has become is on the screen; a hidden page draws none.
    const atRest = page.evaluate(async () => {
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
      const drawn = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, 500))])
    })
    await atRest.catch((error: unknown) => {
      if (!page.isClosed()) throw error // a notice may leave by itself
    })
  }
  const png = await app.evaluate(async ({ desktopCapturer, screen }) => {
    const [source] = await desktopCapturer.getSources({
      types: ['screen'],
      thumbnailSize: screen.getPrimaryDisplay().size,
    })
    return source?.thumbnail.toPNG().toString('base64') ?? ''
  })
  return Buffer.from(png, 'base64')
}

async function report(outcome: Record<string, unknown>): Promise<void> {
  if (!values.out) return
  const versions = {
    electron: electron.version,
    node: process.version,
    system: `${platform()} ${release()} ${arch()}`,
  }
  await writeFile(
    join(values.out, 'report.json'),
    `${JSON.stringify({ versions, steps, ...outcome }, null, 2)}\n`,
  )
  console.log(`Pictures and report.json are in ${values.out}.`)
}
