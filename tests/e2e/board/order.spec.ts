import type { Page } from '@playwright/test'
import { expect, signIn, test, type TestPortal } from '../../support/app/portal.ts'

const column = (main: Page, title: string) => main.getByRole('group', { name: title, exact: true })
const idsIn = (main: Page, title: string) =>
  column(main, title)
    .locator('[data-task]')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-task')))

/** The ids of a stage in the order by hand, as another client of the portal reads them. */
async function orderOf(portal: TestPortal, stageId: string): Promise<string[]> {
  const { tasks } = (await portal.call('tasks.task.list', {
    order: { SORTING: 'asc', ID: 'desc' },
    filter: { STAGES_ID: stageId, '!REAL_STATUS': 5 },
    select: ['ID'],
  })) as { tasks: { id: string }[] }
  return tasks.map(({ id }) => id)
}

test('a card is put between two others, stays there at the next reading, and is undone', async ({
  launch,
  portal,
}) => {
  const main = await signIn(await launch(), portal)
  const [inbox] = await portal.stages()
  const before = await orderOf(portal, inbox?.ID ?? '')
  const [first = '', second = '', third = ''] = before
  const wanted = [second, first, third, ...before.slice(3)]
  await expect.poll(async () => (await idsIn(main, 'Inbox')).slice(0, 3)).toEqual([first, second, third])

  const from = await main.locator(`[data-task="${first}"] [data-stop]`).boundingBox()
  const to = await main.locator(`[data-task="${third}"]`).boundingBox()
  if (!from || !to) throw new Error('Three cards are on screen')
  await main.mouse.move(from.x + 10, from.y + 5)
  await main.mouse.down()
  await main.mouse.move(to.x + 30, to.y + 4, { steps: 8 })
  await main.mouse.up()
  await expect.poll(() => orderOf(portal, inbox?.ID ?? '')).toEqual(wanted)

  await main.keyboard.press('F5')
  await expect.poll(async () => (await idsIn(main, 'Inbox')).slice(0, 3)).toEqual(wanted.slice(0, 3))
  await main.keyboard.press('Control+Z')
  await expect.poll(() => orderOf(portal, inbox?.ID ?? '')).toEqual(before)
  await expect.poll(async () => (await idsIn(main, 'Inbox')).slice(0, 3)).toEqual([first, second, third])
})

test('a task of a Scrum project cannot be torn out of its sprint', async ({ launch, portal }) => {
  const scrumProject = 7
  const title = 'Plan the sprint'
  await portal.call('tasks.task.add', {
    fields: { TITLE: title, RESPONSIBLE_ID: 1, GROUP_ID: scrumProject },
  })
  const main = await signIn(await launch(), portal)
  const card = main.getByRole('button', { name: title, exact: true })
  const reason = main.locator('.notices').getByText(/stays in its backlog or sprint/)

  await card.focus()
  await main.keyboard.press('Control+Shift+ArrowRight')
  await expect(reason).toBeVisible()
  await main.locator('.notices').getByRole('button', { name: 'Dismiss' }).click()

  await card.dragTo(column(main, 'Today').getByText('Today', { exact: true }))
  await expect(reason).toBeVisible()

  await card.click({ button: 'right' })
  await expect(main.getByRole('menuitem', { name: /^Today/ })).toHaveAttribute('aria-disabled', 'true')
  expect(portal.asked('task.stages.movetask')).toEqual([])
})
