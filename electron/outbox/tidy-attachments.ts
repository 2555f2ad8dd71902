import type { Attachments } from '../draft/attachments.ts'
import type { Draft } from '../draft/draft.ts'
import type { Outbox } from './outbox.ts'
import type { CaptureRecord } from './record.ts'

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
