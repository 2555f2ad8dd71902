import type { KeepSent } from '../ipc/contract.ts'
import type { Outbox } from './outbox.ts'
import type { CaptureRecord } from './record.ts'
import { isSettled } from './states.ts'

type Needs = {
  outbox: Pick<Outbox, 'records' | 'remove'>
  /** For how many days what was sent is to be kept. */
  keepSent: () => KeepSent
  now: () => number
  /** Attachments may have become needless. */
  tidy: () => void
  onUnexpected: (error: unknown) => void
}

const day = 24 * 3_600_000

/**
 * Forgets what was sent, or taken back, longer ago than it is to be kept; nothing else ever. Answers how many went.
 * What could not be removed goes with the next run.
 */
export function createRetention({ outbox, keepSent, now, tidy, onUnexpected }: Needs) {
  const isOver = (record: CaptureRecord): boolean => {
    const days = keepSent()
    if (days === 'forever' || !isSettled(record.state)) return false
    const since = Date.parse(record.settledAt ?? record.capturedAt)
    if (now() - since < Number(days) * day) return false
    // By its task a lost answer of one of the same words is told from it.
    return !outbox.records().some((one) => !isSettled(one.state) && one.title === record.title)
  }

  return async (): Promise<number> => {
    let gone = 0
    for (const { id } of outbox.records().filter(isOver)) {
      const isGone = await outbox.remove(id, isOver).catch((error: unknown) => {
        onUnexpected(error)
        return false
      })
      if (isGone) gone += 1
    }
    if (gone > 0) tidy()
    return gone
  }
}
