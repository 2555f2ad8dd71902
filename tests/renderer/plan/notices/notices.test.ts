import { describe, test } from 'vitest'
import type { Stage } from '../../../../electron/model.ts'
import { settings } from '../../../support/windows/answers.ts'
import { expect } from '../../../support/windows/window.ts'
import { failing, later, plan, refused, task } from '../fixtures.ts'
import { openBoard } from '../open-board.ts'

type Opened = Awaited<ReturnType<typeof openBoard>>

const notices = (board: Opened) => board.page.locator('.notices')

/** Changes the portal behind the board's back, and reads the board. */
async function changeElsewhere(board: Opened, change: (stages: Stage[]) => Stage[]) {
  const before = board.asked('plan.get').length
  board.portal.stages = change(board.portal.stages)
  await board.page.keyboard.press('F5')
  await expect(() => expect(board.asked('plan.get').length).toBeGreaterThan(before)).toPass()
  await expect(board.page.getByText('Refreshing…')).toHaveCount(0)
}

async function rename(board: Opened, from: string, to: string) {
  await board.title(from).press('Enter')
  await board.page.getByRole('textbox', { name: 'Name of the stage' }).fill(to)
  await board.page.keyboard.press('Enter')
}

describe('what was done', () => {
  test('to a task is undone by the button, and done again by its key', async () => {
    const board = await openBoard()
    const { page, card } = board
    await page.getByRole('button', { name: 'Complete “Task 11”' }).click()
    await expect(notices(board)).toContainText('Done: complete “Task 11”')
    await notices(board).getByRole('button', { name: 'Undo' }).click()
    await expect(card(11)).toBeVisible()
    await page.keyboard.press('Control+Shift+Z')
    await expect(card(11)).toHaveCount(0)
    await expect(board.spoken).toHaveText('Done again: complete “Task 11”')
  })

  test('is named by the buttons that undo and redo it', async () => {
    const { page, pick } = await openBoard()
    await expect(page.getByRole('button', { name: 'Nothing to undo' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await pick('Later', /^Move left/)
    await page.getByRole('button', { name: 'Undo: place of “Later”' }).click()
    await expect(page.getByRole('button', { name: 'Redo: place of “Later”' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Inbox', 'This week', 'Later'])
  })

  test('is told when there is nothing to undo', async () => {
    const { page, card, spoken } = await openBoard()
    await card(11).focus()
    await page.keyboard.press('Control+z')
    await expect(spoken).toHaveText('Nothing to undo')
  })

  test('cannot be undone where it was changed elsewhere, and that is said', async () => {
    const board = await openBoard()
    await board.pick('Later', /^Delete/)
    await expect(board.title('Later')).toHaveCount(0)
    await rename(board, 'This week', 'Mine')
    await expect(() => expect(board.asked('stages.update')).toHaveLength(1)).toPass()
    await changeElsewhere(board, (stages) =>
      stages.map((it) => (it.id === 2 ? { ...it, title: 'Theirs' } : it)),
    )
    await expect(board.title('Theirs')).toBeVisible()
    await board.page.keyboard.press('Control+z')
    await expect(notices(board)).toContainText('Could not be undone: rename “This week”.')
    await notices(board).getByRole('button', { name: 'Dismiss' }).click()
    await expect(board.title('Theirs')).toBeVisible()
  })
})

describe('what the portal refuses', () => {
  test('goes back, and of many refusals the last three are shown', async () => {
    const tasks = [11, 12, 13, 14].map((id) => task(id, 1))
    const board = await openBoard({
      from: { ...plan, tasks },
      answers: { 'tasks.complete': failing(refused) },
    })
    for (const { id } of tasks) {
      await board.page.getByRole('button', { name: `Complete “Task ${id}”` }).click()
      await expect(notices(board)).toContainText(`“Task ${id}” was not completed.`)
    }
    const list = board.page.getByRole('region', { name: 'Changes that were not saved' })
    await expect(list.getByRole('button', { name: 'Dismiss' })).toHaveCount(3)
    await list.getByRole('button', { name: 'Dismiss' }).last().click()
    await expect(list).toContainText('“Task 11” was not completed.')
    await expect(board.card(14)).toBeVisible()
  })

  test('of some tasks only is said of those, and the others arrive', async () => {
    const board = await openBoard({
      answers: {
        'tasks.move': () => ({ done: [11], refused: [{ taskId: 12, problem: refused }] }),
      },
    })
    await board.card(11).focus()
    await board.page.keyboard.press('Control+a')
    await board.page.keyboard.press('Control+Shift+ArrowRight')
    await expect(notices(board)).toContainText('“Task 12” stayed in “Inbox”.')
  })
})

describe('a stage that was changed here and elsewhere', () => {
  const changed = async () => {
    const board = await openBoard()
    await board.title('Later').press('Enter')
    await changeElsewhere(board, (stages) =>
      stages.map((it) => (it.id === 3 ? { ...it, title: 'Позже' } : it)),
    )
    await expect(board.stage('Позже')).toBeVisible()
    await board.page.getByRole('textbox', { name: 'Name of the stage' }).fill('Someday')
    await board.page.keyboard.press('Enter')
    const question = board.page.getByRole('group', { name: '“Later” was changed elsewhere, too.' })
    await expect(question).toContainText('Позже')
    await expect(question).toContainText('Someday')
    expect(board.asked('stages.update')).toEqual([])
    return { board, question }
  }

  test('shows both, and keeps mine where I say so', async () => {
    const { board, question } = await changed()
    await question.getByRole('button', { name: 'Keep mine' }).click()
    await expect(() =>
      expect(board.asked('stages.update')).toMatchObject([{ id: 3, title: 'Someday' }]),
    ).toPass()
    await expect(question).toHaveCount(0)
    await expect(board.title('Someday')).toBeFocused()
  })

  test('keeps theirs where I say so', async () => {
    const { board, question } = await changed()
    await question.getByRole('button', { name: 'Take theirs' }).click()
    await expect(board.title('Позже')).toBeFocused()
    expect(board.asked('stages.update')).toEqual([])
  })

  test('and deleted there can be made again', async () => {
    const board = await openBoard({ answers: { 'stages.update': failing({ code: 'not-found' }) } })
    await board.title('Later').waitFor()
    board.portal.stages = board.portal.stages.filter(({ id }) => id !== 3)
    await rename(board, 'Later', 'Someday')
    await expect(notices(board)).toContainText('“Later” was deleted elsewhere.')
    await notices(board).getByRole('button', { name: 'Create it again' }).click()
    await expect(() =>
      expect(board.asked('stages.add')).toMatchObject([{ title: 'Someday', color: later.color }]),
    ).toPass()
    await expect(notices(board)).not.toContainText('was deleted elsewhere')
  })

  test('and deleted there can be left so', async () => {
    const board = await openBoard({ answers: { 'stages.update': failing({ code: 'not-found' }) } })
    await board.title('Later').waitFor()
    board.portal.stages = board.portal.stages.filter(({ id }) => id !== 3)
    await rename(board, 'Later', 'Someday')
    await notices(board).getByRole('button', { name: 'Leave it deleted' }).click()
    await expect(notices(board)).not.toContainText('was deleted elsewhere')
    expect(board.asked('stages.add')).toEqual([])
  })
})

describe('a board that cannot be read', () => {
  test('says why and is asked for again', async () => {
    let isThere = false
    const board = await openBoard({
      answers: {
        'plan.last': () => null,
        'plan.get': () => {
          if (!isThere) throw { code: 'offline' }
          return plan
        },
      },
    })
    const retry = board.page.getByRole('button', { name: 'Try again' })
    await expect(retry).toBeVisible()
    isThere = true
    await retry.click()
    await expect(board.card(11)).toBeVisible()
  })

  test('is shown as it was the last time, with when that was', async () => {
    const board = await openBoard({
      answers: { 'plan.last': () => plan, 'plan.get': failing({ code: 'offline' }) },
    })
    await expect(board.card(11)).toBeVisible()
    await expect(board.page.getByText(/^Shown as of /)).toBeVisible()
    await expect(board.page.getByRole('button', { name: 'Add a stage', exact: true })).toHaveCount(0)
  })

  test('for a while, because the portal asks to wait, counts the seconds and reads it then', async () => {
    let isAsked = false
    const board = await openBoard({
      answers: {
        'plan.last': () => plan,
        'plan.get': () => {
          if (!isAsked) {
            isAsked = true
            throw { code: 'portal-busy', waitSeconds: 2 }
          }
          return { ...plan, tasks: [task(99, 1)] }
        },
      },
    })
    await expect(board.page.getByText(/The portal asks to wait \d seconds?\./)).toBeVisible()
    await expect(board.card(99)).toBeVisible()
  })

  test('in Russian says so in Russian', async () => {
    const board = await openBoard({
      answers: {
        'settings.get': () => settings({ language: 'ru', locale: 'ru' }),
        'plan.get': failing({ code: 'offline' }),
      },
    })
    await expect(board.page.getByRole('button', { name: 'Повторить' })).toBeVisible()
  })
})
