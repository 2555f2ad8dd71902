import { expect, test } from 'vitest'
import { createRateLimiter, rateLimiterByPortal } from '../../../../electron/bitrix/rest/rate-limiter.ts'
import { manualClock } from './manual-clock.ts'

test('ten calls go at once, the others two a second', async () => {
  const { rateLimiter, clock, admitted } = limited()
  for (let call = 1; call <= 14; call += 1) admitted.add(rateLimiter.acquire('background'), call)
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
  const { rateLimiter, clock, admitted } = limited()
  for (let call = 1; call <= 10; call += 1) admitted.add(rateLimiter.acquire('background'), call)
  await clock.advance(3_600_000)
  for (let call = 11; call <= 25; call += 1) admitted.add(rateLimiter.acquire('background'), call)
  await clock.settle()
  expect(admitted.all()).toHaveLength(20)
})

test('a capture goes before the reads that wait already', async () => {
  const { rateLimiter, clock, admitted } = limited({ burst: 1 })
  admitted.add(rateLimiter.acquire('background'), 'first read')
  admitted.add(rateLimiter.acquire('background'), 'second read')
  admitted.add(rateLimiter.acquire('background'), 'third read')
  admitted.add(rateLimiter.acquire('capture'), 'capture')
  await clock.advance(1500)
  expect(admitted.all()).toEqual(['first read', 'capture', 'second read', 'third read'])
})

test('a call that is cancelled while it waits leaves the line at once and takes no place', async () => {
  const { rateLimiter, clock, admitted } = limited({ burst: 1 })
  const stop = new AbortController()
  admitted.add(rateLimiter.acquire('background'), 'first')
  const cancelled = rateLimiter.acquire('background', stop.signal)
  admitted.add(rateLimiter.acquire('background'), 'third')
  stop.abort(new Error('stopped'))
  await expect(cancelled).rejects.toThrow('stopped')
  await clock.advance(500)
  expect(admitted.all()).toEqual(['first', 'third'])
})

test('a call that was cancelled before does not wait at all', async () => {
  await expect(
    limited().rateLimiter.acquire('capture', AbortSignal.abort(new Error('stopped'))),
  ).rejects.toThrow('stopped')
})

test('a hold stops everybody for its time', async () => {
  const { rateLimiter, clock, admitted } = limited()
  rateLimiter.pause(5000)
  admitted.add(rateLimiter.acquire('capture'), 'capture')
  await clock.advance(4999)
  expect(admitted.all()).toEqual([])
  await clock.advance(1)
  expect(admitted.all()).toEqual(['capture'])
})

test('each portal has a rate limiter of its own', () => {
  const rateLimiterOf = rateLimiterByPortal(() => createRateLimiter({ clock: manualClock() }))
  expect(rateLimiterOf('https://one.example')).toBe(rateLimiterOf('https://one.example'))
  expect(rateLimiterOf('https://one.example')).not.toBe(rateLimiterOf('https://two.example'))
})

function limited(options: { burst?: number } = {}) {
  const clock = manualClock()
  const names: unknown[] = []
  const add = (permit: Promise<void>, name: unknown) => void permit.then(() => names.push(name))
  return { clock, rateLimiter: createRateLimiter({ clock, ...options }), admitted: { add, all: () => names } }
}
