import { v2Error } from './errors.ts'
import type { Limits } from './limits.ts'

/** When a call began, by the portal's clock and by a stopwatch. */
export type Started = { date: Date; stopwatch: number }

/** Whose calls of which method are added up; `isCommand`: of a batch, whose time it uses up. */
export type Account = { api: 'v2' | 'v3'; account: string; method: string; isCommand?: boolean }

/** Times calls and keeps the books on how long each method has kept the portal busy. */
export type Timekeeper = {
  start: () => Started
  /** Throws `OPERATION_TIME_LIMIT` where this caller has used up the method's time, if time is limited. */
  admit: (account: Account) => void
  /** The `time` of an answer. `operating` adds up what this caller's calls of the method took in ten minutes. */
  finish: (started: Started, account: Account) => object
}

const baskets = 10

/** `format` writes a date with seconds and offset. */
export function createTimekeeper(
  now: () => Date,
  format: (date: Date) => string,
  limits: Limits | null,
): Timekeeper {
  const used = new Map<string, Map<number, number>>()

  /** The minutes that count; what is older falls out. */
  function minutesOf({ api, account, method, isCommand }: Account, minute: number): Map<number, number> {
    const key = `${api} ${account} ${isCommand ? 'batch' : method}`
    const minutes = used.get(key) ?? new Map<number, number>()
    used.set(key, minutes)
    for (const old of minutes.keys()) if (old <= minute - baskets) minutes.delete(old)
    return minutes
  }

  /** A batch takes the time of its commands and none of its own. */
  function charge(account: Account, duration: number): number {
    return account.method === 'batch' ? 0 : (limits?.secondsPerCall ?? duration)
  }

  return {
    start: () => ({ date: now(), stopwatch: performance.now() }),
    admit(account) {
      if (!limits) return
      const minutes = minutesOf(account, Math.floor(now().getTime() / 60_000))
      if (sum(minutes) > limits.operatingSeconds) {
        throw v2Error('OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit', 429)
      }
    },
    finish(started, account) {
      const duration = Math.max((performance.now() - started.stopwatch) / 1000, 1e-6)
      const start = started.date.getTime() / 1000
      const finish = start + duration
      const minute = Math.floor(finish / 60)
      const minutes = minutesOf(account, minute)
      minutes.set(minute, (minutes.get(minute) ?? 0) + charge(account, duration))
      return {
        start: account.api === 'v3' ? Math.floor(start) : start,
        finish,
        duration,
        processing: account.api === 'v3' ? Math.floor(duration) : duration,
        date_start: format(started.date),
        date_finish: format(new Date(finish * 1000)),
        operating_reset_at: (Math.min(...minutes.keys()) + baskets) * 60,
        operating: sum(minutes),
      }
    },
  }
}

function sum(minutes: Map<number, number>): number {
  return [...minutes.values()].reduce((total, seconds) => total + seconds, 0)
}
