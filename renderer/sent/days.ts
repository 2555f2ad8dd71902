import type { Capture } from '../../electron/model.ts'
import { daysAgo } from '../shared/moments.ts'

/** The captures of one local day; `ago` counts days back from today. */
export type Day = { ago: number; captures: Capture[] }

/** Newest first, cut where the local day changes. */
export function daysOf(captures: Capture[], now = new Date()): Day[] {
  const days: Day[] = []
  for (const capture of captures.toSorted((a, b) => b.capturedAt.localeCompare(a.capturedAt))) {
    const ago = daysAgo(capture.capturedAt, now)
    const day = days.at(-1)
    if (day?.ago === ago) day.captures.push(capture)
    else days.push({ ago, captures: [capture] })
  }
  return days
}
