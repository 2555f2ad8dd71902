import { areStoredAlike } from '../bitrix/tasks/stored-title.ts'
import type { Attachments } from '../draft/attachments.ts'
import type { Draft } from '../draft/draft.ts'
import type { KeepSent } from '../model.ts'
import type { Outbox } from './outbox.ts'
import type { CaptureRecord } from './record.ts'
import { isSettled } from './states.ts'

type RetentionDeps = {
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
 * nothing else ever. Returns how many were removed. What could not be removed goes with the next run.
 */
export function createRetention({ outbox, keepSent, now, portalTime, tidy, onUnexpected }: RetentionDeps) {
  const isOver = (record: CaptureRecord, at: number): boolean => {
    const days = keepSent()
    if (days === 'forever' || !isSettled(record.state)) return false
    const since = Date.parse(record.settledAt ?? record.capturedAt)
    if (at - since < Number(days) * day) return false
    // By its task a lost answer of one of the same words is told from it.
    return !outbox.records().some((one) => !isSettled(one.state) && areStoredAlike(one.title, record.title))
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

/** How long what was undone can be brought back with its files, in milliseconds. */
const recall = 24 * 3_600_000

/** Removes the files that neither the draft nor a capture needs any more. */
export async function tidyAttachments(
  { draft, outbox, attachments }: { draft: Draft; outbox: Outbox; attachments: Attachments },
  now: Date,
): Promise<void> {
  await attachments.keepOnly(() => {
    const inCaptures = outbox.records().filter((one) => needsFiles(one, now))
    const needed = [...draft.attachments(), ...inCaptures.flatMap((one) => one.attachments)]
    return new Set(needed.map(({ id }) => id))
  })
}

function needsFiles({ state, capturedAt, steps }: CaptureRecord, now: Date): boolean {
  if (state === 'undone') return now.getTime() - Date.parse(capturedAt) < recall
  return steps.some(({ name, state }) => name === 'files' && state !== 'done')
}
