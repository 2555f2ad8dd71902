import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchNetwork } from '../../../../electron/outbox/delivery/network-watch.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function watched() {
  const state = { online: true, waiting: true, woken: 0, asked: 0 }
  const watch = watchNetwork({
    isOnline: () => {
      state.asked += 1
      return state.online
    },
    isWaiting: () => state.waiting,
    wake: () => (state.woken += 1),
    every: 1_000,
  })
  return { state, watch, pass: () => vi.advanceTimersByTime(3_000) }
}

test('what waits is sent as soon as the network is back, and once', () => {
  const { state, pass } = watched()
  state.online = false
  pass()
  expect(state.woken).toBe(0)
  state.online = true
  pass()
  expect(state.woken).toBe(1)
})

test('while nothing waits nobody asks, and no timer runs', () => {
  const { state, pass } = watched()
  state.waiting = false
  pass()
  expect([state.asked, vi.getTimerCount()]).toEqual([0, 0])
})

test('what comes to wait later is watched from then on', () => {
  const { state, watch, pass } = watched()
  state.waiting = false
  pass()
  Object.assign(state, { waiting: true, online: false })
  watch.look()
  pass()
  state.online = true
  pass()
  expect(state.woken).toBe(1)
})

test('after the stop nothing is woken', () => {
  const { state, watch, pass } = watched()
  state.online = false
  pass()
  watch.stop()
  state.online = true
  pass()
  expect(state.woken).toBe(0)
})
