import type { Clock } from './clock.ts'
import { BitrixError } from './errors.ts'

/** Why a call may be repeated, and how long to wait before it. */
export type Retry = { because: 'network' | 'requests' | 'operating'; ms: number }

const waits = {
  network: [400, 1200],
  requests: [1000, 2000, 4000, 8000, 16_000],
  operating: [0, 0, 0], // how long is known to operatingLimits
}

/**
 * Decides over the failures of one call, in milliseconds with jitter. A read is repeated twice after a network
 * error, a write never: its first try may have run. Either is repeated when the portal named a limit, since that
 * answer proves that nothing ran. Returns null for no further try.
 */
export function retryPolicy({ kind, random }: { kind: 'read' | 'write'; random: () => number }) {
  const left = structuredClone(waits)
  return (error: unknown): Retry | null => {
    const because = reasonToRepeat(error, kind)
    const ms = because ? left[because].shift() : undefined
    return because && ms !== undefined ? { because, ms: ms * (1 + random() / 4) } : null
  }
}

function reasonToRepeat(error: unknown, kind: 'read' | 'write'): Retry['because'] | null {
  if (!(error instanceof BitrixError)) return null
  if (error.limit) return error.limit
  // A portal that was silent for a whole minute is not asked for two more.
  const isNetwork = error.code === 'offline' || error.code === 'host-not-found'
  return kind === 'read' && isNetwork ? 'network' : null
}

const longestBlock = 600_000
const usualBlock = 60_000

/**
 * Remembers which methods have used up their running time. `key` names account and method; times are in
 * milliseconds. The portal counts in ten one-minute baskets. Source: limits.md.
 */
export function operatingLimits(clock: Clock) {
  const resets = new Map<string, number>()
  const blocked = new Map<string, number>()
  return {
    /** Remembers what an answer said of the method's next reset. */
    record: (key: string, resetIn: number | null) => {
      if (resetIn !== null) resets.set(key, clock.now() + resetIn)
    },
    /** The method was refused for its running time: nothing of it until its reset, or for a minute. */
    block: (key: string) => {
      const untilReset = (resets.get(key) ?? 0) - clock.now()
      blocked.set(key, clock.now() + Math.min(longestBlock, untilReset > 0 ? untilReset : usualBlock))
    },
    /** Milliseconds until the method may be called; 0 for now. */
    remaining: (key: string) => Math.max(0, (blocked.get(key) ?? 0) - clock.now()),
  }
}
