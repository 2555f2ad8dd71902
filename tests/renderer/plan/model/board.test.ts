import { describe, expect, test, vi } from 'vitest'
import type { Plan, Problem, Stage, TasksOutcome } from '../../../../electron/model.ts'
import { Board, myPlan } from '../../../../renderer/plan/model/board.svelte.ts'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { fakeTransport } from '../../../support/fake-transport.ts'
import { inbox, later, names, opened, plan, refused, task, tasksIn, titles, week } from '../fixtures.ts'

const board1 = { board: myPlan }
const allDone = ({ taskIds }: { taskIds: number[] }): TasksOutcome => ({ done: taskIds, refused: [] })

/** An answer that is given when the test says so. */
function held<T>() {
  let give: (value: T) => void = () => undefined
  let fail: (problem: Problem) => void = () => undefined
  const answer = new Promise<T>((resolve, reject) => {
    give = resolve
    fail = reject
  })
  return { answer, give, fail }
}

describe('reading', () => {
  test('a board is loading until the portal has answered', async () => {
    const board = new Board(createBridge(fakeTransport({ 'plan.get': () => plan })))
    expect(board.state).toBe('loading')
    await board.refresh()
    expect(board.state).toBe('ready')
    expect(titles(board)).toEqual(['Inbox', 'This week', 'Later'])
    expect(tasksIn(board, 1)).toEqual([11, 12])
  })

  test('a failed first reading says why, and can be tried again', async () => {
    let isOnline = false
    const answer = () => {
      if (!isOnline) throw { code: 'offline' } satisfies Problem
      return plan
    }
    const board = new Board(createBridge(fakeTransport({ 'plan.get': answer })))
    await board.refresh()
    expect(board.state).toBe('failed')
    expect(board.reading.problem).toEqual({ code: 'offline' })
    isOnline = true
    await board.refresh()
    expect(board.state).toBe('ready')
    expect(board.reading.problem).toBeNull()
  })

  test('a failed refresh keeps what is shown', async () => {
    let count = 0
    const { board } = await opened({
      'plan.get': () => {
        if (count++ > 0) throw { code: 'host-silent' } satisfies Problem
        return plan
      },
    })
    await board.refresh()
    expect(board.state).toBe('ready')
    expect(board.reading.problem).toEqual({ code: 'host-silent' })
    expect(titles(board)).toEqual(['Inbox', 'This week', 'Later'])
  })

  test('of a board that has not changed nothing becomes another object, only the moment is later', async () => {
    const { main, board } = await opened({
      'plan.get': ({ known }) =>
        known === plan.asOf ? { isUnchanged: true, asOf: '2026-11-23T09:05:00Z' } : plan,
    })
    const { plan: shown } = board.reading
    await board.refresh()
    expect(board.reading.asOf).toBe('2026-11-23T09:05:00Z')
    expect(board.reading.plan).toBe(shown)
    expect(main.asked).toMatchObject([['plan.get', { known: plan.asOf }]])
  })

  test('a board with a change of its own is not known to be what the portal has', async () => {
    const { main, board } = await opened({ 'tasks.move': allDone })
    await board.move([11], 3)
    await board.refresh()
    expect(main.asked.at(-1)).toEqual(['plan.get', { ...board1, completed: false, whole: false }])
  })

  test('two refreshes at once ask the portal once', async () => {
    const { main, board } = await opened({})
    await Promise.all([board.refresh(), board.refresh()])
    expect(names(main)).toEqual(['plan.get'])
  })

  test('a task of an unknown stage is left out rather than breaking the board', async () => {
    const { board } = await opened({ 'plan.get': () => ({ ...plan, tasks: [task(91, 9), task(11, 1)] }) })
    expect(board.columns.flatMap((column) => column.tasks.map((it) => it.id))).toEqual([11])
  })
})

describe('moving a task', () => {
  test('shows at once, on top of its new stage', async () => {
    const portal = held<TasksOutcome>()
    const { main, board } = await opened({ 'tasks.move': () => portal.answer })
    const moving = board.move([11], 2)
    expect(tasksIn(board, 1)).toEqual([12])
    expect(tasksIn(board, 2)).toEqual([11, 21])
    expect(board.isSaving).toBe(true)
    portal.give({ done: [11], refused: [] })
    await moving
    expect(board.isSaving).toBe(false)
    expect(tasksIn(board, 2)).toEqual([11, 21])
    expect(main.asked).toEqual([['tasks.move', { ...board1, taskIds: [11], stageId: 2 }]])
  })

  test('is put back, with the reason, if the portal refuses', async () => {
    const { board } = await opened({
      'tasks.move': () => {
        throw refused
      },
    })
    await board.move([11], 2)
    expect(tasksIn(board, 1)).toEqual([11, 12])
    expect(board.refusals).toMatchObject([{ problem: refused, name: 'Task 11', place: 'Inbox' }])
  })

  test('to the stage it is in asks nothing', async () => {
    const { main, board } = await opened({})
    await board.move([11], 1)
    expect(main.asked).toEqual([])
  })
})

describe('a refresh', () => {
  test('keeps a move that is on its way', async () => {
    const portal = held<TasksOutcome>()
    const { board } = await opened({ 'tasks.move': () => portal.answer })
    const moving = board.move([11], 2)
    await board.refresh()
    expect(tasksIn(board, 2)).toEqual([11, 21])
    portal.give({ done: [11], refused: [] })
    await moving
  })

  test('does not take back what was saved while it was reading', async () => {
    const reading = held<Plan>()
    let count = 0
    const { board } = await opened({
      'plan.get': () => (count++ === 0 ? plan : reading.answer),
      'tasks.move': allDone,
    })
    const refreshing = board.refresh()
    await board.move([11], 2)
    reading.give(plan)
    await refreshing
    expect(tasksIn(board, 2)).toEqual([11, 21])
  })

  test('brings what was changed elsewhere, and keeps our unsaved name on it', async () => {
    const saving = held<Stage>()
    let current = plan
    const { board } = await opened({ 'plan.get': () => current, 'stages.update': () => saving.answer })
    const renaming = board.rename(2, 'Next week')
    current = { ...plan, stages: [inbox, { ...week, color: 'FF5752' }, later] }
    await board.refresh()
    expect(board.columns[1]?.stage).toEqual({ id: 2, title: 'Next week', color: 'FF5752' })
    saving.give({ ...week, title: 'Next week', color: 'FF5752' })
    await renaming
  })

  test('follows a refusal, so that the board shows what the portal has', async () => {
    let current = plan
    const { main, board } = await opened({
      'plan.get': () => current,
      'stages.delete': () => {
        throw { code: 'not-found' } satisfies Problem
      },
    })
    current = { ...plan, stages: [inbox, week] }
    await board.remove(3)
    await board.refresh()
    expect(names(main).slice(0, 2)).toEqual(['stages.delete', 'plan.get'])
    expect(titles(board)).toEqual(['Inbox', 'This week'])
  })
})

describe('stages', () => {
  test('a failed save puts the stage back', async () => {
    const { board } = await opened({
      'stages.update': () => {
        throw refused
      },
    })
    const renaming = board.rename(2, 'Next week')
    expect(titles(board)).toEqual(['Inbox', 'Next week', 'Later'])
    await renaming
    expect(titles(board)).toEqual(['Inbox', 'This week', 'Later'])
    expect(board.refusals).toMatchObject([{ problem: refused, name: 'This week' }])
  })

  test('every save names the stage before it, and all of its fields', async () => {
    const { main, board } = await opened()
    await board.rename(2, '  Next week ')
    await board.recolor(1, 'FFFFFF')
    expect(main.asked).toEqual([
      ['stages.update', { ...board1, id: 2, title: 'Next week', color: '47D1E2', afterId: 1 }],
      ['stages.update', { ...board1, id: 1, title: 'Inbox', color: 'FFFFFF', afterId: 0 }],
    ])
  })

  test('two writes go one after the other, the second with the outcome of the first', async () => {
    const first = held<Stage>()
    let count = 0
    const { main, board } = await opened({
      'stages.update': (input) => (count++ === 0 ? first.answer : input),
    })
    const both = [board.rename(2, 'Next week'), board.recolor(2, 'FFFFFF')]
    expect(board.columns[1]?.stage).toEqual({ id: 2, title: 'Next week', color: 'FFFFFF' })
    await vi.waitFor(() => expect(main.asked).toHaveLength(1))
    first.give({ ...week, title: 'Next week' })
    await Promise.all(both)
    expect(main.asked[1]).toEqual([
      'stages.update',
      { ...board1, id: 2, title: 'Next week', color: 'FFFFFF', afterId: 1 },
    ])
  })

  test('after a refusal the writes behind it still go', async () => {
    const { main, board } = await opened({
      'stages.update': () => {
        throw refused
      },
      'tasks.move': allDone,
    })
    await Promise.all([board.rename(2, 'Next week'), board.move([11], 2)])
    expect(names(main).filter((name) => name !== 'plan.get')).toEqual(['stages.update', 'tasks.move'])
    expect(tasksIn(board, 2)).toEqual([11, 21])
  })

  test.each(['', '   ', '\n\t', 'This week', ' This week '])('the name %j changes nothing', async (title) => {
    const { main, board } = await opened()
    await board.rename(2, title)
    expect(main.asked).toEqual([])
  })

  test('a new stage is shown where it was added and keeps its column when the portal numbers it', async () => {
    const portal = held<Stage>()
    const { main, board } = await opened({ 'stages.add': () => portal.answer })
    const key = board.add('Waiting', 'FFAB00', 1)
    expect(titles(board)).toEqual(['Inbox', 'Waiting', 'This week', 'Later'])
    const moving = board.move([11], key)
    expect(board.columns[1]?.tasks.map((it) => it.id)).toEqual([11])
    portal.give({ id: 7, title: 'Waiting', color: 'FFAB00' })
    await moving
    expect(board.columns[1]).toMatchObject({ key, stage: { id: 7 }, tasks: [{ id: 11 }] })
    expect(main.asked).toEqual([
      ['stages.add', { ...board1, title: 'Waiting', color: 'FFAB00', afterId: 1 }],
      ['tasks.move', { ...board1, taskIds: [11], stageId: 7 }],
    ])
  })

  test('a stage that was not added takes along what needed it', async () => {
    const { main, board } = await opened({
      'stages.add': () => {
        throw refused
      },
    })
    const key = board.add('Waiting', 'FFAB00', 1)
    await board.move([11], key)
    expect(names(main)).not.toContain('tasks.move')
    expect(tasksIn(board, 1)).toEqual([11, 12])
    expect(board.refusals).toMatchObject([{ name: 'Waiting' }])
  })

  test('the first stage is never deleted', async () => {
    const { main, board } = await opened()
    await board.remove(1, 2)
    expect(main.asked).toEqual([])
  })

  test('an empty stage is deleted', async () => {
    const { main, board } = await opened()
    await board.remove(3)
    expect(titles(board)).toEqual(['Inbox', 'This week'])
    expect(main.asked).toEqual([['stages.delete', { ...board1, id: 3 }]])
  })

  test('a stage that still holds tasks on the portal comes back', async () => {
    const { board } = await opened({
      'stages.delete': () => {
        throw { code: 'stage-not-empty' } satisfies Problem
      },
    })
    await board.remove(3)
    expect(titles(board)).toEqual(['Inbox', 'This week', 'Later'])
    expect(board.refusals).toMatchObject([{ name: 'Later', problem: { code: 'stage-not-empty' } }])
  })

  test('a refusal can be taken off the screen', async () => {
    const { board } = await opened({
      'stages.delete': () => {
        throw refused
      },
    })
    await board.remove(3)
    const [refusal] = board.refusals
    if (refusal) board.dismiss(refusal)
    expect(board.refusals).toEqual([])
  })
})
