import { describe, expect, test } from 'vitest'
import type { Plan, TasksOutcome } from '../../../../electron/model.ts'
import { deferred } from '../../../support/deferred.ts'
import { inbox, later, names, opened, plan, task, tasksIn, titles, week } from '../fixtures.ts'

const many = (count: number, stageId: number) =>
  Array.from({ length: count }, (_, at) => task(1_000 + at, stageId))
const full: Plan = { ...plan, tasks: many(50, 2) }

describe('before a write', () => {
  test('a fresh answer is trusted', async () => {
    const { board, main } = await opened()
    await board.rename(2, 'Next week')
    expect(names(main)).toEqual(['stages.update'])
  })

  test('an older one is read again, and what was changed elsewhere is merged and told', async () => {
    const { board, main, portal, clock } = await opened()
    portal.stages = [inbox, later, { ...week, color: 'FF5752' }]
    clock.ms = 6_000
    await board.rename(2, 'Next week')
    expect(names(main)).toEqual(['stages.list', 'stages.update'])
    expect(main.asked[1]?.[1]).toMatchObject({ title: 'Next week', color: 'FF5752', afterId: 3 })
    expect(board.notice).toEqual({
      kind: 'elsewhere',
      found: [
        { stageId: 2, kind: 'recolored', name: 'This week', now: '' },
        { stageId: 3, kind: 'reordered', name: 'Later', now: '' },
      ],
    })
  })

  test('a stage that was deleted elsewhere is not written, and can be made again', async () => {
    const { board, main, portal, clock } = await opened()
    portal.stages = [inbox, later]
    portal.tasks = []
    clock.ms = 6_000
    await board.place(2, 3)
    expect(names(main)).not.toContain('stages.update')
    expect(titles(board)).toEqual(['Inbox', 'Later'])
    const [conflict] = board.conflicts
    if (conflict) await board.choose(conflict, 'mine')
    expect(portal.stages).toMatchObject([inbox, later, { title: 'This week', color: week.color }])
    expect(board.conflicts).toEqual([])
  })
})

describe('a board that was kept on disk', () => {
  test('is shown until the portal answers', async () => {
    const reading = deferred<Plan>()
    const { board } = await openedUnread(() => reading.promise)
    await board.reading.recall()
    const refreshing = board.refresh()
    expect(board.state).toBe('ready')
    expect(board.reading.isKept).toBe(true)
    reading.resolve({ ...plan, stages: [inbox] })
    await refreshing
    expect(board.reading.isKept).toBe(false)
    expect(titles(board)).toEqual(['Inbox'])
  })

  test('cannot be changed while the portal is out of reach', async () => {
    const { board, main } = await openedUnread(() => {
      throw { code: 'offline' }
    })
    await board.reading.recall()
    await board.refresh()
    await board.rename(2, 'Next week')
    expect(names(main)).not.toContain('stages.update')
    expect(titles(board)).toEqual(['Inbox', 'This week', 'Later'])
    expect(board.refusals).toMatchObject([{ problem: { code: 'offline' }, name: 'This week' }])
  })
})

describe('a stage with many tasks', () => {
  test('is emptied in parts, with the progress told, and then deleted', async () => {
    const seen: (number | undefined)[] = []
    const { board, portal } = await opened(
      {
        'tasks.move': ({ taskIds, stageId }) => {
          seen.push(board.writes.progress?.done)
          portal.tasks = portal.tasks.map((it) => (taskIds.includes(it.id) ? { ...it, stageId } : it))
          return { done: taskIds, refused: [] }
        },
      },
      full,
    )
    await board.remove(2, 3)
    expect(seen).toEqual([undefined, 20, 40])
    expect(titles(board)).toEqual(['Inbox', 'Later'])
    expect(portal.tasks.every(({ stageId }) => stageId === 3)).toBe(true)
    expect(board.writes.progress).toBeNull()
    expect(board.history.undoable?.label).toEqual({ kind: 'delete', name: 'This week', count: 50 })
  })

  const stopping = async () => {
    const all = await opened(
      {
        'tasks.move': ({ taskIds, stageId }): TasksOutcome => {
          const { portal, board } = all
          portal.tasks = portal.tasks.map((it) => (taskIds.includes(it.id) ? { ...it, stageId } : it))
          if (board.writes.progress?.done === 20) board.writes.stop()
          return { done: taskIds, refused: [] }
        },
      },
      full,
    )
    await all.board.remove(2, 3)
    return all
  }

  test('that was stopped half-way stays with the rest, and says so', async () => {
    const { board } = await stopping()
    expect(board.writes.halted).toMatchObject({ wasStopped: true, label: { name: 'This week' } })
    expect(tasksIn(board, 2)).toHaveLength(10)
    expect(tasksIn(board, 3)).toHaveLength(40)
  })

  test('that was stopped can be gone on with, and undone as one', async () => {
    const { board, portal } = await stopping()
    await board.writes.resume()
    expect(titles(board)).toEqual(['Inbox', 'Later'])
    await board.undo()
    expect(titles(board)).toEqual(['Inbox', 'This week', 'Later'])
    const again = portal.stages[1]?.id
    expect(portal.tasks.every(({ stageId }) => stageId === again)).toBe(true)
    expect(board.history.undoable).toBeNull()
  })

  test('that was stopped can be taken back', async () => {
    const { board, portal } = await stopping()
    await board.undo()
    expect(portal.tasks.every(({ stageId }) => stageId === 2)).toBe(true)
    expect(board.writes.halted).toBeNull()
  })

  test('of which one task is refused is not deleted', async () => {
    const { board, main } = await opened(
      {
        'tasks.move': ({ taskIds }) => ({
          done: taskIds.slice(1),
          refused: [{ taskId: taskIds[0] ?? 0, problem: { code: 'access-denied' } }],
        }),
      },
      { ...plan, tasks: many(2, 2) },
    )
    await board.remove(2, 3)
    expect(names(main)).not.toContain('stages.delete')
    expect(board.writes.halted).toMatchObject({ wasStopped: false })
    expect(board.refusals).toMatchObject([{ name: 'Task 1000', place: 'This week' }])
  })
})

test('a task that is refused among many stays, and the others go', async () => {
  const { board } = await opened({
    'tasks.move': () => ({ done: [12], refused: [{ taskId: 11, problem: { code: 'move-not-verified' } }] }),
  })
  await board.move([11, 12], 3)
  expect(tasksIn(board, 1)).toEqual([11])
  expect(tasksIn(board, 3)).toEqual([12])
  expect(board.refusals).toMatchObject([{ name: 'Task 11', place: 'Inbox' }])
  expect(board.history.undoable?.steps).toHaveLength(1)
})

test('a refusal for want of rights fixes the stages of the board', async () => {
  const { board } = await opened({
    'stages.update': () => {
      throw { code: 'access-denied' }
    },
  })
  await board.rename(2, 'Next week')
  expect(board.isFixed).toBe(true)
})

async function openedUnread(answer: () => Plan | Promise<Plan>) {
  const { Board } = await import('../../../../renderer/plan/model/board.svelte.ts')
  const { createBridge } = await import('../../../../renderer/shared/bridge.ts')
  const { fakeTransport } = await import('../../../support/fake-transport.ts')
  const main = fakeTransport({ 'plan.last': () => plan, 'plan.get': answer })
  return { main, board: new Board(createBridge(main)) }
}
