import type { Locator, Page } from '@playwright/test'
import { expect, signIn, test, type TestPortal } from '../../support/app/portal.ts'

const column = (main: Page, title: string) => main.getByRole('group', { name: title, exact: true })

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${locator} is on the board`)
  return box
}

/** Takes all tasks of one stage to another, as somebody else does. */
async function empty(portal: TestPortal, from: string, to: string): Promise<void> {
  for (const id of await portal.tasksIn(from)) await portal.call('task.stages.movetask', { id, stageId: to })
}

test('a band that is drawn from an empty part of the board selects the cards it touches', async ({
  launch,
  portal,
}) => {
  const main = await signIn(await launch(), portal)
  const cards = column(main, 'Inbox').getByRole('listitem')
  const [first, second] = [await boxOf(cards.nth(0)), await boxOf(cards.nth(1))]
  await main.mouse.move(first.x - 16, first.y + 8)
  await main.mouse.down()
  await main.mouse.move(second.x + 40, second.y + 10, { steps: 8 })
  await expect(main.getByRole('toolbar', { name: '2 tasks selected' })).toBeVisible()
  await main.mouse.up()
  await expect(main.getByRole('toolbar', { name: '2 tasks selected' })).toBeVisible()
  await main.mouse.click(first.x - 16, first.y + 8)
  await expect(main.getByRole('toolbar', { name: /selected/ })).toHaveCount(0)
})

test('a band adds to the selection with Shift, adds and takes away with Ctrl, and Esc puts it back', async ({
  launch,
  portal,
}) => {
  const main = await signIn(await launch(), portal)
  const cards = column(main, 'Inbox').getByRole('listitem')
  const boxes = [await boxOf(cards.nth(0)), await boxOf(cards.nth(1)), await boxOf(cards.nth(2))]
  /** Draws a band over these cards, the first to the last, and leaves the button down. */
  const draw = async (from: number, to: number) => {
    const [first, last] = [boxes[from], boxes[to]]
    if (!first || !last) throw new Error('There are three cards')
    await main.mouse.move(first.x - 16, first.y + 8)
    await main.mouse.down()
    await main.mouse.move(last.x + 40, last.y + 10, { steps: 8 })
  }
  const isSelected = (...wanted: boolean[]) =>
    expect
      .poll(() => Promise.all(wanted.map((_, at) => cards.nth(at).getByRole('checkbox').isChecked())))
      .toEqual(wanted)

  await draw(0, 0)
  await main.mouse.up()
  await isSelected(true, false, false)

  await main.keyboard.down('Shift')
  await draw(1, 1)
  await main.mouse.up()
  await main.keyboard.up('Shift')
  await isSelected(true, true, false)

  await main.keyboard.down('Control')
  await draw(1, 2)
  await main.mouse.up()
  await main.keyboard.up('Control')
  await isSelected(true, false, true)

  await draw(1, 1)
  await isSelected(false, true, false)
  await main.keyboard.press('Escape')
  await isSelected(true, false, true)
  await main.mouse.move(boxes[2]?.x ?? 0, boxes[2]?.y ?? 0)
  await main.mouse.up()
  await isSelected(true, false, true)
})

test('while a card is carried nothing below it lights up, and the wheel scrolls the column that it is over', async ({
  launch,
  portal,
}) => {
  const [inbox, today, week, , later] = await portal.stages()
  const [taskId = ''] = await portal.tasksIn(inbox?.ID ?? '')
  await empty(portal, week?.ID ?? '', today?.ID ?? '')
  await empty(portal, later?.ID ?? '', today?.ID ?? '')
  const { task } = (await portal.call('tasks.task.get', { taskId })) as { task: { title: string } }
  const main = await signIn(await launch(), portal)
  const lit = main.locator('[data-task]:hover')
  const list = column(main, 'Today').locator('[data-cards]')
  const from = await boxOf(main.getByRole('button', { name: task.title, exact: true }))
  const to = await boxOf(column(main, 'Today').getByRole('listitem').nth(2))
  await main.mouse.move(from.x + 20, from.y + 5)
  await expect(lit).toHaveCount(1)

  await main.mouse.down()
  await main.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 })
  await expect(main.locator('.dropBefore, .dropAfter')).toHaveCount(1)
  await expect(lit).toHaveCount(0)
  await main.mouse.wheel(0, 300)
  await expect.poll(() => list.evaluate((it) => it.scrollTop)).toBeGreaterThan(200)
  await expect(lit).toHaveCount(0)
  await main.mouse.up()
  await expect.poll(() => portal.tasksIn(today?.ID ?? '')).toContain(taskId)
  await expect(lit).toHaveCount(1)
})

test('a stage that is deleted elsewhere while it is carried is carried no more, and nothing is written', async ({
  launch,
  portal,
}) => {
  const [inbox, , , waiting, later] = await portal.stages()
  const main = await signIn(await launch(), portal)
  const told = main.getByText('The stage that was being moved is gone: it was deleted elsewhere.')
  const deleteElsewhere = async (id = '') => {
    await empty(portal, id, inbox?.ID ?? '')
    await portal.call('task.stages.delete', { id })
    await main.keyboard.press('F5')
  }

  await main.getByRole('button', { name: 'Move the stage “Later”' }).focus()
  for (const key of ['Space', 'ArrowLeft', 'ArrowLeft']) await main.keyboard.press(key)
  await expect(main.locator('[aria-pressed="true"]')).toHaveCount(1)
  await deleteElsewhere(later?.ID)
  await expect(told).toBeVisible()
  await expect(main.locator('[aria-pressed="true"]')).toHaveCount(0)
  await expect(main.getByRole('button', { name: 'This week', exact: true })).toBeFocused()
  await main.keyboard.press('Escape')
  await main.getByRole('button', { name: 'Dismiss' }).click()

  const from = await boxOf(main.getByText('Waiting', { exact: true }))
  const to = await boxOf(column(main, 'Inbox'))
  await main.mouse.move(from.x + 10, from.y + 10)
  await main.mouse.down()
  await main.mouse.move(to.x + 20, to.y + 20, { steps: 12 })
  await expect(main.locator('[aria-pressed="true"]')).toHaveCount(1)
  await deleteElsewhere(waiting?.ID)
  await expect(told).toBeVisible()
  await main.mouse.move(to.x + 20, to.y + 120, { steps: 4 })
  await expect(main.locator('[aria-pressed="true"]')).toHaveCount(0)
  await main.mouse.up()

  await main.keyboard.press('F5')
  await expect(column(main, 'Waiting')).toHaveCount(0)
  expect((await portal.stages()).map(({ TITLE }) => TITLE)).toEqual(['Inbox', 'Today', 'This week'])
  for (const method of ['task.stages.update', 'task.stages.add']) expect(portal.asked(method)).toEqual([])
})
