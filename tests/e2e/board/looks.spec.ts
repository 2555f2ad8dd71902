import type { Page } from '@playwright/test'
import type { Fault } from '../../../electron/demo/http/faults.ts'
import type { App } from '../../support/app/app.ts'
import { deferred } from '../../support/deferred.ts'
import { lookerOf } from '../../support/app/looks.ts'
import { expect, refusal, signIn, test, type TestPortal } from '../../support/app/portal.ts'

// Each of these walks through many states, and axe looks at every one of them twice.
test.slow()

const column = (main: Page, title: string) => main.getByRole('group', { name: title, exact: true })
const menuOf = (main: Page, title: string) => main.getByRole('button', { name: `Actions for “${title}”` })
const open = async (main: Page, title: string, item: string) => {
  await menuOf(main, title).click()
  await main.getByRole('menuitem', { name: item }).click()
}
const choose = async (main: Page, board: string) => {
  await main.getByRole('heading', { level: 1 }).getByRole('button').click()
  await main.getByRole('dialog', { name: 'Board' }).getByRole('button', { name: board }).click()
}
/** Leaves three tasks in each stage: what axe has said of one card it need not say of forty, in every state again. */
async function thinOut(portal: TestPortal): Promise<void> {
  for (const { ID } of await portal.stages()) {
    const [, , , ...others] = await portal.tasksIn(ID)
    for (const taskId of others) await portal.call('tasks.task.delete', { taskId })
  }
}

/** Somebody signed in to such a board, with axe beside them. */
async function thinBoard(app: App, portal: TestPortal) {
  const look = lookerOf(app)
  await thinOut(portal)
  const main = await signIn(app, portal)
  return { look, main, leave: () => main.keyboard.press('Escape') }
}

/** An answer that no faithful portal gives for a board. */
const answer = (result: unknown): Fault => ({ kind: 'html', status: 200, body: JSON.stringify({ result }) })

test('axe finds nothing on the board while it is read, broken and out of reach, light and dark', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  const look = lookerOf(app)
  const main = await signIn(app, portal)
  await look('My Plan', main)

  const reading = deferred<null>()
  portal.break(({ method }) =>
    method === 'task.stages.get' ? { kind: 'held', until: reading.promise } : undefined,
  )
  await choose(main, 'Website relaunch')
  await expect(main.getByText('Loading the board of “Website relaunch”…')).toBeAttached()
  await look('a board that is being read', main)
  reading.resolve(null)
  await expect(main.getByRole('group', { name: 'Stages of “Website relaunch”' })).toBeVisible()
  await look('the board of a project', main)

  portal.break(({ method }) => (method === 'task.stages.get' ? answer([]) : undefined))
  await choose(main, 'Marketing')
  await expect(main.getByText('This project’s board has no stages yet')).toBeVisible()
  await look('a board without stages', main)

  portal.break(() => ({ kind: 'reset-before' }))
  await choose(main, 'Продажи и клиенты')
  await expect(main.getByRole('button', { name: 'Try again' })).toBeVisible()
  await look('a board that could not be read', main)

  await choose(main, 'My Plan')
  await main.getByRole('button', { name: 'Refresh' }).click()
  await expect(main.getByText(/^Shown as of/)).toBeVisible()
  await menuOf(main, 'Today').click()
  await look('a board out of reach, and why it cannot be changed', main)
})

test('axe finds nothing on the board while a stage is edited, light and dark', async ({ launch, portal }) => {
  const { look, main, leave } = await thinBoard(await launch(), portal)

  await menuOf(main, 'Inbox').click()
  await look('the menu of a stage', main)
  await leave()

  await open(main, 'Today', 'Change colour…')
  await main.getByRole('slider').first().focus()
  await look('the colour picker', main)
  await main.getByLabel('Hex').fill('no colour')
  await main.getByLabel('Hex').press('Enter')
  await expect(main.getByLabel('Hex')).toHaveAttribute('aria-invalid', 'true')
  await look('the colour picker with what is no colour', main)
  await leave()

  await column(main, 'Later').getByRole('button', { name: 'Later', exact: true }).focus()
  await main.keyboard.press('F2')
  await main.getByLabel('Name of the stage').fill(' ')
  await main.keyboard.press('Enter')
  await look('a stage that gets a name', main)
  await leave()

  const last = (await portal.stages()).at(-1)
  const change = async (TITLE: string) => {
    const fields = { TITLE, COLOR: last?.COLOR, AFTER_ID: (await portal.stages()).at(-2)?.ID }
    await portal.call('task.stages.update', { id: last?.ID, fields })
  }
  await column(main, 'Later').getByRole('button', { name: 'Later', exact: true }).focus()
  await main.keyboard.press('F2')
  await main.getByLabel('Name of the stage').fill('Mine')
  await change('Theirs')
  await main.keyboard.press('F5')
  await expect(column(main, 'Theirs')).toBeVisible()
  await main.keyboard.press('Enter')
  await expect(main.getByRole('button', { name: 'Take theirs' })).toBeVisible()
  await look('a stage that was changed elsewhere, too', main)
})

test('axe finds nothing on the board while its stages come, go and change all at once, light and dark', async ({
  launch,
  portal,
}) => {
  const { look, main, leave } = await thinBoard(await launch(), portal)

  await open(main, 'Today', 'Add a stage after it')
  await main.getByRole('button', { name: 'Add stage' }).click()
  await look('a stage that is being added', main)
  await leave()

  await main.getByRole('button', { name: 'Move the stage “Later”' }).focus()
  await main.keyboard.press('Space')
  await look('a stage that is picked up', main)
  await leave()

  await open(main, 'Today', 'Delete')
  await expect(main.getByRole('dialog', { name: 'Delete “Today”' })).toBeVisible()
  await look('the deletion of a stage', main)
  await leave()

  await main.getByRole('button', { name: 'View', exact: true }).click()
  await main.getByRole('menuitem', { name: 'Suggest colours…' }).click()
  await look('the suggested colours', main)
  await leave()

  await main.getByRole('button', { name: 'Stage sets' }).click()
  await main.getByRole('menuitem', { name: 'Week' }).click()
  await look('the preview of a stage set', main)

  const adding = deferred<null>()
  portal.break(({ method }) =>
    method === 'task.stages.add' ? { kind: 'held', until: adding.promise } : undefined,
  )
  await main.getByRole('button', { name: 'Apply' }).click()
  await expect(main.getByRole('button', { name: 'Stop' })).toBeVisible()
  await look('a set that is being applied', main)
  await main.getByRole('button', { name: 'Stop' }).click()
  adding.resolve(null)
  await expect(main.getByText('Stopped half-way: stage set “Week”.')).toBeVisible()
  await look('a set that was stopped half-way', main)
})

test('axe finds nothing on the board while its tasks are worked with, light and dark', async ({
  launch,
  portal,
}) => {
  const { look, main, leave } = await thinBoard(await launch(), portal)
  const [first] = await column(main, 'Inbox').getByRole('checkbox').all()

  await first?.check({ force: true })
  await main
    .getByRole('button', { name: /^Actions for the task “.*”$/ })
    .first()
    .click()
  await look('the places where a task can go', main)
  await leave()
  await column(main, 'Inbox').locator('[data-task] [data-stop]').first().focus()
  await main.keyboard.press('Control+A')
  await look('several tasks that are selected', main)

  await main.keyboard.press('Control+Enter')
  await expect(main.getByRole('button', { name: 'Undo', exact: true })).toBeVisible()
  await look('a message with Undo', main)

  await main.getByRole('button', { name: 'View', exact: true }).click()
  await main.getByRole('menuitem', { name: 'Show completed' }).click()
  await expect(column(main, 'Inbox').getByRole('listitem').first()).toBeVisible()
  await look('completed tasks', main)

  await column(main, 'Today').getByRole('button', { name: 'Add a task' }).click()
  await main.getByLabel('New task in “Today”').press('Enter')
  await look('a task that is being written', main)
  await leave()

  await open(main, 'This week', 'Collapse')
  await look('a collapsed stage', main)

  await main.getByLabel('Filter tasks').fill('nothing of the kind')
  await look('a filter that nothing fits', main)
  await main.getByLabel('Filter tasks').fill('')

  await main.getByRole('heading', { level: 1 }).getByRole('button').click()
  await main.getByLabel('Search projects').fill('nothing of the kind')
  await look('the choice of a board', main)
  await leave()

  portal.break(({ method }) =>
    method === 'task.stages.update' ? refusal('ACCESS_DENIED', 'You do not have permission') : undefined,
  )
  await menuOf(main, 'Later').click()
  await main.getByRole('menuitem', { name: 'Move left' }).click()
  await expect(main.getByText('The stage “Later” kept its place.')).toBeVisible()
  await look('a change that was refused', main)
})
