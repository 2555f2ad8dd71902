import { Temporal } from 'temporal-polyfill'
import type { ParseContext } from '../parse.ts'

/** A deadline and where it stands in the line: UTF-16 offsets, `to` exclusive. */
export type FoundDeadline = {
  from: number
  to: number
  /** Wall-clock time with the zone's offset at that moment: `2026-11-23T15:00:00+03:00`. */
  at: string
}

// `today 15:00`, `tomorrow at 9:30`, `сегодня в 18:00`, `завтра 15:00`, each also without a time. `\b` knows no
// Cyrillic, hence the look-arounds.
const phrase =
  /(?<![\p{L}\p{N}_])(?<day>today|tomorrow|сегодня|завтра)(?:\s+(?:at\s+|в\s+)?(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d))?(?![\p{L}\p{N}_:])/giu

const daysAhead: Record<string, number> = { today: 0, сегодня: 0, tomorrow: 1, завтра: 1 }

/** The last deadline in a line; an earlier one stays text. Null when there is none. */
export function findDeadline(line: string, { now, zone, endOfDay }: ParseContext): FoundDeadline | null {
  const match = [...line.matchAll(phrase)].at(-1)
  if (!match?.groups) return null
  const { day = '', hour, minute } = match.groups
  const date = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: daysAhead[day.toLowerCase()] ?? 0 })
  const time = hour === undefined ? endOfDay : `${hour.padStart(2, '0')}:${minute}`
  return { from: match.index, to: match.index + match[0].length, at: wallClock(date, time, zone) }
}

/** A wall-clock time that a change to summer time skips becomes the one an hour later, as calendars do. */
function wallClock(date: Temporal.PlainDate, time: string, zone: string): string {
  return date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toString({
    timeZoneName: 'never',
    smallestUnit: 'second',
  })
}
