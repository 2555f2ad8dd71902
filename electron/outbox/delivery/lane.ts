import type { Failure } from './failures.ts'
import type { CaptureRecord } from '../record.ts'

type Needs = {
  /** What can be carried now, oldest first. */
  ready: () => CaptureRecord[]
  /** Carries a capture; answers null, or why it did not come through. Throws where the disk refused a mark. */
  carry: (capture: CaptureRecord) => Promise<Failure | null>
  onUnexpected: (error: unknown) => void
  /** Milliseconds to wait after the n-th failed round in a row, counted from 1. */
  delay: (failures: number) => number
}

export type Lane = {
  /** Begins a round now; during one, another follows it. */
  wake(): void
  /** Ends after the capture under way. */
  stop(): Promise<void>
}

/**
 * Carries captures one after another, in rounds. One that does not come through is passed by until the next round, and
 * an account that cannot be reached with all its captures; then it waits, longer each time.
 */
export function createLane({ ready, carry, onUnexpected, delay }: Needs): Lane {
  let round: Promise<void> | null = null
  let askedAgain = false
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let stopped = false
  /** Those that failed by themselves go last, so that they cost the others no time. */
  const slow = new Set<string>()

  const carryAll = async () => {
    const passed = new Set<string>()
    const closed = new Set<string>()
    const next = () => {
      const open = ready().filter(({ id, accountId }) => !passed.has(id) && !closed.has(accountId))
      return open.find(({ id }) => !slow.has(id)) ?? open[0]
    }
    let hasFailed = false
    for (let capture = next(); capture && !stopped; capture = next()) {
      const failure = await carry(capture)
      if (failure !== null) passed.add(capture.id)
      if (failure === 'account') closed.add(capture.accountId)
      if (failure === 'capture') slow.add(capture.id)
      else slow.delete(capture.id)
      hasFailed ||= failure === 'account' || failure === 'capture'
    }
    failures = hasFailed ? failures + 1 : 0
  }

  const wake = () => {
    clearTimeout(timer)
    if (stopped) return
    if (round) {
      askedAgain = true
      return
    }
    round = carryAll()
      .catch((error: unknown) => {
        failures++
        onUnexpected(error) // the disk refused a mark; nothing was sent without one
      })
      .finally(() => {
        round = null
        const soon = askedAgain
        askedAgain = false
        if (stopped) return
        if (soon) wake()
        else if (failures > 0 && ready().length > 0) timer = setTimeout(wake, delay(failures))
      })
  }

  return {
    wake,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
