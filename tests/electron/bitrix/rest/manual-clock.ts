import type { Clock } from '../../../../electron/bitrix/rest/clock.ts'

/** A clock that stands still until it is told to move; waiting takes no real time. */
export function manualClock() {
  let now = 0
  const timers = new Set<{ at: number; fire: () => void }>()
  const waits: number[] = []
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

  const clock: Clock = {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        waits.push(ms)
        const timer = { at: now + ms, fire: resolve }
        timers.add(timer)
        signal?.addEventListener('abort', () => {
          timers.delete(timer)
          reject(signal.reason as Error)
        })
      }),
  }

  /** Lets time pass, firing on the way what is due, in order. */
  async function advance(ms: number): Promise<void> {
    const end = now + ms
    await settle()
    for (let next = due(end); next; next = due(end)) {
      now = Math.max(now, next.at)
      timers.delete(next)
      next.fire()
      await settle()
    }
    now = end
  }

  function due(end: number) {
    return [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
  }

  return { ...clock, advance, settle, waits }
}

/** A clock that jumps over every wait; `waits` tells how long each would have been. */
export function jumpingClock() {
  let now = 0
  const waits: number[] = []
  const clock: Clock = {
    now: () => now,
    wait: (ms, signal) => {
      signal?.throwIfAborted()
      waits.push(ms)
      now += ms
      return Promise.resolve()
    },
  }
  return { ...clock, waits }
}
