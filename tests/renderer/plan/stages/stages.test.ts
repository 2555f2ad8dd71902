import { describe, test } from 'vitest'
import type { Problem } from '../../../../electron/model.ts'
import { settings } from '../../../support/windows/answers.ts'
import { expect } from '../../../support/windows/window.ts'
import { failing, inbox, later, plan, refused, task, week } from '../fixtures.ts'
import { openBoard } from '../open-board.ts'

describe('the name of a stage', () => {
  test('is changed by F2 and Enter, and the focus stays on it', async () => {
    const { page, title, asked, spoken } = await openBoard()
    await title('This week').focus()
    await page.keyboard.press('F2')
    const field = page.getByRole('textbox', { name: 'Name of the stage' })
    await expect(field).toBeFocused()
    await page.keyboard.type('  Эта неделя ')
    await page.keyboard.press('Enter')
    await expect(title('Эта неделя')).toBeFocused()
    await expect(spoken).toHaveText('Renamed the stage to “Эта неделя”')
    await expect(() =>
      expect(asked('stages.update')).toMatchObject([{ id: 2, title: 'Эта неделя' }]),
    ).toPass()
  })

  test('opens for writing by a double click, and leaving the field keeps what was written', async () => {
    const { page, title, asked } = await openBoard()
    await title('Later').dblclick()
    await page.getByRole('textbox', { name: 'Name of the stage' }).fill('Someday')
    await title('Inbox').click()
    await expect(title('Someday')).toBeVisible()
    await expect(() => expect(asked('stages.update')).toMatchObject([{ id: 3, title: 'Someday' }])).toPass()
  })

  test('stays where Esc is pressed', async () => {
    const { page, title, asked } = await openBoard()
    await title('Later').press('Enter')
    await page.keyboard.type('Something else')
    await page.keyboard.press('Escape')
    await expect(title('Later')).toBeFocused()
    expect(asked('stages.update')).toEqual([])
  })

  test('cannot be blank: Enter says so, and leaving the field keeps the old one', async () => {
    const { page, title, asked } = await openBoard()
    await title('Later').press('Enter')
    const field = page.getByRole('textbox', { name: 'Name of the stage' })
    await field.fill('   ')
    await field.press('Enter')
    await expect(page.getByRole('alert')).toContainText('A stage needs a name')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await title('Inbox').click()
    await expect(title('Later')).toBeVisible()
    expect(asked('stages.update')).toEqual([])
  })

  test('is text, whatever stands in it', async () => {
    const stages = [inbox, { ...week, title: '<img src=x> <b>bold</b>' }, { ...later, title: ' ' }]
    const { page, title } = await openBoard({ from: { ...plan, stages } })
    await expect(title('<img src=x> <b>bold</b>')).toBeVisible()
    await expect(title('Untitled')).toBeVisible()
    await expect(page.locator('.columns img, .columns b')).toHaveCount(0)
  })

  test('that the portal refuses goes back, and why is said in its own words', async () => {
    const problem: Problem = { ...refused, detail: 'Только для администратора' }
    const { page, title } = await openBoard({ answers: { 'stages.update': failing(problem) } })
    await title('Later').press('Enter')
    await page.keyboard.type('Mine')
    await page.keyboard.press('Enter')
    const list = page.getByRole('region', { name: 'Changes that were not saved' })
    await expect(list).toContainText('The stage “Later” kept its name.')
    await expect(list).toContainText('Только для администратора')
    await expect(title('Later')).toBeVisible()
    await list.getByRole('button', { name: 'Dismiss' }).click()
    await expect(list).toHaveText('')
  })
})

describe('a new stage', () => {
  test('is named and coloured at the end of the board', async () => {
    const { page, title, asked } = await openBoard()
    await page.getByRole('button', { name: 'Add a stage', exact: true }).click()
    const form = page.getByRole('form', { name: 'Add a stage after “Later”' })
    await expect(form.getByRole('textbox')).toBeFocused()
    await page.keyboard.type('Когда-нибудь')
    await form.getByRole('radio').last().click()
    await form.getByRole('button', { name: 'Add stage' }).click()
    await expect(title('Когда-нибудь')).toBeFocused()
    await expect(() =>
      expect(asked('stages.add')).toMatchObject([{ title: 'Когда-нибудь', afterId: 3 }]),
    ).toPass()
  })

  test('goes between two others, by the button that stands there', async () => {
    const { page, asked } = await openBoard()
    await page.getByRole('button', { name: 'Add a stage between “Inbox” and “This week”' }).click()
    await page.getByRole('textbox', { name: 'Name of the new stage' }).fill('Today')
    await page.keyboard.press('Enter')
    await expect(() => expect(asked('stages.add')).toMatchObject([{ title: 'Today', afterId: 1 }])).toPass()
  })

  test('is begun by Ctrl+N behind the stage with the focus, and Esc ends it there', async () => {
    const { page, title, asked } = await openBoard()
    await title('This week').focus()
    await page.keyboard.press('Control+n')
    await expect(page.getByRole('form', { name: 'Add a stage after “This week”' })).toBeVisible()
    await page.keyboard.type('Half a name')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('form')).toHaveCount(0)
    await expect(title('This week')).toBeFocused()
    expect(asked('stages.add')).toEqual([])
  })

  test('without a name is not added, and that is said beside the field', async () => {
    const { page, asked } = await openBoard()
    await page.getByRole('button', { name: 'Add a stage', exact: true }).click()
    await page.keyboard.press('Enter')
    const field = page.getByRole('textbox', { name: 'Name of the new stage' })
    await expect(page.getByRole('alert')).toHaveText('A stage needs a name. Type one first.')
    await field.fill('T')
    await expect(page.getByRole('alert')).toHaveCount(0)
    expect(asked('stages.add')).toEqual([])
  })

  test('is offered on a board that has none yet', async () => {
    const { page, title } = await openBoard({ from: { ...plan, stages: [], tasks: [] } })
    await expect(page.getByText('My Plan has no stages yet')).toBeVisible()
    await page.getByRole('button', { name: 'Add a stage' }).click()
    await page.keyboard.type('First')
    await page.keyboard.press('Enter')
    await expect(title('First')).toBeVisible()
  })
})

describe('a collapsed stage', () => {
  test('is a strip that says its name and how many tasks it holds, and opens again', async () => {
    const { page, title, pick, asked, spoken } = await openBoard()
    await pick('Inbox', /^Collapse/)
    const strip = page.getByRole('button', { name: 'Expand “Inbox”, 2 tasks' })
    await expect(strip).toBeFocused()
    await expect(spoken).toHaveText('Collapsed “Inbox”')
    await expect(page.locator('[data-task="11"]')).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(title('Inbox')).toBeFocused()
    const kept = () =>
      asked('board-preferences.keep').map(
        (input) => (input as { preferences: { collapsed: number[] } }).preferences.collapsed,
      )
    await expect(() => expect(kept()).toEqual([[1], []])).toPass()
  })

  test('is collapsed the next time as well', async () => {
    const { page } = await openBoard({
      answers: {
        'board-preferences.get': () => ({ collapsed: [2], showsCompleted: false, isCompact: false }),
      },
    })
    await expect(page.getByRole('button', { name: 'Expand “This week”, 1 task' })).toBeVisible()
  })
})

describe('the place of a stage', () => {
  const grip = (name: string) => ({ name: `Move the stage “${name}”` })

  test('is changed by keys, and each step is said', async () => {
    const { page, spoken, asked } = await openBoard()
    await page.getByRole('button', grip('Later')).focus()
    await page.keyboard.press('Space')
    await expect(spoken).toContainText('Picked up “Later”, place 3 of 3.')
    await page.keyboard.press('ArrowLeft')
    await expect(spoken).toHaveText('“Later”, place 2 of 3')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(spoken).toHaveText('It is at the edge already.')
    await page.keyboard.press('Home')
    await expect(spoken).toContainText('new tasks would arrive here')
    await page.keyboard.press('Space')
    await expect(spoken).toHaveText('Put “Later” down at place 1 of 3')
    await expect(page.getByRole('button', grip('Later'))).toBeFocused()
    await expect(() => expect(asked('stages.update')).toMatchObject([{ id: 3, afterId: 0 }])).toPass()
  })

  test.each(['Escape', 'Tab'])('is the old one where %s is pressed', async (key) => {
    const { page, spoken, asked } = await openBoard()
    await page.getByRole('button', grip('Inbox')).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('End')
    await page.keyboard.press(key)
    await expect(spoken).toHaveText('Put “Inbox” back')
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Inbox', 'This week', 'Later'])
    expect(asked('stages.update')).toEqual([])
  })

  test('is changed by the menu, which says where the edge is', async () => {
    const { page, pick } = await openBoard()
    await page.getByRole('button', { name: 'Actions for “Inbox”' }).click()
    const left = page.getByRole('menuitem', { name: /^Move left/ })
    await expect(left).toHaveAttribute('aria-disabled', 'true')
    await expect(left).toContainText('at the edge already')
    await page.keyboard.press('Escape')
    await pick('Inbox', /^Move right/)
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(['This week', 'Inbox', 'Later'])
  })
})

describe('deleting a stage', () => {
  test('with tasks asks where they go, and they go there', async () => {
    const { page, portal, pick, title, asked } = await openBoard()
    await pick('This week', /^Delete/)
    const dialog = page.getByRole('dialog', { name: 'Delete “This week”' })
    await expect(dialog).toContainText('It holds 1 task')
    await dialog.getByLabel('Move its tasks to').selectOption('Later')
    await dialog.getByRole('button', { name: 'Move 1 task and delete' }).click()
    await expect(title('This week')).toHaveCount(0)
    await expect(title('Later')).toBeFocused()
    await expect(() => expect(asked('stages.delete')).toMatchObject([{ id: 2 }])).toPass()
    expect(portal.tasks.find(({ id }) => id === 21)?.stageId).toBe(3)
  })

  test('with completed tasks only asks as well, since they are not shown', async () => {
    const done = task(31, 3, { isCompleted: true, state: 'completed' })
    const { page, pick } = await openBoard({ from: { ...plan, tasks: [...plan.tasks, done] } })
    await pick('Later', /^Delete/)
    const dialog = page.getByRole('dialog', { name: 'Delete “Later”' })
    await expect(dialog).toContainText('Completed tasks in it go along.')
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })

  test('that is empty needs no question, and undo brings it back', async () => {
    const { page, pick, title } = await openBoard()
    await pick('Later', /^Delete/)
    await expect(title('Later')).toHaveCount(0)
    await page.locator('.notices').getByRole('button', { name: 'Undo' }).click()
    await expect(title('Later')).toBeVisible()
  })

  test('is not possible for the first one, and its menu says why', async () => {
    const { page, asked } = await openBoard()
    await page.getByRole('button', { name: 'Actions for “Inbox”' }).click()
    const item = page.getByRole('menuitem', { name: /^Delete/ })
    await expect(item).toContainText('new tasks arrive in it')
    await item.press('Enter')
    expect(asked('stages.delete')).toEqual([])
  })
})

describe('the colour of a stage', () => {
  test('is seen while it is chosen, sent when it is applied, and remembered', async () => {
    const { page, stage, pick, asked } = await openBoard({ answers: { 'settings.change': () => settings() } })
    await pick('Later', /^Change colour/)
    await page.getByLabel('Hex').fill('#c9a5f0')
    await expect(stage('Later')).toHaveCSS('--stage', '#C9A5F0')
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(() => expect(asked('stages.update')).toMatchObject([{ id: 3, color: 'C9A5F0' }])).toPass()
    await expect(() => expect(JSON.stringify(asked('settings.change'))).toContain('C9A5F0')).toPass()
  })

  test('is the old one again where Esc is pressed', async () => {
    const { page, stage, pick, asked } = await openBoard()
    await pick('Later', /^Change colour/)
    await page.getByLabel('Hex').fill('#c9a5f0')
    await page.keyboard.press('Escape')
    await expect(stage('Later')).toHaveCSS('--stage', '#75D900')
    expect(asked('stages.update')).toEqual([])
  })
})

test('where the portal lets nobody change stages their menus say so, and no button adds one', async () => {
  const { page, pick } = await openBoard({ answers: { 'stages.update': failing(refused) } })
  await pick('Later', /^Move left/)
  await expect(page.getByRole('button', { name: 'Add a stage', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Actions for “Later”' }).click()
  await expect(page.getByRole('menuitem', { name: /^Rename/ })).toContainText(
    'does not let you change the stages',
  )
})

test.each(['This week', 'Fourth', 'Fifth'])(
  'the form for a new stage behind “%s” is whole in sight, clear of the faded edge',
  async (name) => {
    const more = [4, 5].map((id) => ({ id, title: id === 4 ? 'Fourth' : 'Fifth', color: '00C4FB' }))
    const { page, title } = await openBoard({
      from: { ...plan, stages: [inbox, week, later, ...more] },
      viewport: { width: 1280, height: 800 },
    })
    await title(name).focus()
    await page.keyboard.press('Control+N')
    const form = page.getByRole('form', { name: /^Add a stage after/ })
    const board = page.locator('[data-board]')
    await expect(async () => {
      const [box, around] = [await form.boundingBox(), await board.boundingBox()]
      expect(box?.x).toBeGreaterThanOrEqual(around?.x ?? 0)
      const right = (around?.x ?? 0) + (around?.width ?? 0)
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(right - 20)
    }).toPass()
  },
)
