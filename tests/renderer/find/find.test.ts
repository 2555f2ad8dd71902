import { expect as equal, test } from 'vitest'
import type { Answers } from '../../support/fake-transport.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

const call = { id: 2, title: 'Call the customer', stage: 'Inbox' }
const survey = { id: 9, title: 'Customer survey', stage: '' }

/** The main window with Find open; `call` is kept, `survey` only the portal knows. */
async function openFind(answers: Answers = {}) {
  const opened = await openWindow('main', {
    'tasks.find': ({ words, from }) => (words === '' ? [] : from === 'kept' ? [call] : [survey, call]),
    'tasks.open': () => null,
    'tasks.complete': ({ taskIds }) => ({ done: taskIds, refused: [] }),
    'tasks.move': ({ taskIds }) => ({ done: taskIds, refused: [] }),
    'stages.list': () => [
      { id: 1, title: 'Inbox', color: '00C4FB' },
      { id: 5, title: 'Today', color: '47D1E2' },
    ],
    ...answers,
  })
  await opened.page.getByRole('heading', { name: 'My Plan', exact: true }).waitFor()
  await opened.page.keyboard.press('Control+k')
  const dialog = opened.page.getByRole('dialog', { name: 'Find a task' })
  const field = dialog.getByRole('combobox', { name: 'Words of the title' })
  await expect(field).toBeFocused()
  await opened.page.keyboard.type('cust')
  await expect(dialog.getByRole('option')).toHaveCount(2)
  return { ...opened, dialog, field }
}

test('what is kept comes first, then what the portal knows', async () => {
  const { dialog } = await openFind()
  await expect(dialog.getByRole('option')).toHaveText([/^Call the customer/, /^Customer survey/])
  await expect(dialog.getByRole('status')).toHaveText('2 tasks')
})

test('the arrow chooses, Enter opens and closes', async () => {
  const { page, dialog, asked } = await openFind()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  equal(asked('tasks.open')).toEqual([{ taskId: 9 }])
})

test('Ctrl+Enter completes, and stays', async () => {
  const { page, dialog, asked } = await openFind()
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByRole('status')).toHaveText('“Call the customer” is completed.')
  await expect(dialog.getByRole('option')).toHaveCount(1)
  equal(asked('tasks.complete')).toEqual([{ taskIds: [2], completed: true }])
})

test('Ctrl+M moves to a stage; Esc thinks better of it', async () => {
  const { page, dialog, asked } = await openFind()
  await page.keyboard.press('Control+m')
  await expect(dialog.getByRole('option', { name: 'Today' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('option')).toHaveText([/^Call the customer/, /^Customer survey/])
  await page.keyboard.press('Control+m')
  await expect(dialog.getByRole('option', { name: 'Today' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('“Call the customer” is in “Today” now.')
  equal(asked('tasks.move')).toEqual([{ board: { projectId: 0, asAdmin: false }, taskIds: [2], stageId: 5 }])
})

test('a refused action is told, and the task stays', async () => {
  const { page, dialog } = await openFind({
    'tasks.complete': () => ({ done: [], refused: [{ taskId: 2, problem: { code: 'access-denied' } }] }),
  })
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(dialog.getByRole('option')).toHaveCount(2)
})
