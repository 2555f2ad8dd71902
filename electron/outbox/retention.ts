import type { KeepSent } from '../model.ts'
import type { Outbox } from './outbox.ts'
import type { CaptureRecord } from './record.ts'
import { isSettled } from './states.ts'

type Needs = {
  outbox: Pick<Outbox, 'records' | 'remove'>
  /** For how many days what was sent is to be kept. */
  keepSent: () => KeepSent
  now: () => number
  /** What a portal's clock says, in milliseconds; null where it does not tell. Throws where none can be asked. */
  portalTime: () => Promise<number | null>
  /** Attachments may have become needless. */
  tidy: () => void
  onUnexpected: (error: unknown) => void
}

const day = 24 * 3_600_000

/**
 * Forgets what was sent, or taken back, longer ago than it is to be kept, by this computer's clock and by the portal's;
 * nothing else ever. Answers how many went. What could not be removed goes with the next run.
 */
export function createRetention({ outbox, keepSent, now, portalTime, tidy, onUnexpected }: Needs) {
  const isOver = (record: CaptureRecord, at: number): boolean => {
    const days = keepSent()
    if (days === 'forever' || !isSettled(record.state)) return false
    const since = Date.parse(record.settledAt ?? record.capturedAt)
    if (at - since < Number(days) * day) return false
    // By its task a lost answer of one of the same words is told from it.
    return !outbox.records().some((one) => !isSettled(one.state) && one.title === record.title)
  }
  const isThereAny = (at: number) => outbox.records().some((record) => isOver(record, at))

  /** A clock that was turned forward would empty the list; null: the portal cannot say whether ours was. */
  const agreedTime = async (): Promise<number | null> => {
    const theirs = await portalTime().catch(() => undefined)
    return theirs === undefined ? null : Math.min(now(), theirs ?? Infinity)
  }

  return async (): Promise<number> => {
    if (!isThereAny(now())) return 0
    const at = await agreedTime()
    if (at === null) return 0
    let gone = 0
    for (const { id } of outbox.records().filter((record) => isOver(record, at))) {
      const isGone = await outbox
        .remove(id, (record) => isOver(record, at))
        .catch((error: unknown) => {
          onUnexpected(error)
          return false
        })
      if (isGone) gone += 1
    }
    if (gone > 0) tidy()
    return gone
  }
}
