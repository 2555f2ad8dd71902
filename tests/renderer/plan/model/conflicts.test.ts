import { describe, expect, test } from 'vitest'
import type { Stage } from '../../../../electron/model.ts'
import type { Board } from '../../../../renderer/plan/model/board.svelte.ts'
import { deferred } from '../../../support/deferred.ts'
import { inbox, later, names, opened, refused, titles, week } from '../fixtures.ts'

/** A board whose portal was changed elsewhere since it was read. */
async function changedElsewhere(stages: Stage[]) {
  const all = await opened()
  all.portal.stages = stages
  all.clock.ms = 6_000
  return all
}
const theirs = [inbox, { ...week, title: 'Theirs' }, later]
const answer = async (board: Board, whose: 'mine' | 'theirs') => {
  const [conflict] = board.conflicts
  if (conflict) await board.choose(conflict, whose)
}

describe('where the same was changed elsewhere', () => {
  test.each<[what: string, stages: Stage[], act: (board: Board) => Promise<void>, wanted: object]>([
    ['a name', theirs, (board) => board.rename(2, 'Mine'), { title: 'Mine' }],
    [
      'a colour',
      [inbox, { ...week, color: 'FF5752' }, later],
      (board) => board.recolor(2, '000000'),
      { color: '000000' },
    ],
    ['a place', [inbox, later, week], (board) => board.place(2, 0), { afterId: 0 }],
  ])('%s is not written, and asked about', async (_what, stages, act, wanted) => {
    const { board, main } = await changedElsewhere(stages)
    await act(board)
    expect(names(main)).toEqual(['stages.list'])
    expect(board.conflicts).toMatchObject([{ id: 2, wanted }])
    expect(board.columns.map(({ stage }) => stage)).toEqual(stages)
    expect(board.notice).toBeNull()
  })

  test('mine is made when it is chosen, and undo brings back theirs', async () => {
    const { board, portal } = await changedElsewhere(theirs)
    await board.rename(2, 'Mine')
    await answer(board, 'mine')
    expect(portal.stages[1]?.title).toBe('Mine')
    expect(board.conflicts).toEqual([])
    await board.undo()
    expect(portal.stages[1]?.title).toBe('Theirs')
  })

  test('theirs stays when it is chosen, and there is nothing to undo', async () => {
    const { board, main } = await changedElsewhere(theirs)
    await board.rename(2, 'Mine')
    await answer(board, 'theirs')
    expect(names(main)).toEqual(['stages.list'])
    expect(board.conflicts).toEqual([])
    expect(board.history.undoable).toBeNull()
  })

  test('the last wish is the one that is asked about', async () => {
    const { board } = await changedElsewhere(theirs)
    await Promise.all([board.rename(2, 'Mine'), board.rename(2, 'Mine, too')])
    expect(board.conflicts).toMatchObject([{ wanted: { title: 'Mine, too' } }])
  })

  test('nothing is asked where both wanted the same', async () => {
    const { board, main } = await changedElsewhere(theirs)
    await board.rename(2, 'Theirs')
    expect(board.conflicts).toEqual([])
    expect(names(main)).toContain('stages.update')
  })

  test('the question goes when the portal has what was wanted', async () => {
    const { board, portal } = await changedElsewhere(theirs)
    await board.rename(2, 'Mine')
    portal.stages = [inbox, { ...week, title: 'Mine' }, later]
    await board.refresh()
    expect(board.conflicts).toEqual([])
  })
})

test('a name that came while another one was being typed is asked about', async () => {
  const { board, portal } = await opened()
  portal.stages = theirs
  await board.refresh()
  await board.rename(2, 'Mine', 'This week')
  expect(board.conflicts).toMatchObject([{ wanted: { title: 'Mine' } }])
})

describe('both changes are kept', () => {
  test('of different fields', async () => {
    const { board, portal } = await changedElsewhere([inbox, { ...week, color: 'FF5752' }, later])
    await board.rename(2, 'Mine')
    expect(portal.stages[1]).toEqual({ id: 2, title: 'Mine', color: 'FF5752' })
    expect(board.conflicts).toEqual([])
    expect(board.notice).toMatchObject({ kind: 'elsewhere', found: [{ kind: 'recolored' }] })
  })

  test('of the places of different stages', async () => {
    const { board, portal } = await changedElsewhere([later, inbox, week])
    await board.place(2, 0)
    expect(board.conflicts).toEqual([])
    expect(portal.stages.map(({ id }) => id)).toEqual([2, 3, 1])
  })

  test('of different stages', async () => {
    const { board, portal } = await changedElsewhere(theirs)
    await board.rename(3, 'Mine')
    expect(portal.stages.map(({ title }) => title)).toEqual(['Inbox', 'Theirs', 'Mine'])
    expect(board.conflicts).toEqual([])
  })
})

describe('own changes are no changes elsewhere', () => {
  test('made one after the other', async () => {
    const { board, portal, clock } = await opened()
    const first = board.rename(2, 'One')
    clock.ms = 6_000
    await Promise.all([first, board.rename(2, 'Two'), board.recolor(2, '000000'), board.recolor(2, '111111')])
    expect(portal.stages[1]).toEqual({ id: 2, title: 'Two', color: '111111' })
    expect(board.conflicts).toEqual([])
  })

  test('behind one that was refused', async () => {
    const first = deferred<Stage>()
    let count = 0
    const { board, answers } = await opened({
      'stages.update': (input) =>
        count++ === 0 ? first.promise : (answers['stages.update']?.(input) as Stage),
    })
    const both = [board.rename(2, 'One'), board.rename(2, 'Two')]
    first.resolve(Promise.reject(refused) as never)
    await Promise.all(both)
    expect(titles(board)).toEqual(['Inbox', 'Two', 'Later'])
    expect(board.conflicts).toEqual([])
  })
})

describe('a stage that was deleted elsewhere', () => {
  test.each<[what: string, act: (board: Board) => Promise<void>, made: object]>([
    ['renamed', (board) => board.rename(2, 'Mine'), { title: 'Mine', color: week.color }],
    ['recoloured', (board) => board.recolor(2, '000000'), { title: 'This week', color: '000000' }],
  ])('while it was %s is made again where it stood, with what was wanted', async (_what, act, made) => {
    const { board, portal } = await changedElsewhere([inbox, later])
    portal.tasks = []
    await act(board)
    await answer(board, 'mine')
    expect(portal.stages).toMatchObject([inbox, made, later])
    expect(board.history.undoable?.label.kind).toBe('add')
  })

  test('since the last answer can be made again too', async () => {
    const { board, portal, answers } = await opened({
      'stages.update': (edit) => {
        if (portal.stages.every(({ id }) => id !== edit.id)) throw { code: 'not-found' }
        return answers['stages.update']?.(edit) as Stage
      },
    })
    portal.stages = [inbox, later]
    portal.tasks = []
    await board.rename(2, 'Mine')
    expect(titles(board)).toEqual(['Inbox', 'Later'])
    await answer(board, 'mine')
    expect(titles(board)).toEqual(['Inbox', 'Mine', 'Later'])
    expect(board.refusals).toEqual([])
  })

  test('stays deleted when that is chosen', async () => {
    const { board, portal } = await changedElsewhere([inbox, later])
    portal.tasks = []
    await board.rename(2, 'Mine')
    await answer(board, 'theirs')
    expect(portal.stages).toEqual([inbox, later])
    expect(board.conflicts).toEqual([])
  })
})

test('a question that cannot be answered while the portal is out of reach says so', async () => {
  const { board, main } = await changedElsewhere(theirs)
  await board.rename(2, 'Mine')
  Object.assign(board.reading, { problem: { code: 'offline' } })
  await answer(board, 'mine')
  expect(board.refusals).toMatchObject([{ problem: { code: 'offline' } }])
  expect(board.conflicts).toHaveLength(1)
  expect(names(main)).not.toContain('stages.update')
})
