import { describe, expect, test } from 'vitest'
import type { Board } from '../../../../renderer/plan/model/board.svelte.ts'
import { inbox, later, names, opened, plan, task, tasksIn, titles, week } from '../fixtures.ts'

describe('undo takes back, redo does again', () => {
  const cases: [what: string, act: (board: Board) => Promise<unknown>][] = [
    ['a new name', (board) => board.rename(2, 'Next week')],
    ['a new colour', (board) => board.recolor(2, 'FFFFFF')],
    [
      'new colours for all',
      (board) => board.recolorAll([1, 2, 3].map((id) => ({ id, color: `00000${id}` }))),
    ],
    ['a new place', (board) => board.place(3, 0)],
    ['a move of tasks from several stages', (board) => board.move([11, 21], 3)],
    ['completed tasks', (board) => board.complete([11, 12])],
    ['a place above another task', (board) => board.order(12, 1, { before: 11 })],
    ['a place at the end', (board) => board.order(11, 1, { after: 12 })],
    ['a started task', (board) => board.act(11, 'start')],
    ['a task that was put off', (board) => board.act(11, 'defer')],
  ]
  test.each(cases)('%s', async (_what, act) => {
    const { board, portal } = await opened()
    const before = structuredClone(portal)
    await act(board)
    const after = structuredClone(portal)
    expect(after).not.toEqual(before)
    await board.undo()
    expect(portal).toEqual(before)
    await board.redo()
    expect(portal).toEqual(after)
    expect(board.refusals).toEqual([])
  })

  test('an added stage goes, and comes back with another number', async () => {
    const { board, portal } = await opened()
    board.add('Waiting', 'FFAB00', 1)
    await Promise.all([board.undo(), board.undo()])
    expect(portal.stages).toEqual(plan.stages)
    await board.redo()
    expect(titles(board)).toEqual(['Inbox', 'Waiting', 'This week', 'Later'])
    expect(portal.stages.map(({ title }) => title)).toEqual(titles(board))
  })

  test('a deleted stage is made again with title, colour, place and tasks, the completed ones too', async () => {
    const closed = task(22, 2, { isCompleted: true })
    const { board, portal } = await opened({}, { ...plan, tasks: [...plan.tasks, closed] })
    await board.remove(2, 3)
    expect(portal.tasks.filter(({ stageId }) => stageId === 3).map(({ id }) => id)).toEqual([21, 22])
    await board.undo()
    const made = portal.stages[1]
    expect(portal.stages).toEqual([inbox, { ...week, id: made?.id }, later])
    expect(portal.tasks.filter(({ stageId }) => stageId === made?.id).map(({ id }) => id)).toEqual([21, 22])
  })

  test('what was done to a stage before it was deleted can still be undone after it was made again', async () => {
    const { board } = await opened()
    await board.rename(2, 'Next week')
    await board.remove(2, 3)
    await board.undo()
    expect(titles(board)).toEqual(['Inbox', 'Next week', 'Later'])
    await board.undo()
    expect(titles(board)).toEqual(['Inbox', 'This week', 'Later'])
    expect(board.history.undoable).toBeNull()
  })
})

test('something new makes what was undone unreachable', async () => {
  const { board } = await opened()
  await board.rename(2, 'Next week')
  await board.undo()
  expect(board.history.redoable?.label).toEqual({ kind: 'rename', name: 'This week' })
  await board.recolor(1, 'FFFFFF')
  expect(board.history.redoable).toBeNull()
})

test('what was refused is nothing to undo', async () => {
  const { board } = await opened({
    'stages.update': () => {
      throw { code: 'access-denied' }
    },
  })
  await board.rename(2, 'Next week')
  expect(board.history.undoable).toBeNull()
})

describe('what was changed elsewhere meanwhile is left alone and told', () => {
  test('a name', async () => {
    const { board, portal, main, clock } = await opened()
    await board.rename(2, 'Next week')
    portal.stages = [inbox, { ...week, title: 'Theirs' }, later]
    clock.ms = 6_000
    main.asked.length = 0
    await board.undo()
    expect(names(main)).toEqual(['stages.list'])
    expect(board.notice).toEqual({ kind: 'lost', label: { kind: 'rename', name: 'This week' }, isAll: true })
    expect(titles(board)).toEqual(['Inbox', 'Theirs', 'Later'])
    expect(board.history.undoable).toBeNull()
  })

  test('one of several tasks', async () => {
    const { board, portal } = await opened()
    await board.move([11, 12], 3)
    portal.tasks = portal.tasks.map((it) => (it.id === 12 ? { ...it, stageId: 2 } : it))
    await board.refresh()
    await board.undo()
    expect(tasksIn(board, 1)).toEqual([11])
    expect(tasksIn(board, 2)).toEqual([12, 21])
  })

  test('an added stage that holds tasks by now', async () => {
    const { board, portal } = await opened()
    board.add('Waiting', 'FFAB00', 1)
    await board.rename(3, 'Some day')
    await board.undo()
    portal.tasks = [...portal.tasks, task(31, portal.stages[1]?.id ?? 0)]
    await board.refresh()
    await board.undo()
    expect(titles(board)).toEqual(['Inbox', 'Waiting', 'This week', 'Later'])
    expect(board.notice).toMatchObject({ kind: 'lost', isAll: true })
  })
})

test('while the portal is out of reach an undo is refused and stays on the list', async () => {
  let isOnline = true
  const { board } = await opened({
    'plan.get': () => {
      if (isOnline) return plan
      throw { code: 'offline' }
    },
  })
  await board.rename(2, 'Next week')
  isOnline = false
  await board.refresh()
  await board.undo()
  expect(board.refusals).toMatchObject([{ problem: { code: 'offline' } }])
  expect(board.history.undoable?.label.kind).toBe('rename')
})
