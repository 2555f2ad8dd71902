import type { Page } from '@playwright/test'
import { pressAll, tabTo } from '../../support/app/keyboard.ts'
import { recordOpened } from '../../support/app/opened.ts'
import { expect, refusal, signIn, test } from '../../support/app/portal.ts'

const column = (main: Page, title: string) => main.getByRole('group', { name: title, exact: true })
const menu = async (main: Page, title: string, item: string) => {
  await main.getByRole('button', { name: `Actions for “${title}”` }).click()
  await main.getByRole('menuitem', { name: item }).click()
}

test('a stage is added with a colour, at the end of the board', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'Add a stage', exact: true }).click()
  await main.getByLabel('Name of the new stage').fill('Когда-нибудь 🌱')
  await main.getByRole('radio', { name: 'Lilac' }).click()
  await main.getByRole('button', { name: 'Add stage' }).click()
  await expect
    .poll(async () => (await portal.stages()).at(-1))
    .toMatchObject({ TITLE: 'Когда-нибудь 🌱', COLOR: 'C9A5F0' })
})

test('a stage is renamed in place with F2, and keeps its position', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  const before = (await portal.stages()).map(({ ID }) => ID)
  await main.getByText('This week', { exact: true }).dblclick()
  await main.getByLabel('Name of the stage').fill('Next seven days')
  await main.keyboard.press('Enter')
  await expect
    .poll(async () => (await portal.stages()).map(({ TITLE }) => TITLE))
    .toContain('Next seven days')
  expect((await portal.stages()).map(({ ID }) => ID)).toEqual(before)
})

test('a stage takes a colour typed as hex', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  await menu(main, 'Today', 'Change colour…')
  await main.getByLabel('Hex').fill('#fae')
  await main.getByRole('button', { name: 'Apply' }).click()
  const today = async () => (await portal.stages()).find(({ TITLE }) => TITLE === 'Today')
  await expect.poll(async () => (await today())?.COLOR).toBe('FFAAEE')
})

test('an empty stage is deleted', async ({ launch, portal }) => {
  const last = (await portal.stages()).at(-1)
  await portal.call('task.stages.add', {
    fields: { TITLE: 'Empty one', COLOR: '468EE5', AFTER_ID: last?.ID },
  })
  const main = await signIn(await launch(), portal)
  await menu(main, 'Empty one', 'Delete')
  await expect.poll(async () => (await portal.stages()).map(({ TITLE }) => TITLE)).not.toContain('Empty one')
})

test('the first stage cannot be deleted, and says why', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'Actions for “Inbox”' }).click()
  await expect(main.getByText('The first stage stays: new tasks arrive in it.')).toBeVisible()
})

test('a stage with tasks asks where they go, moves them, is deleted, and comes back', async ({
  launch,
  portal,
}) => {
  const [, today, week] = await portal.stages()
  const tasks = await portal.tasksIn(today?.ID ?? '')
  const main = await signIn(await launch(), portal)
  await menu(main, 'Today', 'Delete')
  await main.getByLabel('Move its tasks to').selectOption('This week')
  await main.getByRole('button', { name: `Move ${tasks.length} tasks and delete` }).click()
  await expect.poll(async () => (await portal.stages()).map(({ TITLE }) => TITLE)).not.toContain('Today')
  expect(await portal.tasksIn(week?.ID ?? '')).toEqual(expect.arrayContaining(tasks))

  await main.keyboard.press('Control+Z')
  // The next stage, which has the tasks until then, is the second one for a while.
  const second = async () => (await portal.stages())[1]
  await expect.poll(second).toMatchObject({ TITLE: 'Today', COLOR: today?.COLOR })
  await expect
    .poll(async () => portal.tasksIn((await second())?.ID ?? ''))
    .toEqual(expect.arrayContaining(tasks))
})

test('a stage is taken to another place by the keyboard alone, and put back', async ({ launch, portal }) => {
  const order = async () => (await portal.stages()).map(({ TITLE }) => TITLE)
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'Move the stage “Later”' }).focus()
  for (const key of ['Space', 'ArrowLeft', 'ArrowLeft', 'Space']) await main.keyboard.press(key)
  await expect.poll(order).toEqual(['Inbox', 'Today', 'Later', 'This week', 'Waiting'])
  await expect(main.getByRole('button', { name: 'Move the stage “Later”' })).toBeFocused()
  await main.keyboard.press('Control+Z')
  await expect.poll(order).toEqual(['Inbox', 'Today', 'This week', 'Waiting', 'Later'])
})

test('a stage is dragged by its header', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  const from = await main.getByText('Today', { exact: true }).boundingBox()
  const to = await column(main, 'This week').boundingBox()
  await main.mouse.move((from?.x ?? 0) + 10, (from?.y ?? 0) + 10)
  await main.mouse.down()
  await main.mouse.move((to?.x ?? 0) + (to?.width ?? 0) * 0.75, (to?.y ?? 0) + 20, { steps: 12 })
  await main.mouse.up()
  await expect
    .poll(async () => (await portal.stages()).slice(0, 3).map(({ TITLE }) => TITLE))
    .toEqual(['Inbox', 'This week', 'Today'])
})

test('several tasks are selected, moved together, and completed', async ({ launch, portal }) => {
  const [inbox, today] = await portal.stages()
  const before = await portal.tasksIn(inbox?.ID ?? '')
  const main = await signIn(await launch(), portal)
  const first = column(main, 'Inbox').getByRole('listitem').first()
  await first.locator('[data-stop]').focus()
  await main.keyboard.press('Space')
  await main.keyboard.press('ArrowDown')
  await main.keyboard.press('Space')
  await expect(main.getByText('2 tasks selected').first()).toBeVisible()
  await main.keyboard.press('Control+Shift+ArrowRight')
  await expect.poll(async () => (await portal.tasksIn(inbox?.ID ?? '')).length).toBe(before.length - 2)
  const there = await portal.tasksIn(today?.ID ?? '')
  await main.getByRole('toolbar').getByRole('button', { name: 'Complete' }).click()
  await expect.poll(async () => (await portal.tasksIn(today?.ID ?? '')).length).toBe(there.length - 2)
})

test('a stage set is applied after a preview, and undone as one', async ({ launch, portal }) => {
  const before = (await portal.stages()).map(({ TITLE }) => TITLE)
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'Stage sets' }).click()
  await main.getByRole('menuitem', { name: 'Priorities' }).click()
  await main
    .getByRole('dialog', { name: 'Apply “Priorities”' })
    .getByRole('button', { name: 'Apply' })
    .click()
  const titles = async () => (await portal.stages()).map(({ TITLE }) => TITLE)
  const wanted = ['New', 'Urgent and important', 'Important', 'Urgent', 'Neither']
  await expect.poll(titles, { timeout: 40_000 }).toEqual(wanted)
  await expect(main.getByRole('button', { name: 'Undo: stage set “Priorities”' })).toBeVisible()
  await main.keyboard.press('Control+Z')
  await expect.poll(titles, { timeout: 40_000 }).toEqual(before)
})

test('suggested colours are previewed, applied to all stages, and undone as one', async ({
  launch,
  portal,
}) => {
  const colors = async () => (await portal.stages()).map(({ COLOR }) => COLOR)
  const before = await colors()
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: 'View', exact: true }).click()
  await main.getByRole('menuitem', { name: 'Suggest colours…' }).click()
  const dialog = main.getByRole('dialog', { name: 'Suggest colours' })
  await expect(dialog).toBeVisible()
  expect(await colors()).toEqual(before)
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(async () => (await colors()).filter((color) => before.includes(color))).toEqual([])
  expect(new Set(await colors()).size).toBe(before.length)
  await expect(main.getByText(/^As of/)).toBeVisible()
  await main.keyboard.press('Control+Z')
  await expect.poll(colors).toEqual(before)
})

test('the board of a project is chosen at the top', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  await main.getByRole('heading', { name: 'My Plan' }).getByRole('button').click()
  await main.getByLabel('Search projects').fill('marketing')
  await main.getByRole('dialog', { name: 'Board' }).getByRole('button', { name: 'Marketing' }).click()
  await expect(main.getByRole('group', { name: 'Stages of “Marketing”' })).toBeVisible()
})

test('a card names its project in My Plan, and not on the board of that project', async ({
  launch,
  portal,
}) => {
  const main = await signIn(await launch(), portal)
  const named = main.getByRole('listitem').getByTitle('Marketing', { exact: true })
  await expect(named.first()).toBeVisible()
  await main.getByRole('heading', { name: 'My Plan' }).getByRole('button').click()
  await main.getByRole('dialog', { name: 'Board' }).getByRole('button', { name: 'Marketing' }).click()
  await expect(
    main.getByRole('group', { name: 'Stages of “Marketing”' }).locator('[data-task]').first(),
  ).toBeVisible()
  await expect(named).toHaveCount(0)
})

test('a task is moved to another stage by its menu', async ({ launch, portal }) => {
  const [inbox, today] = await portal.stages()
  const [taskId = ''] = await portal.tasksIn(inbox?.ID ?? '')
  const { task } = (await portal.call('tasks.task.get', { taskId })) as { task: { title: string } }
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: task.title, exact: true }).focus()
  await main.getByRole('button', { name: `Actions for the task “${task.title}”` }).click()
  await main.getByRole('menuitem', { name: 'Today' }).click()
  await expect.poll(() => portal.tasksIn(today?.ID ?? '')).toContain(taskId)
  expect(await portal.tasksIn(inbox?.ID ?? '')).not.toContain(taskId)
})

test('a task is moved to the next stage by the keyboard alone', async ({ launch, portal }) => {
  const [inbox, today] = await portal.stages()
  const [taskId = ''] = await portal.tasksIn(inbox?.ID ?? '')
  const { task } = (await portal.call('tasks.task.get', { taskId })) as { task: { title: string } }
  const main = await signIn(await launch(), portal)
  await main.getByRole('button', { name: task.title, exact: true }).focus()
  await main.keyboard.press('Control+Shift+ArrowRight')
  await expect.poll(() => portal.tasksIn(today?.ID ?? '')).toContain(taskId)
})

test('a task is dragged to another stage', async ({ launch, portal }) => {
  const [inbox, , week] = await portal.stages()
  const [taskId = ''] = await portal.tasksIn(inbox?.ID ?? '')
  const { task } = (await portal.call('tasks.task.get', { taskId })) as { task: { title: string } }
  const main = await signIn(await launch(), portal)
  await main
    .getByRole('button', { name: task.title, exact: true })
    .dragTo(main.getByText('This week', { exact: true }))
  await expect.poll(() => portal.tasksIn(week?.ID ?? '')).toContain(taskId)
})

test('a change that the portal refuses is put back, with the reason', async ({ launch, portal }) => {
  const main = await signIn(await launch(), portal)
  portal.break(({ method }) =>
    method === 'task.stages.update' ? refusal('ACCESS_DENIED', 'You do not have permission') : undefined,
  )
  await main.getByText('Later', { exact: true }).dblclick()
  await main.getByLabel('Name of the stage').fill('Never')
  await main.keyboard.press('Enter')
  await expect(
    main.getByText(/The stage “Never” kept its name|The stage “Later” kept its name/),
  ).toBeVisible()
  await expect(main.getByText('Later', { exact: true })).toBeVisible()
  await expect(column(main, 'Never')).toHaveCount(0)
})

test('a key on a card opens its task in the browser', async ({ launch, portal }) => {
  const [inbox] = await portal.stages()
  const [taskId = ''] = await portal.tasksIn(inbox?.ID ?? '')
  const { task } = (await portal.call('tasks.task.get', { taskId })) as { task: { title: string } }
  const app = await launch()
  const main = await signIn(app, portal)
  const opened = await recordOpened(app)
  await main.getByRole('button', { name: task.title, exact: true }).focus()
  await main.keyboard.press('Control+O')
  await expect.poll(opened).toEqual([`${portal.url}/company/personal/user/1/tasks/task/view/${taskId}/`])
})

test('the whole editor is driven without a mouse', async ({ launch, portal }) => {
  test.slow()
  const titles = async () => (await portal.stages()).map(({ TITLE }) => TITLE)
  const main = await signIn(await launch(), portal)
  const { keyboard } = main
  const press = (...keys: string[]) => pressAll(main, ...keys)
  const button = (name: string) => main.getByRole('button', { name, exact: true })

  await tabTo(main, button('Inbox'))
  await press('ArrowRight')
  await expect(button('Today')).toBeFocused()
  await press('Control+N')
  await expect(main.getByLabel('Name of the new stage')).toBeFocused()
  await keyboard.type('Tomorrow')
  await press('Enter')
  await expect.poll(titles).toEqual(['Inbox', 'Today', 'Tomorrow', 'This week', 'Waiting', 'Later'])

  await expect(button('Tomorrow')).toBeFocused()
  await press('F2')
  await keyboard.type('Next')
  await press('Enter')
  await expect.poll(titles).toContain('Next')

  await tabTo(main, button('Move the stage “Next”'))
  await press('Space', 'ArrowLeft', 'Enter')
  await expect.poll(titles).toEqual(['Inbox', 'Next', 'Today', 'This week', 'Waiting', 'Later'])

  await tabTo(main, button('Next'), 'Shift+Tab')
  await press('ArrowLeft')
  await expect(button('Inbox')).toBeFocused()
  await press('ArrowDown', 'Space', 'ArrowDown', 'Space', 'Control+Shift+ArrowRight')
  const next = async () => portal.tasksIn((await portal.stages())[1]?.ID ?? '')
  await expect.poll(async () => (await next()).length).toBe(2)
  await expect(column(main, 'Next').locator('[data-task] :focus')).toHaveCount(1)

  await press('Escape', 'Control+Enter')
  await expect.poll(async () => (await next()).length).toBe(1)

  await tabTo(main, button('Actions for “Next”'), 'Shift+Tab')
  await press('Enter', 'End', 'Enter')
  await expect(main.getByLabel('Move its tasks to')).toBeFocused()
  await tabTo(main, button('Move 1 task and delete'))
  await press('Enter')
  await expect.poll(titles).toEqual(['Inbox', 'Today', 'This week', 'Waiting', 'Later'])

  await press('Control+Z')
  await expect.poll(titles).toContain('Next')
  await press('Control+Shift+Z')
  await expect.poll(titles).not.toContain('Next')
  await press('Control+Z')
  await expect.poll(titles).toContain('Next')

  const color = async () => (await portal.stages()).at(-1)?.COLOR
  const before = await color()
  await expect(button('Today')).toBeFocused()
  await press('ArrowRight', 'ArrowRight', 'ArrowRight')
  await expect(button('Later')).toBeFocused()
  await tabTo(main, button('Actions for “Later”'))
  await press('Enter', 'ArrowDown', 'Enter')
  await expect(main.getByRole('dialog', { name: 'Colour of “Later”' })).toBeVisible()
  await press('ArrowRight', 'Enter')
  await expect.poll(color).not.toBe(before)

  await expect(button('Actions for “Later”')).toBeFocused()
  await press('Enter', 'End', 'ArrowUp', 'Enter')
  await expect(main.getByRole('button', { name: /^Expand “Later”/ })).toBeFocused()
  await press('Enter')
  await expect(button('Later')).toBeFocused()

  await press('Control+F')
  await keyboard.type('nothing of the kind')
  await expect(main.getByText('No task of this stage fits the filter.').first()).toBeVisible()
  await press('Escape')
  await expect(main.getByText('No task of this stage fits the filter.')).toHaveCount(0)

  await tabTo(main, button('Inbox'))
  await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')
  await expect(button('Waiting')).toBeFocused()
  await tabTo(main, column(main, 'Waiting').getByRole('button', { name: 'Add a task' }))
  await press('Enter')
  await keyboard.type('Water the plants')
  await press('Enter')
  const { id } = await portal.task('Water the plants')
  const waiting = (await portal.stages()).find(({ TITLE }) => TITLE === 'Waiting')
  await expect.poll(() => portal.tasksIn(waiting?.ID ?? '')).toContain(String(id))

  const now = await titles()
  await press('Escape', 'Control+F')
  await tabTo(main, button('Stage sets'))
  await press('Enter', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(main.getByRole('dialog', { name: 'Apply “Priorities”' })).toBeVisible()
  await press('Enter')
  const wanted = ['New', 'Urgent and important', 'Important', 'Urgent', 'Neither']
  await expect.poll(titles, { timeout: 60_000 }).toEqual(wanted)
  await expect(button('Undo: stage set “Priorities”')).toBeVisible()
  await press('Control+Z')
  await expect.poll(titles, { timeout: 60_000 }).toEqual(now)
})
