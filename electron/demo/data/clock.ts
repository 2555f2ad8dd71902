/** The portal's clock. Some calls can be made to see it go wrong. */
export type Clock = {
  now: () => Date
  /** Runs a function that does not wait, and shows it a clock that many seconds ahead (or, below zero, behind). */
  skewed: <T>(seconds: number, run: () => T) => T
}

export function createClock(now: () => Date): Clock {
  let ahead = 0
  return {
    now: () => new Date(now().getTime() + ahead * 1000),
    skewed(seconds, run) {
      ahead = seconds
      try {
        return run()
      } finally {
        ahead = 0
      }
    },
  }
}
