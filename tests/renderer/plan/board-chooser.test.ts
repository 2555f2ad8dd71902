import { describe, test } from 'vitest'
import type { BoardId, Plan } from '../../../electron/model.ts'
import { settings } from '../../support/windows/answers.ts'
import { expect } from '../../support/windows/window.ts'
import { failing, plan, refused, task } from './fixtures.ts'
import { openBoard } from './open-board.ts'

const projects = [
  { id: 7, name: 'Mobile application' },
  { id: 8, name: 'Сайт' },
]
const kanban: Plan = {
  ...plan,
  stages: [{ id: 70, title: 'New', color: '00C4FB' }],
  tasks: [task(71, 70)],
}
const answers = {
  'boards.projects': () => projects,
  'plan.get': ({ board }: { board: BoardId }) => (board.projectId === 7 ? kanban : plan),
}
const choice = { name: 'Board' }

async function openChoice(more: Parameters<typeof openBoard>[0] = {}) {
  const board = await openBoard({ ...more, answers: { ...answers, ...more.answers } })
  const button = board.page.getByRole('heading', { level: 1 }).getByRole('button')
  await button.click()
  return { ...board, button, dialog: board.page.getByRole('dialog', choice) }
}

describe('the choice of a board', () => {
  test('leads to the kanban of a project, and back to My Plan', async () => {
    const { page, button, dialog, card } = await openChoice()
    await dialog.getByRole('button', { name: 'Mobile application' }).click()
    await expect(page.getByRole('group', { name: 'Stages of “Mobile application”' })).toBeVisible()
    await expect(card(71)).toBeVisible()
    await expect(button).toHaveText('Mobile application')
    await button.click()
    await expect(dialog.getByRole('button', { name: 'Mobile application' })).toHaveAttribute(
      'aria-current',
      'true',
    )
    await dialog.getByRole('button', { name: 'My Plan' }).click()
    await expect(card(11)).toBeVisible()
  })

  test('goes by arrow keys from the field to the projects and back', async () => {
    const { page, dialog } = await openChoice()
    const field = dialog.getByRole('searchbox', { name: 'Search projects' })
    await expect(field).toBeFocused()
    await expect(dialog.getByRole('button')).toHaveText(['My Plan', 'Mobile application', 'Сайт'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(dialog.getByRole('button', { name: 'Mobile application' })).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect(field).toBeFocused()
  })

  test('finds a project whatever the case, and says where none fits', async () => {
    const { page, dialog } = await openChoice()
    await page.keyboard.type('САЙ')
    await expect(dialog.getByRole('button')).toHaveText(['Сайт'])
    await page.keyboard.type('!')
    await expect(dialog.getByRole('status')).toHaveText('No project fits.')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
  })

  test('is left by Esc, and the focus is where it was', async () => {
    const { page, button, dialog } = await openChoice()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(button).toBeFocused()
  })

  test('says why the projects could not be read', async () => {
    const { dialog } = await openChoice({ answers: { 'boards.projects': failing({ code: 'offline' }) } })
    await expect(dialog.getByRole('status')).toContainText('The projects could not be read.')
  })

  test('shows a name as text', async () => {
    const { dialog } = await openChoice({
      answers: { 'boards.projects': () => [{ id: 9, name: '<b>x</b>' }] },
    })
    await expect(dialog.getByRole('button', { name: '<b>x</b>' })).toBeVisible()
    await expect(dialog.locator('b')).toHaveCount(0)
  })

  test('speaks Russian', async () => {
    const { page } = await openBoard({
      answers: { 'settings.get': () => settings({ language: 'ru', locale: 'ru' }) },
    })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Мой план')
    await expect(page.getByRole('button', { name: 'Обновить' })).toBeVisible()
  })
})

test('an administrator whom a project does not let in can look at it with those rights', async () => {
  const { page, dialog, card } = await openChoice({
    answers: {
      'plan.get': ({ board }) => {
        if (board.projectId === 7 && !board.asAdmin) throw refused
        return board.projectId === 7 ? kanban : plan
      },
      'boards.rights': () => ({ canMove: true, isAdmin: true }),
    },
  })
  await dialog.getByRole('button', { name: 'Mobile application' }).click()
  await page.getByRole('button', { name: 'Use administrator’s rights' }).click()
  await expect(card(71)).toBeVisible()
  await expect(page.getByText('With administrator’s rights')).toBeVisible()
})

test('where tasks must not be moved, dragging and keys say so', async () => {
  const { page, card, asked } = await openBoard({
    answers: { 'boards.rights': () => ({ canMove: false, isAdmin: false }) },
  })
  await card(11).focus()
  await page.keyboard.press('Control+Shift+ArrowRight')
  await expect(page.locator('.notices')).toContainText('You may not move tasks on this board.')
  expect(asked('tasks.move')).toEqual([])
})

test('a portal that does not tell the stages of tasks says how many it leaves out', async () => {
  const tasks = [task(1, 0), task(2, 0)]
  const { page } = await openBoard({ from: { ...plan, tasks, grouped: false } })
  await expect(page.getByText('its 2 open tasks are not shown in the columns')).toBeVisible()
})

test('parts of a large board are shown while more of it is read', async () => {
  let finish: (() => void) | undefined
  const whole = new Promise<void>((resolve) => (finish = resolve))
  const { page, card, emit } = await openBoard({
    answers: { 'plan.get': async () => (await whole, plan) },
  })
  await expect(page.getByText('Loading My Plan…')).toBeAttached()
  await emit('plan.part', {
    board: { projectId: 0, asAdmin: false },
    plan: { ...plan, tasks: [task(11, 1)] },
  })
  await expect(card(11)).toBeVisible()
  await expect(page.getByText('Reading more tasks…').first()).toBeVisible()
  finish?.()
  await expect(card(21)).toBeVisible()
})

describe('the filter', () => {
  test('is reached by Ctrl+F, shows only what fits, and Esc empties it', async () => {
    const { page, card } = await openBoard()
    await page.keyboard.press('Control+f')
    await expect(page.getByRole('searchbox', { name: 'Filter tasks' })).toBeFocused()
    await page.keyboard.type('task 21')
    await expect(page.getByRole('status').filter({ hasText: '1 task found' })).toBeVisible()
    await expect(card(11)).toHaveCount(0)
    await expect(page.getByText('No task of this stage fits the filter.').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(card(11)).toBeVisible()
  })

  test('of a stage without tasks the words teach what to do there', async () => {
    const { stage } = await openBoard({ from: { ...plan, tasks: [] } })
    await expect(stage('Inbox')).toContainText('New tasks arrive here.')
    await expect(stage('Later')).toContainText('Drag a task here')
  })
})
