import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Countdown } from '../../../renderer/notice/countdown.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function tenSeconds() {
  const onEnd = vi.fn()
  return { onEnd, countdown: new Countdown(10_000, onEnd) }
}

test('it ends after its time, once', () => {
  const { onEnd } = tenSeconds()
  vi.advanceTimersByTime(9_999)
  expect(onEnd).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(onEnd).toHaveBeenCalledOnce()
})

test('while it is held no time passes', () => {
  const { onEnd, countdown } = tenSeconds()
  vi.advanceTimersByTime(6_000)
  countdown.hold()
  vi.advanceTimersByTime(60_000)
  countdown.release()
  vi.advanceTimersByTime(3_999)
  expect(onEnd).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onEnd).toHaveBeenCalledOnce()
})

test('a new time counts from the end of being held', () => {
  const { onEnd, countdown } = tenSeconds()
  countdown.hold()
  countdown.restart(4_000)
  vi.advanceTimersByTime(60_000)
  countdown.release()
  vi.advanceTimersByTime(4_000)
  expect(onEnd).toHaveBeenCalledOnce()
})
