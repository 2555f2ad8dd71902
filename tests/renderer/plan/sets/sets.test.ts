import { describe, expect, test } from 'vitest'
import type { StageSet } from '../../../../electron/model.ts'
import type { Board } from '../../../../renderer/plan/model/board.svelte.ts'
import { applying, builtInSets, joinTemplates, previewOf } from '../../../../renderer/plan/sets/sets.ts'
import { Words } from '../../../../renderer/shared/words.svelte.ts'
import { inbox, names, opened, plan, refused, titles, week } from '../fixtures.ts'

const set = (...stages: [title: string, color: string][]): StageSet => ({
  version: 1,
  name: 'Test',
  stages: stages.map(([title, color]) => ({ title, color })),
})

function apply(board: Board, wanted: StageSet, targets = new Map<number, number>()) {
  const rows = previewOf(board.columns, wanted)
  const action = applying(board.columns, { name: 'Test', rows }, targets, () => board.newId())
  return action ? board.do(action) : Promise.resolve()
}

describe('the preview of a set', () => {
  test('tells which stages stay, change, come and go', async () => {
    const { board } = await opened()
    const rows = previewOf(
      board.columns,
      set(['Inbox', '00C4FB'], ['THIS WEEK', '47D1E2'], ['Waiting', 'FFAB00']),
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['stays', 'changes', 'comes', 'goes'])
    expect(rows[3]).toMatchObject({ stage: { title: 'Later' }, tasks: 0 })
  })

  test('makes the first stage, which cannot be deleted, the first of the set', async () => {
    const { board } = await opened()
    const [first] = previewOf(board.columns, set(['Monday', '00C4FB']))
    expect(first).toMatchObject({ kind: 'changes', stage: inbox, title: 'Monday' })
  })

  test('takes each of two stages with one title once', async () => {
    const { board } = await opened({}, { ...plan, stages: [inbox, week, { ...week, id: 3 }] })
    const rows = previewOf(board.columns, set(['Inbox', '00C4FB'], ['This week', '47D1E2']))
    expect(rows.map(({ kind }) => kind)).toEqual(['stays', 'stays', 'goes'])
  })

  test('finds nothing to do where all is as it should be', async () => {
    const { board, main } = await opened()
    const same = set(['Inbox', '00C4FB'], ['This week', '47D1E2'], ['Later', '75D900'])
    await apply(board, same)
    expect(main.asked).toEqual([])
  })
})

describe('applying a set', () => {
  test('leads to its stages in its order, and loses no task', async () => {
    const { board, portal } = await opened()
    await apply(board, set(['Later', '111111'], ['Soon', '222222'], ['Inbox', '00C4FB']))
    expect(portal.stages).toEqual([
      { id: 3, title: 'Later', color: '111111' },
      { id: 100, title: 'Soon', color: '222222' },
      inbox,
    ])
    expect(portal.tasks.find(({ id }) => id === 21)?.stageId).toBe(3)
    expect(portal.tasks).toHaveLength(3)
  })

  test('moves the tasks of a stage that goes to where they were sent, a new stage too', async () => {
    const { board, portal } = await opened()
    await apply(board, set(['Inbox', '00C4FB'], ['Soon', '222222']), new Map([[2, 1]]))
    expect(portal.tasks.find(({ id }) => id === 21)?.stageId).toBe(100)
  })

  test('is undone as one', async () => {
    const { board, portal } = await opened()
    await apply(board, set(['Monday', '111111'], ['Tuesday', '222222']))
    expect(titles(board)).toEqual(['Monday', 'Tuesday'])
    await board.undo()
    expect(portal.stages.map(({ title, color }) => [title, color])).toEqual(
      plan.stages.map(({ title, color }) => [title, color]),
    )
    const weekId = portal.stages[1]?.id
    expect(portal.tasks.map(({ stageId }) => stageId)).toEqual([1, 1, weekId])
    expect(board.history.undoable).toBeNull()
  })

  test('that was broken off at a new stage can be gone on with', async () => {
    let isOnline = true
    const all = await opened({
      'stages.add': (input) => {
        if (!isOnline) throw { code: 'host-silent' }
        isOnline = false
        return all.answers['stages.add']?.(input) ?? inbox
      },
    })
    const { board, portal } = all
    await apply(board, set(['Inbox', '00C4FB'], ['Soon', '222222'], ['Now', '333333']), new Map([[2, 2]]))
    expect(board.writes.halted).toMatchObject({ wasStopped: false })
    expect(titles(board)).toEqual(['Inbox', 'Soon', 'This week', 'Later'])
    isOnline = true
    await board.writes.resume()
    expect(titles(board)).toEqual(['Inbox', 'Soon', 'Now'])
    const now = portal.stages.find(({ title }) => title === 'Now')
    expect(portal.tasks.find(({ id }) => id === 21)?.stageId).toBe(now?.id)
  })

  test('deletes no stage whose tasks could not be moved, and can be taken back', async () => {
    const { board, main, portal } = await opened({
      'tasks.move': () => {
        throw refused
      },
    })
    await apply(board, set(['Monday', '111111']))
    expect(names(main)).not.toContain('stages.delete')
    expect(board.writes.halted).toMatchObject({ wasStopped: false })
    await board.undo()
    expect(portal.stages).toEqual(plan.stages)
  })
})

test('the sets that come with the app can be applied to any board, in both languages', () => {
  const words = new Words()
  for (const locale of ['en', 'ru'] as const) {
    words.locale = locale
    const sets = builtInSets(words)
    expect(sets).toHaveLength(3)
    for (const { name, stages } of sets) {
      expect(name).not.toMatch(/^plan\./)
      expect(new Set(stages.map(({ title }) => title)).size).toBe(stages.length)
      for (const { title, color } of stages) {
        expect(title).not.toMatch(/^plan\./)
        expect(color).toMatch(/^[\dA-F]{6}$/)
      }
    }
  }
})

test('templates of a file come beside one’s own, and none of these is replaced', () => {
  const own = [{ name: 'report', text: 'mine' }]
  const others = [
    { name: 'Report', text: 'theirs' },
    { name: 'report', text: 'mine' },
    { name: 'call', text: 'Call' },
  ]
  expect(joinTemplates(own, others)).toEqual([
    { name: 'report', text: 'mine' },
    { name: 'Report 2', text: 'theirs' },
    { name: 'call', text: 'Call' },
  ])
})
