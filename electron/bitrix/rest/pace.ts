import type { Clock } from './clock.ts'

/** Captures go first: somebody is waiting to see them sent. */
export type Priority = 'capture' | 'background'

/** Lets calls through to one portal no faster than it wants them. */
export type Pace = {
  /** Resolves when the call may be made; rejects with the signal's reason when it is aborted first. */
  turn: (priority: Priority, signal?: AbortSignal) => Promise<void>
  /** Lets nothing through for so many milliseconds. */
  hold: (ms: number) => void
}

type Waiter = { admit: () => void }
type PaceOptions = { clock: Clock; perSecond?: number; burst?: number }

/** A leaky bucket. Everybody in one office shares the portal's own (2/s, 50), so ours is smaller. Source: limits.md. */
export function createPace({ clock, perSecond = 2, burst = 10 }: PaceOptions): Pace {
  const waiting: Record<Priority, Set<Waiter>> = { capture: new Set(), background: new Set() }
  let level = 0
  let asOf = clock.now()
  let heldUntil = asOf
  let isAdmitting = false

  function msToNext(): number {
    const now = clock.now()
    level = Math.max(0, level - ((now - asOf) / 1000) * perSecond)
    asOf = now
    // Whole milliseconds: a rounding error must not become a wait too short to move the clock.
    return Math.ceil(Math.max(heldUntil - now, ((level + 1 - burst) / perSecond) * 1000 - 0.001, 0))
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

  function letIn(line: Set<Waiter>): void {
    const [first] = line
    if (!first) return
    line.delete(first)
    level += 1
    first.admit()
  }

  return {
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, clock.now() + ms)
    },
    turn: (priority, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const line = waiting[priority]
        const waiter = {
          admit: () => {
            signal?.removeEventListener('abort', leave)
            resolve()
          },
        }
        function leave() {
          line.delete(waiter)
          reject(signal?.reason as Error)
        }
        signal?.addEventListener('abort', leave, { once: true })
        line.add(waiter)
        void admit()
      }),
  }
}

/** One pace per portal, kept for as long as the returned function is. */
export function paceByPortal(create: () => Pace): (origin: string) => Pace {
  const paces = new Map<string, Pace>()
  return (origin) => {
    const pace = paces.get(origin) ?? create()
    paces.set(origin, pace)
    return pace
  }
}
