import { describe, test } from 'vitest'
import { expect } from '../../../support/windows/window.ts'
import { failing, plan, task } from '../fixtures.ts'
import { openBoard } from '../open-board.ts'

describe('selected tasks', () => {
  test('are chosen by Space, counted in a bar, and completed together', async () => {
    const { page, card, asked } = await openBoard()
    await card(11).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    const bar = page.getByRole('toolbar', { name: '2 tasks selected' })
    await bar.getByRole('button', { name: 'Complete' }).click()
    await expect(card(11)).toHaveCount(0)
    expect(asked('tasks.complete')).toMatchObject([{ taskIds: [11, 12], completed: true }])
    await expect(page.getByRole('toolbar')).toHaveCount(0)
  })

  test('are moved together by the menu of the bar', async () => {
    const { page, stage, card, asked } = await openBoard()
    await card(11).click({ modifiers: ['ControlOrMeta'] })
    await card(12).click({ modifiers: ['ControlOrMeta'] })
    await page.getByRole('toolbar').getByRole('button', { name: 'Move to…' }).click()
    await page.getByRole('menuitem', { name: 'Later' }).click()
    await expect(stage('Later').locator('[data-task]')).toHaveCount(2)
    expect(asked('tasks.move')).toMatchObject([{ taskIds: [11, 12], stageId: 3 }])
  })

  test('reach from one to another by Shift and a click', async () => {
    const tasks = [11, 12, 13, 14].map((id) => task(id, 1))
    const { page, card } = await openBoard({ from: { ...plan, tasks } })
    await card(11).click({ modifiers: ['ControlOrMeta'] })
    await card(13).click({ modifiers: ['Shift'] })
    await expect(page.getByRole('toolbar', { name: '3 tasks selected' })).toBeVisible()
  })

  test('of a stage are all chosen by Ctrl+A, and let go by Esc', async () => {
    const { page, card, spoken } = await openBoard()
    await card(11).focus()
    await page.keyboard.press('Control+a')
    await expect(page.getByRole('toolbar', { name: '2 tasks selected' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(spoken).toHaveText('Nothing is selected')
    await expect(page.getByRole('toolbar')).toHaveCount(0)
  })

  test('can be taken back by the check box of a card, which says what it selects', async () => {
    const { page, card } = await openBoard()
    await card(12).hover()
    const box = page.getByRole('checkbox', { name: 'Select “Task 12”' })
    await box.check()
    await expect(page.getByRole('toolbar', { name: '1 task selected' })).toBeVisible()
    await box.uncheck()
    await expect(page.getByRole('toolbar')).toHaveCount(0)
  })

  test('that are gone after the next reading are selected no more', async () => {
    const { page, portal, card } = await openBoard()
    await card(11).focus()
    await page.keyboard.press('Control+a')
    portal.tasks = portal.tasks.filter(({ id }) => id !== 12)
    await page.keyboard.press('F5')
    await expect(page.getByRole('toolbar', { name: '1 task selected' })).toBeVisible()
  })
})

describe('keys on a card', () => {
  test('lead to the cards around it, and to the title above', async () => {
    const { page, card, title } = await openBoard()
    await card(11).focus()
    await page.keyboard.press('ArrowDown')
    await expect(card(12)).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(card(21)).toBeFocused()
    await page.keyboard.press('Home')
    await expect(title('This week')).toBeFocused()
    await page.keyboard.press('End')
    await expect(card(21)).toBeFocused()
  })

  test('take it to the next stage with the focus, and say where there is none', async () => {
    const { page, stage, card, spoken } = await openBoard()
    await card(21).focus()
    await page.keyboard.press('Control+Shift+ArrowRight')
    await expect(stage('Later').locator('[data-task="21"] [data-stop]')).toBeFocused()
    await expect(spoken).toHaveText('Moved “Task 21” to “Later”')
    await page.keyboard.press('Control+Shift+ArrowRight')
    await expect(spoken).toHaveText('There is no stage further that way')
  })

  test('complete it, and the focus goes to the next one', async () => {
    const { page, card, spoken } = await openBoard()
    await card(11).focus()
    await page.keyboard.press('Control+Enter')
    await expect(card(11)).toHaveCount(0)
    await expect(card(12)).toBeFocused()
    await expect(spoken).toHaveText('Completed')
  })

  test('say that there is no order by hand where the portal keeps none', async () => {
    const { page, card, spoken, asked } = await openBoard()
    await card(12).focus()
    await page.keyboard.press('Control+Shift+ArrowUp')
    await expect(spoken).not.toHaveText('')
    expect(asked('tasks.place')).toEqual([])
  })
})

describe('the menu of a card', () => {
  const open = async (board: Awaited<ReturnType<typeof openBoard>>, id: number) => {
    await board.card(id).click({ button: 'right' })
    return board.page.getByRole('menu')
  }

  test('asks what the portal allows, and says what it does not', async () => {
    const rights = {
      start: true,
      pause: true,
      defer: true,
      complete: false,
      renew: true,
      approve: true,
      disapprove: true,
      edit: true,
      remove: true,
      deadline: true,
      responsible: true,
      result: true,
      hasResult: true,
    }
    const board = await openBoard({ answers: { 'tasks.rights': () => rights } })
    const menu = await open(board, 11)
    const complete = menu.getByRole('menuitem', { name: /^Complete/ })
    await expect(complete).toHaveAttribute('aria-disabled', 'true')
    await expect(complete).toContainText('The portal does not let you do this')
    await expect(menu.getByRole('menuitem', { name: 'Start' })).not.toHaveAttribute('aria-disabled', 'true')
  })

  test('allows everything where the portal does not tell', async () => {
    const board = await openBoard({ answers: { 'tasks.rights': failing({ code: 'offline' }) } })
    const menu = await open(board, 11)
    await menu.getByRole('menuitem', { name: 'Put off' }).click()
    await expect(board.page.locator('[data-task="11"]')).toContainText('Put off')
  })

  test('has the stage that the task is in, as one that it cannot go to', async () => {
    const board = await openBoard()
    const menu = await open(board, 21)
    await expect(menu.getByRole('menuitem', { name: /^This week/ })).toContainText('It is here')
    await menu.getByRole('menuitem', { name: 'Inbox' }).click()
    await expect(board.stage('Inbox').locator('[data-task="21"]')).toBeVisible()
  })

  test('opens the task in the browser; why it could not is said', async () => {
    const board = await openBoard({ answers: { 'tasks.open': failing({ code: 'signed-out' }) } })
    const menu = await open(board, 11)
    await menu.getByRole('menuitem', { name: /^Open in the browser/ }).click()
    await expect(board.page.locator('.notices')).toContainText('The task could not be opened.')
    expect(board.asked('tasks.open')).toEqual([{ taskId: 11 }])
  })

  test('leads by arrow keys around, and by the first letter', async () => {
    const board = await openBoard()
    const menu = await open(board, 11)
    await board.page.keyboard.press('End')
    await expect(menu.getByRole('menuitem', { name: 'Later' })).toBeFocused()
    await board.page.keyboard.press('ArrowDown')
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
  })
})

describe('what a card tells', () => {
  const moment = (days: number, hour: number) => {
    const date = new Date()
    date.setDate(date.getDate() + days)
    date.setHours(hour, 0, 0, 0)
    return date.toISOString()
  }

  test('is its deadline, its priority and whose it is', async () => {
    const full = task(11, 1, {
      deadline: moment(1, 15),
      priority: 'high',
      tags: ['отчёт', 'q4'],
      project: { id: 7, name: 'Website' },
      responsible: { id: 5, name: 'Борис Смирнов' },
    })
    const { page } = await openBoard({ from: { ...plan, tasks: [full] } })
    const shown = page.locator('[data-task="11"]')
    await expect(shown).toContainText('Due Tomorrow, ')
    for (const words of ['High priority', 'Website', 'Борис Смирнов', '#отчёт #q4']) {
      await expect(shown).toContainText(words)
    }
  })

  test('is that it is overdue, and a deadline that is no moment is left out', async () => {
    const tasks = [
      task(11, 1, { deadline: moment(-2, 9) }),
      task(12, 1, { deadline: 'some day', title: '<i>odd</i>' }),
    ]
    const { page } = await openBoard({ from: { ...plan, tasks } })
    await expect(page.locator('[data-task="11"]')).toContainText('Overdue: ')
    await expect(page.locator('[data-task="12"]')).not.toContainText('Due')
    await expect(page.locator('[data-task="12"]')).toContainText('<i>odd</i>')
  })

  test('is shown completed on demand, and kept for the next time', async () => {
    const done = task(31, 3, { isCompleted: true, state: 'completed' })
    const { page, card, asked } = await openBoard({ from: { ...plan, tasks: [...plan.tasks, done] } })
    await page.getByRole('button', { name: 'View' }).click()
    await page.getByRole('menuitem', { name: 'Show completed' }).click()
    await expect(card(31)).toBeVisible()
    await expect(() =>
      expect(asked('board-preferences.keep')).toMatchObject([{ preferences: { showsCompleted: true } }]),
    ).toPass()
    await page.getByRole('button', { name: 'Reopen “Task 31”' }).click()
    expect(asked('tasks.complete')).toMatchObject([{ taskIds: [31], completed: false }])
  })
})
