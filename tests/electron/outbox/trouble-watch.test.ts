import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Capture, CaptureState } from '../../../electron/model.ts'
import { watchTrouble } from '../../../electron/outbox/trouble-watch.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const hour = 3_600_000
const capture = (state: CaptureState) =>
  ({ state, capturedAt: new Date(Date.now()).toISOString() }) as Capture

function watched(limit: number | null = hour) {
  const state = { captures: [] as Capture[], online: true, told: [] as string[] }
  const watch = watchTrouble({
    captures: () => state.captures,
    longestWait: () => limit,
    isOnline: () => state.online,
    tell: ({ kind, count }) => state.told.push(`${kind} ${String(count)}`),
  })
  return {
    state,
    stop: watch.stop,
    have: (...captures: Capture[]) => {
      state.captures = captures
      watch.look()
    },
  }
}

test('captures that come to need attention are told once, however many they become', () => {
  const { state, have } = watched()
  have(capture('attention'))
  have(capture('attention'), capture('attention'))
  expect(state.told).toEqual(['attention 1'])
})

test('new trouble after the old one is over is told again', () => {
  const { state, have } = watched()
  have(capture('attention'))
  have(capture('sent'))
  have(capture('attention'))
  expect(state.told).toEqual(['attention 1', 'attention 1'])
})

test('what waits for longer than the limit is told when that has passed, and not before', () => {
  const { state, have } = watched()
  have(capture('waiting'))
  vi.advanceTimersByTime(hour - 1_000)
  expect(state.told).toEqual([])
  vi.advanceTimersByTime(61_000)
  expect(state.told).toEqual(['waiting 1'])
  vi.advanceTimersByTime(5 * hour)
  expect(state.told).toEqual(['waiting 1'])
})

test('what waits for too long is told in time though the clock was set back by three hours', () => {
  const { state, have } = watched()
  have(capture('waiting'))
  vi.setSystemTime(Date.now() - 3 * hour)
  vi.advanceTimersByTime(hour + 61_000)
  expect(state.told).toEqual(['waiting 1'])
})

test('without a network waiting is no trouble, and becomes one when there is a network again', () => {
  const { state, have } = watched()
  state.online = false
  have(capture('waiting'))
  vi.advanceTimersByTime(2 * hour)
  expect(state.told).toEqual([])
  state.online = true
  vi.advanceTimersByTime(60_000)
  expect(state.told).toEqual(['waiting 1'])
})

test('where the limit is never, and where nothing waits, no timer runs', () => {
  const { state, have } = watched(null)
  have(capture('waiting'))
  const other = watched()
  other.have(capture('sent'))
  expect([state.told, other.state.told, vi.getTimerCount()]).toEqual([[], [], 0])
})

test('after the stop nothing is told any more', () => {
  const { state, have, stop } = watched()
  have(capture('waiting'))
  stop()
  vi.advanceTimersByTime(2 * hour)
  expect(state.told).toEqual([])
})
