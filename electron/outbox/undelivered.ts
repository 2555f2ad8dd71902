import type { CaptureRecord } from './record.ts'

/** It is still to reach the portal, or needs a person before it can. */
export const isUndelivered = ({ state }: CaptureRecord) =>
  state === 'waiting' || state === 'sending' || state === 'attention'

/** All that is not delivered, oldest first, as it was typed: a text to take along, each under its moment. */
export function undelivered(records: readonly CaptureRecord[]): { count: number; text: string } {
  const left = records.filter(isUndelivered)
  const parts = left.map(({ capturedAt, portal, text }) => `${capturedAt} → ${portal}\n${text}\n`)
  return { count: left.length, text: parts.join('\n') }
}
