import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { App } from '../../support/app/app.ts'
import { field } from '../../support/app/capture-window.ts'
import { expect, signIn, summon, test, type TestPortal } from '../../support/app/portal.ts'

type Launch = () => Promise<App>

/** The page's clock is ahead from now on: nobody has to wait for a draft to grow old. */
const minutesLater = (capture: Page, minutes: number) =>
  capture.evaluate((ahead) => {
    const now = Date.now()
    const begun = performance.now()
    Date.now = () => now + ahead * 60_000 + (performance.now() - begun)
  }, minutes)

const hide = async (app: App) => {
  await app.press('Escape')
  await expect.poll(app.captureIsUp).toBe(false)
}

/** The window with a draft in it that was left a while ago. */
async function withOldDraft(launch: Launch, portal: TestPortal) {
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await app.type('First thought')
  await expect(field(capture)).toHaveValue('First thought')
  await hide(app)
  await minutesLater(capture, 6)
  await summon(app)
  await expect(
    capture.getByText('An earlier draft. Typing puts it aside, Ctrl+D brings it back.').first(),
  ).toBeVisible()
  return { app, capture }
}

test('an old draft and a new thought do not become one, and both become tasks', async ({
  launch,
  portal,
}) => {
  const { app, capture } = await withOldDraft(launch, portal)
  await app.type('call Bob')
  await expect(field(capture)).toHaveValue('call Bob')
  await app.press('Return')
  await portal.task('call Bob')
  await summon(app)
  await expect(field(capture)).toHaveValue('')
  await expect(capture.getByText('Put aside: “First thought”')).toBeVisible()
  await app.press('ctrl+d')
  await expect(field(capture)).toHaveValue('First thought')
  await app.type(' and more')
  await app.press('Return')
  await portal.task('First thought and more')
})

test('an arrow keeps an old draft, and typing goes on with it', async ({ launch, portal }) => {
  const { app, capture } = await withOldDraft(launch, portal)
  await app.press('Right')
  await app.type('!')
  await expect(field(capture)).toHaveValue('First thought!')
})

test('one key swaps the draft that was put aside and what is typed, and kill -9 loses neither', async ({
  launch,
  portal,
}) => {
  const { app, capture } = await withOldDraft(launch, portal)
  await app.type('call Bob')
  await expect(field(capture)).toHaveValue('call Bob')
  await app.press('ctrl+d')
  await expect(field(capture)).toHaveValue('First thought')
  await expect
    .poll(async () => JSON.parse(await readFile(join(app.dataDir, 'draft.json'), 'utf8')) as unknown)
    .toMatchObject({ text: 'First thought', aside: [{ text: 'call Bob' }] })
  const ended = once(app.app.process(), 'exit')
  app.app.process().kill('SIGKILL')
  await ended
  await app.close()
  const again = await launch({ dataDir: app.dataDir, args: ['--hidden'] })
  const later = await summon(again)
  await expect(field(later)).toHaveValue('First thought')
  await again.press('ctrl+d')
  await expect(field(later)).toHaveValue('call Bob')
})
