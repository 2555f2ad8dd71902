import { onAbort } from '../../abort.ts'
import type { Clock } from './clock.ts'

/** Captures go first: the user waits to see them sent. */
export type Priority = 'capture' | 'background'

/** Lets calls through to one portal no faster than it wants them. */
export type RateLimiter = {
  /** Resolves when the call may be made; rejects with the signal's reason when it is aborted first. */
  acquire: (priority: Priority, signal?: AbortSignal) => Promise<void>
  /** Lets nothing through for so many milliseconds. */
  pause: (ms: number) => void
}

type Waiter = { admit: () => void }
type RateLimiterOptions = { clock: Clock; perSecond?: number; burst?: number }

/** A leaky bucket. Everybody in one office shares the portal's own (2/s, 50), so ours is smaller. Source: limits.md. */
export function createRateLimiter({ clock, perSecond = 2, burst = 10 }: RateLimiterOptions): RateLimiter {
  const waiting: Record<Priority, Set<Waiter>> = { capture: new Set(), background: new Set() }
  let level = 0
  let asOf = clock.now()
  let pausedUntil = asOf
  let isAdmitting = false

  function msToNext(): number {
    const now = clock.now()
    level = Math.max(0, level - ((now - asOf) / 1000) * perSecond)
    asOf = now
    // Whole milliseconds: a rounding error must not become a wait too short to move the clock.
    return Math.ceil(Math.max(pausedUntil - now, ((level + 1 - burst) / perSecond) * 1000 - 0.001, 0))
  }

  async function admit(): Promise<void> {
    if (isAdmitting) return
    isAdmitting = true
    while (waiting.capture.size + waiting.background.size > 0) {
      const ms = msToNext()
      if (ms > 0) await clock.wait(ms)
      else letIn(waiting.capture.size > 0 ? waiting.capture : waiting.background)
    }
    isAdmitting = false
  }

  function letIn(queue: Set<Waiter>): void {
    const [first] = queue
    if (!first) return
    queue.delete(first)
    level += 1
    first.admit()
  }

  return {
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms)
    },
    acquire: (priority, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const queue = waiting[priority]
        const waiter = {
          admit: () => {
            unfollow()
            resolve()
          },
        }
        const unfollow = onAbort(signal, (reason) => {
          queue.delete(waiter)
          reject(reason as Error)
        })
        queue.add(waiter)
        void admit()
      }),
  }
}

/** One rate limiter per portal, kept for as long as the returned function is. */
export function rateLimiterByPortal(create: () => RateLimiter): (origin: string) => RateLimiter {
  const limiters = new Map<string, RateLimiter>()
  return (origin) => {
    const rateLimiter = limiters.get(origin) ?? create()
    limiters.set(origin, rateLimiter)
    return rateLimiter
  }
}
