import { expect, test } from 'vitest'
import type { Capture } from '../../../electron/ipc/contract.ts'
import { Captures } from '../../../renderer/sent/captures.svelte.ts'
import { daysOf } from '../../../renderer/sent/days.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { deferred } from '../../support/deferred.ts'
import { fakeTransport } from '../../support/fake-transport.ts'

const capture = (id: string, part: Partial<Capture> = {}): Capture => ({
  id,
  text: id,
  title: id,
  deadline: null,
  capturedAt: '2026-11-22T09:00:00.000Z',
  state: 'sent',
  taskId: 1,
  portal: 'team.example',
  problem: null,
  ...part,
})
/** Local time, so that the days are the same in every zone. */
const local = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()

function capturesWith(answers: Parameters<typeof fakeTransport>[0]) {
  const main = fakeTransport({ 'captures.list': () => [], ...answers })
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

test('opening and trying again name the capture', async () => {
  const { main, captures } = capturesWith({ 'captures.open': () => null, 'captures.retry': () => null })
  await captures.open('a')
  await captures.retry('b')
  expect(main.asked).toEqual([
    ['captures.open', { id: 'a' }],
    ['captures.retry', { id: 'b' }],
  ])
})

test('a refused request is told, and the list stays', async () => {
  const { captures } = capturesWith({
    'captures.list': () => [capture('a')],
    'captures.open': () => {
      throw { code: 'link-refused' }
    },
  })
  await captures.load()
  await captures.open('a')
  expect(captures.problem).toEqual({ code: 'link-refused' })
  expect(captures.all).toHaveLength(1)
})
