import { describe, expect, test } from 'vitest'
import { placeAt, StageDrag } from '../../../renderer/plan/interaction/stage-drag.svelte.ts'
import { shortcutOf } from '../../../renderer/plan/interaction/shortcuts.ts'
import { remoteChanges } from '../../../renderer/plan/model/notices.ts'
import { labelWords, type Label } from '../../../renderer/plan/model/labels.ts'
import { matcherOf } from '../../../renderer/plan/model/matching.ts'
import { selectedBy } from '../../../renderer/plan/interaction/rubber-band.ts'
import { Selection } from '../../../renderer/plan/interaction/selection.svelte.ts'
import { BoardView } from '../../../renderer/plan/interaction/board-view.svelte.ts'
import { Words } from '../../../renderer/shared/words.svelte.ts'
import { inbox, later, opened, task, week } from './fixtures.ts'

describe('looking for tasks', () => {
  const call = task(1, 1, {
    title: 'Позвонить Анне про ёлку',
    project: { id: 1, name: 'Новый офис' },
    responsible: { id: 2, name: 'Zoë Müller' },
    tags: ['call'],
  })

  test.each([
    ['', true],
    ['  ', true],
    ['позвонить', true],
    ['ПОЗВОНИТЬ анне', true],
    ['елку', true],
    ['ёлку', true],
    ['gjpdjybnm', true],
    ['Fyyt gjpdjybnm', true],
    ['сфдд', true],
    ['zoe muller', true],
    ['#call', true],
    ['новыи', false],
    ['ofis', false],
    ['позвонить борису', false],
    ['.*', false],
  ])('%j finds it: %s', (query, isFound) => expect(matcherOf(query)(call)).toBe(isFound))
})

describe('a stage that is carried', () => {
  test('goes as far as the board and is put down where it was taken to', () => {
    const drag = new StageDrag()
    drag.lift(7, 1)
    expect(drag.to(2, 3)).toBe(true)
    expect(drag.to(3, 3)).toBe(false)
    expect(drag.drop()).toEqual({ id: 7, place: 2, isMoved: true })
    expect(drag.drop()).toBeNull()
  })

  test('is shown at its place until it is put back', async () => {
    const { board } = await opened()
    const view = new BoardView()
    const order = () => view.shown(board.columns).map(({ stage }) => stage.id)
    view.stageDrag.lift(3, 2)
    view.stageDrag.to(0, 3)
    expect(order()).toEqual([3, 1, 2])
    view.stageDrag.cancel()
    expect(order()).toEqual([1, 2, 3])
  })

  test('that was deleted elsewhere is shown no more', async () => {
    const { board } = await opened()
    const view = new BoardView()
    view.stageDrag.lift(99, 0)
    expect(view.shown(board.columns)).toHaveLength(3)
  })

  test.each([
    [0, 0],
    [150, 1],
    [500, 3],
  ])('under a pointer at %i stands at place %i', (x, place) =>
    expect(placeAt(x, [100, 200, 300])).toBe(place),
  )
})

describe('a selection', () => {
  test('is extended from the last one that was chosen, in either direction', () => {
    const selection = new Selection()
    selection.toggle(3)
    selection.extend(1, [1, 2, 3, 4])
    expect([...selection.ids].sort()).toEqual([1, 2, 3])
    selection.extend(9, [8, 9])
    expect(selection.has(9)).toBe(true)
  })

  test('stands for all when one of them is meant, and only then', () => {
    const selection = new Selection()
    selection.add([1, 2])
    expect(selection.with(2)).toEqual([1, 2])
    expect(selection.with(5)).toEqual([5])
  })

  test('forgets what is gone', () => {
    const selection = new Selection()
    selection.add([1, 2])
    selection.keep((id) => id === 2)
    expect(selection.ids).toEqual([2])
  })
})

describe('a band that touches cards 2 and 3 while 1 and 2 are selected', () => {
  const held = { ctrlKey: false, metaKey: false, shiftKey: false }
  test.each([
    ['alone selects those it touches', {}, [2, 3]],
    ['with Shift adds them', { shiftKey: true }, [1, 2, 3]],
    ['with Ctrl adds them, or takes them away', { ctrlKey: true }, [1, 3]],
    ['with Cmd does the same', { metaKey: true }, [1, 3]],
  ])('%s', (_what, keys, selected) =>
    expect(new Set(selectedBy({ ...held, ...keys }, [1, 2], [2, 3]))).toEqual(new Set(selected)),
  )
})

describe('keys of the board', () => {
  const key = (code: string, held: object = {}) => ({
    code,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  })
  test.each([
    [key('KeyZ', { ctrlKey: true }), 'undo'],
    [key('KeyZ', { metaKey: true }), 'undo'],
    [key('KeyZ', { ctrlKey: true, shiftKey: true }), 'redo'],
    [key('KeyY', { ctrlKey: true }), 'redo'],
    [key('KeyN', { ctrlKey: true }), 'add'],
    [key('KeyR', { ctrlKey: true }), 'refresh'],
    [key('F5'), 'refresh'],
    [key('KeyF', { ctrlKey: true }), 'filter'],
    [key('KeyN'), null],
    [key('KeyZ', { ctrlKey: true, altKey: true }), null],
    [key('KeyN', { ctrlKey: true, shiftKey: true }), null],
  ])('%j means %s', (event, command) => expect(shortcutOf(event)).toBe(command))
})

describe('what was changed elsewhere', () => {
  test.each([
    ['nothing', [inbox, week], []],
    ['a stage came', [inbox, week, later], [{ stageId: 3, kind: 'added', name: 'Later', now: '' }]],
    ['a stage went', [inbox], [{ stageId: 2, kind: 'deleted', name: 'This week', now: '' }]],
    ['the order', [week, inbox], [{ stageId: 2, kind: 'reordered', name: 'This week', now: '' }]],
    [
      'a name and a colour',
      [inbox, { id: 2, title: 'Soon', color: 'FFFFFF' }],
      [
        { stageId: 2, kind: 'renamed', name: 'This week', now: 'Soon' },
        { stageId: 2, kind: 'recolored', name: 'Soon', now: '' },
      ],
    ],
  ])('%s', (_what, after, found) => expect(remoteChanges([inbox, week], after)).toEqual(found))
})

test.each<[Label, string, string]>([
  [
    { kind: 'delete', name: 'Later', count: 14 },
    'delete stage “Later”, 14 tasks',
    'удаление стадии «Later», 14 задач',
  ],
  [{ kind: 'delete', name: 'Later' }, 'delete stage “Later”', 'удаление стадии «Later»'],
  [{ kind: 'delete', name: ' ' }, 'delete stage “Untitled”', 'удаление стадии «Без названия»'],
  [
    { kind: 'move', name: 'Call', count: 1, place: 'Later' },
    'move “Call” to “Later”',
    'перенос «Call» в «Later»',
  ],
  [
    { kind: 'move', name: 'Call', count: 2, place: 'Later' },
    'move 2 tasks to “Later”',
    'перенос 2 задач в «Later»',
  ],
  [{ kind: 'complete', name: 'Call', count: 1 }, 'complete “Call”', 'завершение «Call»'],
  [{ kind: 'recolor-all', name: '' }, 'colours of the stages', 'цвета стадий'],
  [{ kind: 'set', name: 'Week' }, 'stage set “Week”', 'набор стадий «Week»'],
])('%j is told in both languages', (label, english, russian) => {
  const words = new Words()
  expect(labelWords(words, label)).toBe(english)
  words.locale = 'ru'
  expect(labelWords(words, label)).toBe(russian)
})
