import type { Page } from '@playwright/test'
import { deferred } from '../../support/deferred.ts'
import type { App } from '../../support/app/app.ts'
import { expect, signIn, test } from '../../support/app/portal.ts'

const column = (main: Page, title: string) => main.getByRole('group', { name: title, exact: true })

test('of two names that a stage got here and elsewhere at once a person chooses, by the keyboard alone', async ({
  launch,
  portal,
}) => {
  const last = (await portal.stages()).at(-1)
  const title = async () => (await portal.stages()).at(-1)?.TITLE
  const main = await signIn(await launch(), portal)
  const { keyboard } = main
  await main.getByRole('button', { name: 'Later', exact: true }).focus()
  await keyboard.press('F2')
  await keyboard.type('Mine')
  await portal.call('task.stages.update', {
    id: last?.ID,
    fields: { TITLE: 'Theirs', COLOR: last?.COLOR, AFTER_ID: (await portal.stages()).at(-2)?.ID },
  })
  await keyboard.press('F5')
  await expect(column(main, 'Theirs')).toBeVisible()
  await keyboard.press('Enter')
  await expect(main.getByRole('alert').filter({ hasText: 'was changed elsewhere, too.' })).toBeVisible()
  expect(await title()).toBe('Theirs')

  await expect(main.getByRole('button', { name: 'Theirs', exact: true })).toBeFocused()
  // Past the stage's grip, its menu and “Take theirs”.
  for (let stop = 0; stop < 4; stop++) await keyboard.press('Tab')
  await expect(main.getByRole('button', { name: 'Keep mine' })).toBeFocused()
  await keyboard.press('Enter')
  await expect.poll(title).toBe('Mine')
  await expect(main.getByRole('button', { name: 'Keep mine' })).toHaveCount(0)
  await keyboard.press('Control+Z')
  await expect.poll(title).toBe('Theirs')
})

test('a stage that was deleted elsewhere while it was renamed can be made again', async ({
  launch,
  portal,
}) => {
  const last = (await portal.stages()).at(-1)
  const first = (await portal.stages())[0]
  const titles = async () => (await portal.stages()).map(({ TITLE }) => TITLE)
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'Later', exact: true }).focus()
  await main.keyboard.press('F2')
  await main.keyboard.type('Some day')
  for (const id of await portal.tasksIn(last?.ID ?? ''))
    await portal.call('task.stages.movetask', { id, stageId: first?.ID })
  await portal.call('task.stages.delete', { id: last?.ID })
  expect(await titles()).not.toContain('Later')
  await main.keyboard.press('Enter')
  await expect(main.getByText('“Later” was deleted elsewhere.')).toBeVisible()
  await main.getByRole('button', { name: 'Create it again' }).click()
  await expect.poll(titles).toEqual(['Inbox', 'Today', 'This week', 'Waiting', 'Some day'])
})

test('a task that is written at the foot of a column comes to that one of two with the same title', async ({
  launch,
  portal,
}) => {
  const stages = await portal.stages()
  const last = stages.at(-1)
  await portal.call('task.stages.update', {
    id: last?.ID,
    fields: { TITLE: 'Today', COLOR: last?.COLOR, AFTER_ID: stages.at(-2)?.ID },
  })
  const main = await signIn(await launch(), portal)
  await column(main, 'Today').nth(1).getByRole('button', { name: 'Add a task' }).click()
  await main.getByLabel('New task in “Today”').fill('Water the plants')
  await main.getByLabel('New task in “Today”').press('Enter')
  const { id } = await portal.task('Water the plants')
  await expect.poll(() => portal.tasksIn(last?.ID ?? '')).toContain(String(id))
  expect(await portal.tasksIn(stages[1]?.ID ?? '')).not.toContain(String(id))
  await expect(
    column(main, 'Today').nth(1).getByRole('button', { name: 'Water the plants', exact: true }),
  ).toBeVisible()
})

test('what is written at the foot of a column is understood as in the capture window, and its card is brought into sight', async ({
  launch,
  portal,
}) => {
  const today = (await portal.stages())[1]
  for (let count = 1; count <= 25; count++) {
    const { task } = (await portal.call('tasks.task.add', {
      fields: { TITLE: `Filler ${String(count)}`, RESPONSIBLE_ID: 1 },
    })) as { task: { id: string } }
    await portal.call('task.stages.movetask', { id: task.id, stageId: today?.ID })
  }
  const main = await signIn(await launch(), portal)
  const stage = column(main, 'Today')
  await stage.locator('[data-cards]').evaluate((cards) => cards.scrollTo(0, cards.scrollHeight))
  await stage.getByRole('button', { name: 'Add a task' }).click()
  await main.keyboard.type('Order stamps @joh')
  await expect(stage.getByRole('option', { name: /John Carter/ })).toBeVisible()
  await main.keyboard.press('Tab')
  await main.keyboard.type('tomorrow 15:00')
  const chips = stage.getByRole('list', { name: 'Understood' })
  await expect(chips.getByRole('button', { name: /15:00/ })).toBeVisible()
  await main.keyboard.press('Backspace')
  await expect(stage.getByRole('textbox')).toHaveValue(/ tomorrow 15:0$/)
  await main.keyboard.type('0')
  await main.keyboard.press('Enter')
  expect(await portal.task('Order stamps')).toMatchObject({ responsibleId: '5' })
  await expect(main.getByRole('button', { name: 'Order stamps', exact: true })).toBeInViewport()
})

/** A lens that has not seen the screen yet takes no colour, and stays. */
async function clickUntilGone(app: App, lens: () => Promise<string | undefined>) {
  await expect(async () => {
    if ((await lens()) === undefined) return
    await app.xdotool('click', '1')
    await expect.poll(lens, { timeout: 3_000 }).toBeUndefined()
  }).toPass()
}

test('a colour is taken from the screen, and the picker stays open', async ({
  signedIn: { app, main },
  portal,
}) => {
  await main.getByRole('button', { name: 'Actions for “Today”' }).click()
  await main.getByRole('menuitem', { name: 'Change colour…' }).click()
  const hex = main.getByLabel('Hex')
  const windows = async () => (await app.xdotool('search', '--onlyvisible', '--name', '.*')).split('\n')
  const before = await windows()
  const lens = async () => (await windows()).find((id) => !before.includes(id))
  const eyedropper = main.getByRole('button', { name: 'Take a colour from the screen' })
  await eyedropper.click()
  await expect.poll(lens).toBeDefined()

  const title = await main.getByText('Inbox', { exact: true }).boundingBox()
  const [left, top] = await main.evaluate(() => [screenX, screenY])
  const [x, y] = [(left ?? 0) + (title?.x ?? 0) - 4, (top ?? 0) + (title?.y ?? 0) + 2].map(Math.round)
  await app.xdotool('mousemove', String(x), String(y))
  // The lens goes with the pointer, which is in its middle.
  await expect
    .poll(async () => app.xdotool('getwindowgeometry', (await lens()) ?? ''))
    .toContain(`Position: ${(x ?? 0) - 50},${(y ?? 0) - 50}`)
  await clickUntilGone(app, lens)
  await expect(hex).toHaveValue('#4F8BF9')

  await eyedropper.click()
  await expect.poll(lens).toBeDefined()
  await app.press('Escape')
  await expect.poll(lens).toBeUndefined()
  await expect(hex).toHaveValue('#4F8BF9')
  await main.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(async () => (await portal.stages())[1]?.COLOR).toBe('4F8BF9')
})

test.describe('a plan of 50 stages and 5,000 tasks', () => {
  test.use({ size: { stages: 50, tasks: 5_000 } })
  test.slow()

  test('can be worked with while most of it is still being read', async ({ launch, portal }) => {
    const [inbox, today] = await portal.stages()
    const rest = deferred<null>()
    let batches = 0
    portal.break(({ method }) =>
      method === 'batch' && ++batches > 1 ? { kind: 'held', until: rest.promise } : undefined,
    )
    const main = await signIn(await launch(), portal)
    await expect(main.getByText('Reading more tasks…').first()).toBeVisible()
    const card = column(main, 'Inbox').getByRole('listitem').first()
    const title = (await card.locator('[data-stop]').textContent())?.trim() ?? ''
    const [task] = await portal.tasksNamed(title)
    const id = String(task?.['id'])
    portal.break(null)
    await card.locator('[data-stop]').focus()
    await main.keyboard.press('Control+Shift+ArrowRight')
    await expect.poll(() => portal.tasksIn(today?.ID ?? ''), { timeout: 60_000 }).toContain(id)
    expect(await portal.tasksIn(inbox?.ID ?? '')).not.toContain(id)

    rest.resolve(null)
    await expect(main.getByText(/^As of/)).toBeVisible({ timeout: 120_000 })
    const counts = await main.locator('[data-handle] .count > [aria-hidden]').allTextContents()
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(5_000)
    const last = main.getByRole('button', { name: 'Move the stage “Stage 50”' })
    await last.scrollIntoViewIfNeeded()
    await expect(column(main, 'Stage 50').getByRole('listitem').first()).toBeVisible()
    expect(await main.getByRole('listitem').count()).toBeLessThan(400)
    await expect(main.getByText(/asks to wait/)).toHaveCount(0)
  })
})

test('the focus stays beside a card that is gone by the next reading', async ({ launch, portal }) => {
  const [inbox] = await portal.stages()
  const [taskId = ''] = await portal.tasksIn(inbox?.ID ?? '')
  const { task } = (await portal.call('tasks.task.get', { taskId })) as { task: { title: string } }
  const main = await signIn(await launch(), portal)
  const cards = column(main, 'Inbox').locator('[data-task] [data-stop]')
  const card = main.getByRole('button', { name: task.title, exact: true })
  await card.focus()
  const at = (await cards.allInnerTexts()).indexOf(task.title)
  await portal.call('tasks.task.delete', { taskId })
  await main.keyboard.press('F5')
  await expect(card).toHaveCount(0)
  await expect(cards.nth(at)).toBeFocused()
})
