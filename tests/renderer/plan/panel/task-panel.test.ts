import { describe, test } from 'vitest'
import type { TaskDetails } from '../../../../electron/model.ts'
import { deferred } from '../../../support/deferred.ts'
import type { Answers } from '../../../support/fake-transport.ts'
import { settings } from '../../../support/windows/answers.ts'
import { expect } from '../../../support/windows/window.ts'
import { parsed } from '../../capture/support.ts'
import { failing } from '../fixtures.ts'
import { openBoard } from '../open-board.ts'

const details: TaskDetails = {
  id: 11,
  title: 'Task 11',
  description: 'Bring the papers',
  deadline: null,
  priority: 'average',
  project: { id: 3, name: 'Marketing' },
  responsible: { id: 1, name: 'Anna Petrova' },
  creator: { id: 5, name: 'John Miller' },
  accomplices: [{ id: 4, name: 'Olga Fedorova' }],
  auditors: [],
  tags: ['call'],
  isCompleted: false,
  state: 'pending',
  checklist: [
    { id: 1, title: 'Papers', isComplete: false, isName: true },
    { id: 2, title: 'Passport', isComplete: true, isName: false },
    { id: 3, title: 'Contract', isComplete: false, isName: false },
  ],
  comments: [{ author: 'John Miller', at: '2026-11-24T10:00:00+03:00', text: 'Looks good' }],
  files: [{ name: 'plan.pdf', size: 12_300 }],
}

/** A board whose task 11 is open, by Enter on its card. */
async function opened(answers: Answers = {}, part: Partial<TaskDetails> = {}) {
  const board = await openBoard({
    answers: {
      'tasks.details': () => ({ ...details, ...part }),
      'tasks.change': () => null,
      'tasks.comment': () => null,
      'tasks.check': () => null,
      'tasks.open': () => null,
      'capture.parse': ({ text }) =>
        parsed(
          text,
          text.includes('Olga') ? { people: [{ text: 'Olga', id: 4, name: 'Olga Fedorova' }] } : {},
        ),
      ...answers,
    },
  })
  await board.card(11).focus()
  await board.page.keyboard.press('Enter')
  return { ...board, panel: board.page.getByRole('dialog', { name: 'Task 11' }) }
}

describe('the panel of a card', () => {
  test('shows all of the task, and Esc gives the focus back to the card', async () => {
    const { panel, page, card } = await opened()
    await expect(panel.getByLabel('Title')).toBeFocused()
    await expect(panel.getByLabel('Description')).toHaveValue('Bring the papers')
    await expect(panel.getByLabel('Responsible')).toHaveValue('Anna Petrova')
    for (const text of ['Marketing', 'Olga Fedorova', 'call', 'plan.pdf', 'Looks good', 'Papers']) {
      await expect(panel.getByText(text, { exact: true })).toBeVisible()
    }
    await expect(panel.getByRole('checkbox', { name: 'Passport' })).toBeChecked()
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(card(11)).toBeFocused()
  })

  test('says that it reads while the portal has not answered', async () => {
    const answer = deferred<TaskDetails>()
    const { panel } = await opened({ 'tasks.details': () => answer.promise })
    await expect(panel.getByRole('status')).toHaveText('Reading the task…')
    answer.resolve(details)
    await expect(panel.getByLabel('Title')).toHaveValue('Task 11')
  })

  test('says why it could not be read, and reads again', async () => {
    let isThere = false
    const { panel } = await opened({
      'tasks.details': () => (isThere ? details : failing({ code: 'offline' })()),
    })
    await expect(panel.getByRole('alert')).toBeVisible()
    isThere = true
    await panel.getByRole('button', { name: 'Try again' }).click()
    await expect(panel.getByLabel('Title')).toHaveValue('Task 11')
  })

  test('saves what was changed and nothing else', async () => {
    const { panel, page, asked } = await opened()
    await panel.getByLabel('Title').fill('Another title')
    await panel.getByLabel('Responsible').fill('Olga')
    await expect(panel.getByText('Olga Fedorova').first()).toBeVisible()
    await panel.getByText('High', { exact: true }).click()
    await page.keyboard.press('Control+Enter')
    const change = { title: 'Another title', priority: 'high', responsibleId: 4 }
    await expect(() => expect(asked('tasks.change')).toEqual([{ taskId: 11, change }])).toPass()
    await expect(panel.getByRole('alert')).toHaveCount(0)
  })

  test('keeps the focus at Save and in the comment when they are done', async () => {
    const { panel, page } = await opened()
    await panel.getByLabel('Title').fill('Another title')
    await panel.getByRole('button', { name: 'Save' }).focus()
    await page.keyboard.press('Enter')
    await expect(panel.getByText('Saved', { exact: true })).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Save' })).toBeFocused()
    await panel.getByLabel('Write a comment').fill('Agreed')
    await panel.getByRole('button', { name: 'Send' }).focus()
    await page.keyboard.press('Enter')
    await expect(panel.getByLabel('Write a comment')).toBeFocused()
    await expect(panel.getByLabel('Write a comment')).toHaveValue('')
  })

  test('changes nothing while nobody is meant for sure', async () => {
    const { panel, page, asked } = await opened()
    await panel.getByLabel('Responsible').fill('Nobody')
    await page.keyboard.press('Enter')
    await expect(panel.getByLabel('Responsible')).toHaveAttribute('aria-invalid', 'true')
    await expect(panel.getByText('Nobody is meant for sure.')).toBeVisible()
    expect(asked('tasks.change')).toEqual([])
  })

  test('keeps what was typed where the portal refuses it, and asks once before it is thrown away', async () => {
    const { panel, page } = await opened({ 'tasks.change': failing({ code: 'access-denied' }) })
    await panel.getByLabel('Title').fill('Another title')
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('alert')).toBeVisible()
    await expect(panel.getByLabel('Title')).toHaveValue('Another title')
    await page.keyboard.press('Escape')
    await expect(panel.getByText(/Not saved yet/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
  })

  test('ticks an item, and takes the tick back where the portal refuses it', async () => {
    let isRefused = false
    const { panel, asked } = await opened({
      'tasks.check': () => (isRefused ? failing({ code: 'access-denied' })() : null),
    })
    const item = panel.getByRole('checkbox', { name: 'Contract' })
    await item.focus()
    await item.press('Space')
    await expect(() =>
      expect(asked('tasks.check')).toEqual([{ taskId: 11, itemId: 3, completed: true }]),
    ).toPass()
    isRefused = true
    const done = panel.getByRole('checkbox', { name: 'Passport' })
    await done.press('Space')
    await expect(panel.getByRole('alert')).toBeVisible()
    await expect(done).toBeChecked()
  })

  test('ticks two items one after the other, however quickly they are pressed', async () => {
    const first = deferred<null>()
    const { panel, asked } = await opened({
      'tasks.check': ({ itemId }) => (itemId === 2 ? first.promise : null),
    })
    await panel.getByRole('checkbox', { name: 'Passport' }).press('Space')
    await panel.getByRole('checkbox', { name: 'Contract' }).press('Space')
    first.resolve(null)
    await expect(() =>
      expect(asked('tasks.check')).toEqual([
        { taskId: 11, itemId: 2, completed: false },
        { taskId: 11, itemId: 3, completed: true },
      ]),
    ).toPass()
  })

  test('offers a name once that two people have', async () => {
    const item = { label: 'Olga Fedorova', note: '', insert: '@"Olga Fedorova"', color: null }
    const { panel } = await opened({
      'capture.suggest': () => ({
        kind: 'person',
        from: 2,
        to: 8,
        items: [item, { ...item, note: 'Sales' }],
      }),
    })
    await panel.getByLabel('Responsible').fill('Fedor')
    await expect(panel.locator('option')).toHaveCount(1)
    await expect(panel.getByText('Nobody is meant for sure.')).toBeVisible()
  })

  test('sends a comment, and keeps its words where it did not arrive', async () => {
    let isRefused = true
    const { panel, page, asked } = await opened({
      'tasks.comment': () => (isRefused ? failing({ code: 'offline' })() : null),
    })
    const field = panel.getByLabel('Write a comment')
    await field.fill('Agreed')
    await page.keyboard.press('Control+Enter')
    await expect(panel.getByRole('alert')).toBeVisible()
    await expect(field).toHaveValue('Agreed')
    isRefused = false
    await panel.getByRole('button', { name: 'Send' }).click()
    await expect(field).toHaveValue('')
    expect(asked('tasks.comment')).toHaveLength(2)
  })

  test('says what the portal does not tell', async () => {
    const { panel } = await opened({}, { comments: null, files: null, checklist: [] })
    await expect(panel.getByText('This portal shows comments in the browser only.')).toBeVisible()
    await expect(panel.getByText('The names of files need the permission “disk”.')).toBeVisible()
    await expect(panel.getByRole('heading', { name: 'Checklist' })).toHaveCount(0)
  })

  test('cannot be edited where the portal does not let one', async () => {
    const no = {
      start: false,
      pause: false,
      defer: false,
      complete: false,
      renew: false,
      approve: false,
      disapprove: false,
      edit: false,
      remove: false,
      deadline: false,
      responsible: false,
      result: false,
      hasResult: true,
    }
    const { panel } = await opened({ 'tasks.rights': () => no })
    await expect(panel.getByText('The portal does not let you change this task.')).toBeVisible()
    await expect(panel.getByLabel('Title')).toBeDisabled()
  })

  test('leads to the browser by its button and by a key, which works on the card too', async () => {
    const { panel, page, asked } = await opened()
    await expect(panel.getByLabel('Title')).toBeFocused()
    await page.keyboard.press('Control+O')
    await panel.getByRole('button', { name: 'Open in the browser' }).click()
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await page.keyboard.press('Control+O')
    await expect(() =>
      expect(asked('tasks.open')).toEqual([{ taskId: 11 }, { taskId: 11 }, { taskId: 11 }]),
    ).toPass()
  })

  test('speaks Russian', async () => {
    const board = await openBoard({
      answers: {
        'settings.get': () => settings({ locale: 'ru', language: 'ru' }),
        'tasks.details': () => details,
        'capture.parse': ({ text }) => parsed(text),
      },
    })
    await board.card(11).click()
    const panel = board.page.getByRole('dialog', { name: 'Task 11' })
    for (const name of ['Название', 'Ответственный', 'Описание']) {
      await expect(panel.getByLabel(name, { exact: true })).toBeVisible()
    }
    await expect(panel.getByText('Постановщик')).toBeVisible()
  })
})
