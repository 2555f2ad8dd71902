import { expect, test } from 'vitest'
import { createPace, paceByPortal } from '../../../../electron/bitrix/rest/pace.ts'
import { manualClock } from './manual-clock.ts'

test('ten calls go at once, the others two a second', async () => {
  const { pace, clock, admitted } = paced()
  for (let call = 1; call <= 14; call += 1) admitted.add(pace.turn('background'), call)
  await clock.settle()
  expect(admitted.all()).toHaveLength(10)
  await clock.advance(499)
  expect(admitted.all()).toHaveLength(10)
  await clock.advance(1)
  expect(admitted.all()).toHaveLength(11)
  await clock.advance(1500)
  expect(admitted.all()).toHaveLength(14)
})

test('an idle while gives the burst back, and not more', async () => {
  const { pace, clock, admitted } = paced()
  for (let call = 1; call <= 10; call += 1) admitted.add(pace.turn('background'), call)
  await clock.advance(3_600_000)
  for (let call = 11; call <= 25; call += 1) admitted.add(pace.turn('background'), call)
  await clock.settle()
  expect(admitted.all()).toHaveLength(20)
})

test('a capture goes before the reads that wait already', async () => {
  const { pace, clock, admitted } = paced({ burst: 1 })
  admitted.add(pace.turn('background'), 'first read')
  admitted.add(pace.turn('background'), 'second read')
  admitted.add(pace.turn('background'), 'third read')
  admitted.add(pace.turn('capture'), 'capture')
  await clock.advance(1500)
  expect(admitted.all()).toEqual(['first read', 'capture', 'second read', 'third read'])
})

test('a call that is cancelled while it waits leaves the line at once and takes no place', async () => {
  const { pace, clock, admitted } = paced({ burst: 1 })
  const stop = new AbortController()
  admitted.add(pace.turn('background'), 'first')
  const cancelled = pace.turn('background', stop.signal)
  admitted.add(pace.turn('background'), 'third')
  stop.abort(new Error('stopped'))
  await expect(cancelled).rejects.toThrow('stopped')
  await clock.advance(500)
  expect(admitted.all()).toEqual(['first', 'third'])
})

test('a call that was cancelled before does not wait at all', async () => {
  await expect(paced().pace.turn('capture', AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
    'stopped',
  )
})

test('a hold stops everybody for its time', async () => {
  const { pace, clock, admitted } = paced()
  pace.hold(5000)
  admitted.add(pace.turn('capture'), 'capture')
  await clock.advance(4999)
  expect(admitted.all()).toEqual([])
  await clock.advance(1)
  expect(admitted.all()).toEqual(['capture'])
})

test('each portal has a pace of its own', () => {
  const paceOf = paceByPortal(() => createPace({ clock: manualClock() }))
  expect(paceOf('https://one.example')).toBe(paceOf('https://one.example'))
  expect(paceOf('https://one.example')).not.toBe(paceOf('https://two.example'))
})

function paced(options: { burst?: number } = {}) {
  const clock = manualClock()
  const names: unknown[] = []
  const add = (turn: Promise<void>, name: unknown) => void turn.then(() => names.push(name))
  return { clock, pace: createPace({ clock, ...options }), admitted: { add, all: () => names } }
}
