import { expect, test } from 'vitest'
import type { Capture } from '../../../electron/model.ts'
import { Captures } from '../../../renderer/sent/captures.svelte.ts'
import { daysOf } from '../../../renderer/sent/days.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { deferred } from '../../support/deferred.ts'
import { fakeTransport } from '../../support/fake-transport.ts'
import { capture as newCapture } from '../capture/support.ts'

const capture = (id: string, part: Partial<Capture> = {}) =>
  newCapture(id, { state: 'sent', taskId: 1, ...part })
/** Local time, so that the days are the same in every zone. */
const local = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()

function capturesWith(answers: Parameters<typeof fakeTransport>[0]) {
  const main = fakeTransport({ 'captures.list': () => [], 'upload.get': () => null, ...answers })
  return { main, captures: new Captures(createBridge(main)) }
}

test('captures stand newest first, by day', () => {
  const days = daysOf(
    [
      capture('night', { capturedAt: local(21, 23) }),
      capture('noon', { capturedAt: local(22, 12) }),
      capture('morning', { capturedAt: local(22, 0) }),
    ],
    new Date(2026, 10, 22, 18),
  )
  expect(days.map(({ ago, captures }) => [ago, captures.map(({ id }) => id)])).toEqual([
    [0, ['noon', 'morning']],
    [1, ['night']],
  ])
})

test('a change of state shows at once', async () => {
  const { main, captures } = capturesWith({ 'captures.list': () => [capture('a', { state: 'sending' })] })
  await captures.follow()
  main.emit('captures.changed', [capture('a', { state: 'attention', problem: { code: 'refused' } })])
  expect(captures.all?.[0]?.state).toBe('attention')
  expect(captures.attention).toBe(1)
})

test('news that overtake the first answer stay', async () => {
  const answer = deferred<Capture[]>()
  const { main, captures } = capturesWith({ 'captures.list': () => answer.promise })
  const following = captures.follow()
  main.emit('captures.changed', [capture('a')])
  answer.resolve([])
  await following
  expect(captures.all).toHaveLength(1)
})

test('of the list only what has changed is told, and what is new comes on top', async () => {
  const { main, captures } = capturesWith({ 'captures.list': () => [capture('b'), capture('a')] })
  await captures.follow()
  main.emit('captures.changed', [capture('a', { completed: true }), capture('c')])
  expect(captures.all?.map(({ id, completed }) => [id, completed])).toEqual([
    ['c', false],
    ['b', false],
    ['a', true],
  ])
})

test('what was kept long enough leaves the list', async () => {
  const { main, captures } = capturesWith({ 'captures.list': () => [capture('b'), capture('a')] })
  await captures.follow()
  main.emit('captures.removed', ['a'])
  expect(captures.all?.map(({ id }) => id)).toEqual(['b'])
})

test('what leaves while the list is being read does not come back with it', async () => {
  const list = deferred<Capture[]>()
  const { main, captures } = capturesWith({ 'captures.list': () => list.promise })
  const followed = captures.follow()
  main.emit('captures.removed', ['a'])
  list.resolve([capture('b'), capture('a')])
  await followed
  expect(captures.all?.map(({ id }) => id)).toEqual(['b'])
})

test('where nothing could be copied, it says why', async () => {
  const { captures } = capturesWith({
    'captures.copy-undelivered': () => {
      throw new Error('no clipboard')
    },
  })
  await captures.copyUndelivered()
  expect(captures.copied).toBeNull()
  expect(captures.problem).not.toBeNull()
})

test('of thousands of captures a page is shown, and more when it is wanted', async () => {
  const many = Array.from({ length: 500 }, (_one, index) => capture(String(index)))
  const { captures } = capturesWith({ 'captures.list': () => many })
  await captures.follow()
  const shown = () => captures.days.flatMap((day) => day.captures).length
  expect([shown(), captures.hasMore]).toEqual([200, true])
  captures.showMore()
  captures.showMore()
  expect([shown(), captures.hasMore]).toEqual([500, false])
})

test('every request names its capture', async () => {
  const { main, captures } = capturesWith({
    'captures.open': () => null,
    'captures.retry': () => null,
    'captures.undo': () => null,
    'captures.restore': ({ id }) => capture(id),
    'captures.complete': () => null,
    'captures.edit': ({ id }) => capture(id),
    'captures.identify': () => null,
  })
  await captures.open('a')
  await captures.retry('b')
  await captures.undo('c')
  await captures.restore('d')
  await captures.complete('e')
  await captures.edit('f', { title: 'New', deadline: null })
  await captures.identify('g', 7)
  expect(main.asked).toEqual([
    ['captures.open', { id: 'a' }],
    ['captures.retry', { id: 'b' }],
    ['captures.undo', { id: 'c' }],
    ['captures.restore', { id: 'd' }],
    ['captures.complete', { id: 'e' }],
    ['captures.edit', { id: 'f', title: 'New', deadline: null }],
    ['captures.identify', { id: 'g', taskId: 7 }],
  ])
})

test('a refused request is told at its capture, and the list stays', async () => {
  const { captures } = capturesWith({
    'captures.list': () => [capture('a')],
    'captures.open': () => {
      throw { code: 'link-refused' }
    },
  })
  await captures.load()
  expect(await captures.open('a')).toBe(false)
  expect(captures.refused).toEqual({ id: 'a', problem: { code: 'link-refused' } })
  expect(captures.all).toHaveLength(1)
})

test('a second click while the first one is under way asks nothing', async () => {
  const answer = deferred<null>()
  const { main, captures } = capturesWith({ 'captures.undo': () => answer.promise })
  const first = captures.undo('a')
  expect([captures.isBusy('a'), captures.isBusy('b')]).toEqual([true, false])
  await captures.undo('a')
  answer.resolve(null)
  await first
  expect(main.asked).toHaveLength(1)
  expect(captures.isBusy('a')).toBe(false)
})

test('a comment that arrived is told, until something else is asked', async () => {
  const { captures } = capturesWith({ 'captures.comment': () => null, 'captures.open': () => null })
  await captures.comment('a', 'Well done')
  expect(captures.commented).toBe('a')
  await captures.open('b')
  expect(captures.commented).toBeNull()
})

test('a comment that did not arrive is not told', async () => {
  const { captures } = capturesWith({
    'captures.comment': () => {
      throw { code: 'offline' }
    },
  })
  expect(await captures.comment('a', 'Well done')).toBe(false)
  expect([captures.commented, captures.refused?.problem.code]).toEqual([null, 'offline'])
})

test('the list shows what waits, what needs a person, or what was sent', async () => {
  const states = ['waiting', 'sending', 'undoing', 'attention', 'sent', 'undone'] as const
  const { captures } = capturesWith({
    'captures.list': () => states.map((state) => capture(state, { state })),
  })
  await captures.load()
  const shown = () => captures.days.flatMap((day) => day.captures.map(({ id }) => id))
  expect(shown()).toEqual([...states])
  captures.filter = 'waiting'
  expect(shown()).toEqual(['waiting', 'sending', 'undoing'])
  captures.filter = 'attention'
  expect(shown()).toEqual(['attention'])
  captures.filter = 'sent'
  expect(shown()).toEqual(['sent'])
  expect([captures.count('all'), captures.attention]).toEqual([6, 1])
})

test('a search finds captures by their words, in any case and keyboard layout', async () => {
  const { captures } = capturesWith({
    'captures.list': () => [
      capture('call', { title: 'Позвонить Анне', text: 'Позвонить Анне завтра' }),
      capture('report', { title: 'Report', text: 'Report #quarter' }),
    ],
  })
  await captures.follow()
  const found = (query: string) => {
    captures.query = query
    return captures.days.flatMap((day) => day.captures.map(({ id }) => id))
  }
  expect(found('')).toHaveLength(2)
  expect(found('анне')).toEqual(['call'])
  expect(found('fyyt')).toEqual(['call'])
  expect(found('QUARTER report')).toEqual(['report'])
  expect(found('nothing')).toEqual([])
})
