import { Temporal } from 'temporal-polyfill'
import type { Day } from './calendar.ts'
import { inHalf } from './clock.ts'
import type { DayPart, Time } from './meaning.ts'

const dayParts: Record<DayPart, number> = {
  morning: 9,
  noon: 12,
  lunch: 13,
  afternoon: 15,
  evening: 19,
  night: 22,
  midnight: 24,
}

/** Minutes since the day began, by its hands; 1440 and more is the next day. */
export function minutesOf(time: Time, half: Time | null, endOfDay: string): number {
  if (time.sort === 'part') return dayParts[time.part] * 60
  if (time.sort === 'close') return minutesOfClose(endOfDay)
  const told = half?.sort === 'part' && time.sort !== 'sure' ? inHalfOf(time, half.part) : null
  if (told) return told.hour * 60 + told.minute
  const hour = time.sort === 'bare' ? usualHour(time.hour) : time.hour
  return hour * 60 + time.minute
}

/** The end of the working day, of `HH:MM`. */
export function minutesOfClose(endOfDay: string): number {
  const [, hour = '19', minute = '00'] = /^(\d{1,2}):(\d\d)$/.exec(endOfDay) ?? []
  return Math.min(Number(hour) * 60 + Number(minute), 24 * 60)
}

// `в 5` is in the afternoon, `в 9` in the morning; `в 0` is the midnight that ends the day.
function usualHour(hour: number): number {
  if (hour === 0) return 24
  return hour < 7 ? hour + 12 : hour
}

function inHalfOf(time: Extract<Time, { hour: number }>, part: DayPart) {
  const isMorning = part === 'morning' || (part === 'noon' && time.hour > 6)
  return time.hour > 12 ? null : inHalf(time, isMorning ? 'morning' : part === 'night' ? 'night' : 'pm')
}

/** Start and end in minutes; a bare end follows its start: `с 6 до 8` is 18–20, `с 22 до 6` ends the next day. */
export function minutesOfHours(
  { start, end }: { start: Time; end: Time },
  half: Time | null,
  endOfDay: string,
): [start: number, end: number] {
  const from = minutesOf(start, half, endOfDay)
  const until = minutesOf(end, half, endOfDay)
  if (!('hour' in end) || end.sort !== 'bare')
    return [from, laterHalf(start, end, from, until) ?? later(from, until)]
  const written = end.hour * 60 + end.minute
  const candidates = [until, written, written + 12 * 60, written + 24 * 60]
  if (start.sort === 'bare' && end.hour === 12 && start.hour < 7)
    return [start.hour * 60 + start.minute, written]
  return [
    from,
    candidates.find((minutes) => minutes > from && minutes < from + 12 * 60) ?? later(from, until),
  ]
}

// `from 2 to 3:30`: the end is in the afternoon as its start is.
function laterHalf(start: Time, end: Time, from: number, until: number): number | null {
  if (start.sort !== 'bare' || end.sort !== 'written' || until > from) return null
  return until + 12 * 60 > from && until < 12 * 60 ? until + 12 * 60 : null
}

const later = (from: number, until: number) => (until > from ? until : until + 24 * 60)

/**
 * A wall-clock time with the zone's offset. A time that a change to summer time skips becomes the one an hour later, of a
 * doubled time it is the first, as calendars do.
 */
export function atWallClock(day: Day, minutes: number, zone: string): string {
  const date = day.add({ days: Math.floor(minutes / 1440) })
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 })
  return written(date.toZonedDateTime({ timeZone: zone, plainTime }))
}

/** Wall clock with offset, without the zone's name: `2026-11-23T15:00:00+03:00`. */
export const written = (moment: Temporal.ZonedDateTime): string =>
  moment.toString({ timeZoneName: 'never', smallestUnit: 'second' })
