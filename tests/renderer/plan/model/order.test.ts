import { describe, expect, test } from 'vitest'
import { failing, opened, plan, task, tasksIn } from '../fixtures.ts'

describe('a task that is put between two others', () => {
  test('stands there at once, and after the next reading', async () => {
    const { board, main } = await opened()
    const sending = board.order(21, 1, { before: 12 })
    expect(tasksIn(board, 1)).toEqual([11, 21, 12])
    await sending
    await board.refresh()
    expect(tasksIn(board, 1)).toEqual([11, 21, 12])
    expect(main.asked.filter(([name]) => name === 'tasks.place')).toEqual([
      ['tasks.place', { taskId: 21, stageId: 1, beside: { before: 12 } }],
    ])
  })

  test.each([
    ['in another stage is called a move', 1, { before: 12 }, { kind: 'move', place: 'Inbox' }],
    ['in its own is called its place', 2, { after: 22 }, { kind: 'place' }],
  ] as const)('and undone: one %s', async (_what, stageId, beside, label) => {
    const { board } = await opened({}, { ...plan, tasks: [...plan.tasks, task(22, 2)] })
    await board.order(21, stageId, beside)
    expect(board.history.undoable?.label).toMatchObject({ name: 'Task 21', ...label })
  })

  test('goes back, with the reason, where the portal keeps no such order', async () => {
    const { board } = await opened({ 'tasks.place': failing({ code: 'order-not-kept' }) })
    await board.order(12, 1, { before: 11 })
    expect(tasksIn(board, 1)).toEqual([11, 12])
    expect(board.refusals.map(({ name, problem }) => [name, problem.code])).toEqual([
      ['Task 12', 'order-not-kept'],
    ])
  })

  test.each([
    ['where it stands already', 11, { before: 12 }],
    ['beside itself', 11, { after: 11 }],
  ])('asks nothing when that is %s', async (_what, id, beside) => {
    const { board, main } = await opened()
    await board.order(id, 1, beside)
    expect(main.asked).toEqual([])
  })
})

describe('a task of a Scrum project', () => {
  const scrum = { ...plan, tasks: [task(11, 1, { isScrum: true }), task(12, 1), task(21, 2)] }

  test('is moved by nothing, and those beside it go', async () => {
    const { board, main } = await opened({}, scrum)
    await board.move([11, 12], 3)
    await board.order(11, 2, { before: 21 })
    expect([tasksIn(board, 1), tasksIn(board, 3)]).toEqual([[11], [12]])
    expect(main.asked.filter(([name]) => name.startsWith('tasks.'))).toEqual([
      ['tasks.move', expect.objectContaining({ taskIds: [12], stageId: 3 })],
    ])
  })
})

test('an action shows its state at once, and the one that the portal gave when it has answered', async () => {
  const { board } = await opened({ 'tasks.act': () => 'awaiting-control' })
  const sending = board.act(11, 'complete')
  const stateOf = () => board.plan?.tasks.find(({ id }) => id === 11)?.state
  expect(stateOf()).toBe('completed')
  await sending
  expect(stateOf()).toBe('awaiting-control')
})
