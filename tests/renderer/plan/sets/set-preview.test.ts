import { describe, test } from 'vitest'
import type { StageSet } from '../../../../electron/model.ts'
import { expect } from '../../../support/windows/window.ts'
import { failing, plan, task } from '../fixtures.ts'
import { openBoard } from '../open-board.ts'

type Opened = Awaited<ReturnType<typeof openBoard>>

async function choose({ page }: Opened, item: string | RegExp) {
  await page.getByRole('button', { name: 'Stage sets' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const set = (...stages: [title: string, color: string][]): StageSet => ({
  version: 1,
  name: 'Набор',
  stages: stages.map(([title, color]) => ({ title, color })),
})

describe('a stage set', () => {
  test('is seen before anything changes, and can be left', async () => {
    const board = await openBoard()
    await choose(board, 'Getting things done')
    const dialog = board.page.getByRole('dialog', { name: 'Apply “Getting things done”' })
    await expect(dialog).toContainText('Nothing has been changed yet.')
    await expect(dialog.getByRole('listitem').filter({ hasText: /^\s*Next actions/ })).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(board.page.getByRole('heading', { level: 2 })).toHaveText(['Inbox', 'This week', 'Later'])
    expect(board.asked('stages.add')).toEqual([])
  })

  test('moves the tasks of a stage that goes to where they are wanted', async () => {
    const board = await openBoard({
      answers: { 'stage-sets.import': () => set(['Inbox', '00C4FB'], ['Потом', '75D900']) },
    })
    await choose(board, /^Import/)
    const dialog = board.page.getByRole('dialog', { name: 'Apply “Набор”' })
    const going = dialog.getByRole('listitem').filter({ hasText: /^\s*This week/ })
    await going
      .filter({ has: board.page.getByRole('combobox') })
      .first()
      .getByRole('combobox')
      .selectOption('Потом')
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await expect(board.page.getByRole('heading', { level: 2 })).toHaveText(['Inbox', 'Потом'])
    await expect(board.stage('Потом').locator('[data-task="21"]')).toBeVisible()
    await expect(board.page.locator('.notices')).toContainText('Done: stage set “Набор”')
  })

  test('is undone as one', async () => {
    const board = await openBoard({
      answers: {
        'stage-sets.import': () =>
          set(['Inbox', '00C4FB'], ['This week', '47D1E2'], ['Later', '75D900'], ['New', 'FFA900']),
      },
    })
    await choose(board, /^Import/)
    await board.page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
    await expect(board.title('New')).toBeVisible()
    await board.page.locator('.notices').getByRole('button', { name: 'Undo' }).click()
    await expect(board.title('New')).toHaveCount(0)
  })

  test('that is there already has nothing to apply', async () => {
    const same = set(...plan.stages.map(({ title, color }): [string, string] => [title, color]))
    const board = await openBoard({ answers: { 'stage-sets.import': () => same } })
    await choose(board, /^Import/)
    const dialog = board.page.getByRole('dialog')
    await expect(dialog).toContainText('The board looks like this already.')
    await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled()
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  })

  test('keeps a stage with tasks of a Scrum project, and says why', async () => {
    const tasks = [task(15, 3, { isScrum: true })]
    const board = await openBoard({
      from: { ...plan, tasks },
      answers: { 'stage-sets.import': () => set(['Inbox', '00C4FB']) },
    })
    await choose(board, /^Import/)
    const kept = board.page
      .getByRole('dialog')
      .getByRole('listitem')
      .filter({ hasText: /^\s*Later/ })
    await expect(kept).toContainText('Kept')
    await expect(kept).toContainText('stays in its backlog or sprint')
  })

  test('of a file that is none names the place, and changes nothing', async () => {
    const board = await openBoard({
      answers: { 'stage-sets.import': failing({ code: 'set-color-wrong', subject: '7: stages[2].color' }) },
    })
    await choose(board, /^Import/)
    const notices = board.page.locator('.notices')
    await expect(notices).toContainText('The stage set was not imported.')
    await expect(notices).toContainText('7: stages[2].color')
    await notices.getByRole('button', { name: 'Dismiss' }).click()
    await expect(board.page.getByRole('dialog')).toHaveCount(0)
  })

  test('that nobody chose opens nothing', async () => {
    const board = await openBoard({ answers: { 'stage-sets.import': () => null } })
    await choose(board, /^Import/)
    await expect(() => expect(board.asked('stage-sets.import')).toHaveLength(1)).toPass()
    await expect(board.page.getByRole('dialog')).toHaveCount(0)
  })

  test('is made of the stages as they are, and that it was saved is said', async () => {
    const board = await openBoard({ answers: { 'stage-sets.export': () => true } })
    await choose(board, /^Export/)
    await expect(board.spoken).toHaveText('The stages were exported.')
    expect(board.asked('stage-sets.export')).toMatchObject([
      { name: 'My Plan', stages: plan.stages.map(({ title, color }) => ({ title, color })) },
    ])
  })

  test('that could not be saved is told with the reason', async () => {
    const board = await openBoard({ answers: { 'stage-sets.export': failing({ code: 'set-unreadable' }) } })
    await choose(board, /^Export/)
    await expect(board.page.locator('.notices')).toContainText('The stages were not exported.')
  })
})
