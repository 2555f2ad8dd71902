import { Temporal } from 'temporal-polyfill'

/** A stretch of a text: UTF-16 offsets, `to` exclusive. */
export type Range = { from: number; to: number }

export type DateContext = {
  now: Date
  /** IANA name, such as `Europe/Moscow`. */
  zone: string
  /** Decides only what the two languages read differently, such as `12/05`; both are always understood. */
  locale: 'en' | 'ru'
  /** `HH:MM`, the time of a date that names none. */
  endOfDay: string
}

/** Times are wall clock with the zone's offset at that moment: `2026-11-23T15:00:00+03:00`. */
export type FoundDates = {
  deadline: string | null
  startPlan: string | null
  endPlan: string | null
  /** A time without a date that has passed today already, so that tomorrow is meant. */
  rolled: boolean
  /** What leaves the title, ascending. */
  spans: Range[]
}

// `today 15:00`, `tomorrow at 9:30`, `сегодня в 18:00`, `завтра 15:00`, each also without a time. `\b` knows no
// Cyrillic, hence the look-arounds.
const phrase =
  /(?<![\p{L}\p{N}_])(?<day>today|tomorrow|сегодня|завтра)(?:\s+(?:at\s+|в\s+)?(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d))?(?![\p{L}\p{N}_:])/giu

const daysAhead: Record<string, number> = { today: 0, сегодня: 0, tomorrow: 1, завтра: 1 }

/**
 * The deadline or the planned time in a line; of two dates the last one, the other stays text. Null when there is none.
 * `closed`: stretches that are not looked into. Pure, never throws.
 */
export function findDates(
  line: string,
  { now, zone, endOfDay }: DateContext,
  closed: readonly Range[] = [],
): FoundDates | null {
  const open = (from: number, to: number) => closed.every((range) => to <= range.from || range.to <= from)
  const match = [...line.matchAll(phrase)].findLast(({ index, 0: text }) => open(index, index + text.length))
  if (!match?.groups) return null
  const { day = '', hour, minute } = match.groups
  const date = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: daysAhead[day.toLowerCase()] ?? 0 })
  const time = hour === undefined ? endOfDay : `${hour.padStart(2, '0')}:${minute}`
  return {
    deadline: wallClock(date, time, zone),
    startPlan: null,
    endPlan: null,
    rolled: false,
    spans: [{ from: match.index, to: match.index + match[0].length }],
  }
}

/** A wall-clock time that a change to summer time skips becomes the one an hour later, as calendars do. */
function wallClock(date: Temporal.PlainDate, time: string, zone: string): string {
  return date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toString({
    timeZoneName: 'never',
    smallestUnit: 'second',
  })
}
