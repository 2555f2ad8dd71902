/** When a call began, by the portal's clock and by a stopwatch. */
export type Started = { date: Date; stopwatch: number }

/** Times calls and keeps the books on how long each method has kept the portal busy. */
export type Timekeeper = {
  start: () => Started
  /** The `time` of an answer. `operating` adds up what this user's calls of this method took in the last ten minutes. */
  finish: (started: Started, call: { api: 'v2' | 'v3'; userId: number; method: string }) => object
}

const baskets = 10

/** `format` writes a date with seconds and offset. */
export function createTimekeeper(now: () => Date, format: (date: Date) => string): Timekeeper {
  const used = new Map<string, Map<number, number>>()

  function addUp(key: string, minute: number, seconds: number): { total: number; oldest: number } {
    const minutes = used.get(key) ?? new Map<number, number>()
    used.set(key, minutes)
    minutes.set(minute, (minutes.get(minute) ?? 0) + seconds)
    for (const old of minutes.keys()) if (old <= minute - baskets) minutes.delete(old)
    return {
      total: [...minutes.values()].reduce((sum, part) => sum + part, 0),
      oldest: Math.min(...minutes.keys()),
    }
  }

  return {
    start: () => ({ date: now(), stopwatch: performance.now() }),
    finish(started, { api, userId, method }) {
      const duration = Math.max((performance.now() - started.stopwatch) / 1000, 1e-6)
      const start = started.date.getTime() / 1000
      const finish = start + duration
      const { total, oldest } = addUp(`${api} ${userId} ${method}`, Math.floor(finish / 60), duration)
      return {
        start: api === 'v3' ? Math.floor(start) : start,
        finish,
        duration,
        processing: api === 'v3' ? Math.floor(duration) : duration,
        date_start: format(started.date),
        date_finish: format(new Date(finish * 1000)),
        operating_reset_at: (oldest + baskets) * 60,
        operating: total,
      }
    },
  }
}
