import { Temporal } from 'temporal-polyfill'
import type { DateNote } from '../../model.ts'
import type { Token } from './grammar/tokens.ts'
import type { Day } from './calendar.ts'
import { chooseDay, type ChosenDay } from './choose-day.ts'
import { chooseTime, type ChosenTime } from './choose-time.ts'
import { isOf, type Part, type PartOf, type SurePart, type Time } from './meaning.ts'
import { atWallClock, minutesOf, minutesOfClose, minutesOfHours, written } from './wall-clock.ts'

/** When something is due or planned, and the expressions that say so. */
export type Moment = {
  deadline: string | null
  startPlan: string | null
  endPlan: string | null
  rolled: boolean
  notes: DateNote[]
  parts: readonly Part[]
}

type Context = {
  zone: string
  endOfDay: string
  now: Temporal.ZonedDateTime
  today: Day
  workdays: readonly number[]
}

const nothing = { deadline: null, startPlan: null, endPlan: null, rolled: false, notes: [] }
const lastMinute = 23 * 60 + 59
// A range of days begins at nine.
const startOfDay = 9 * 60

/** The last date of a line with its time, wherever that stands; a time alone is of today, or of tomorrow when it has passed. */
export function momentOf(
  tokens: readonly Token[],
  parts: readonly SurePart[],
  context: Context,
): Moment | null {
  const last = parts.findLast(isOf('ahead', 'days', 'day'))
  if (last && isOf('ahead')(last)) return aheadOf(last, context)
  if (last && isOf('days')(last)) return daysOf(last, tokens, context)
  const day = chooseDay(tokens, parts.filter(isOf('day')), context.today, context.workdays)
  const time = chooseTime(tokens, parts.filter(isOf('time', 'hours')))
  if (time) return timeOf(tokens, time, day, context)
  if (!day) return null
  return dayAlone(day, tokens, context)
}

function dayAlone(day: ChosenDay, tokens: readonly Token[], context: Context): Moment {
  const { endOfDay, zone, now } = context
  const close = minutesOfClose(endOfDay)
  const isLate = isOn(day.day, now) && hasPassed(close, now)
  const deadline = atWallClock(day.day, isLate ? lastMinute : close, zone)
  return { ...nothing, deadline, notes: notesOf(isLate, day, tokens, now), parts: day.parts }
}

function aheadOf(part: PartOf<'ahead'>, { now }: Context): Moment {
  const moment = now.add(part.meaning.length).round({ smallestUnit: 'minute', roundingMode: 'floor' })
  return { ...nothing, deadline: written(moment), parts: [part] }
}

function daysOf(part: PartOf<'days'>, tokens: readonly Token[], context: Context): Moment | null {
  const { now, today, endOfDay, zone, workdays } = context
  const [start, end] = bounds(part.meaning, today, workdays)
  if (!start || !end) return null
  return {
    ...nothing,
    notes: notesOf(false, { day: end, parts: [part] }, tokens, now),
    startPlan: atWallClock(start, startOfDay, zone),
    endPlan: atWallClock(end, minutesOfClose(endOfDay), zone),
    parts: [part],
  }
}

// Of dates the end looks forward, so that a range which has begun is this one; of weekdays the start does.
function bounds(
  { first, last, backwards }: PartOf<'days'>['meaning'],
  today: Day,
  workdays: readonly number[],
): [Day | null, Day | null] {
  const start = first(today, workdays)
  if (!backwards) return [start, start && last(start, workdays)]
  const end = last(today, workdays)
  const isAfter = start && end && Temporal.PlainDate.compare(start, end) > 0
  return [isAfter ? start.subtract({ years: 1 }) : start, end]
}

function timeOf(
  tokens: readonly Token[],
  { clock, half }: ChosenTime,
  day: ChosenDay | null,
  context: Context,
): Moment {
  const { endOfDay, zone } = context
  const written = writtenZone(tokens, clock, context.now)
  const now = written ? context.now.withTimeZone(written.id) : context.now
  const parts = [...(day?.parts ?? []), clock, ...(half ? [half] : []), ...(written ? [written.part] : [])]
  const halfTime = half?.meaning.time ?? null
  const [start, end] =
    clock.meaning.kind === 'hours'
      ? minutesOfHours(clock.meaning, halfTime, endOfDay)
      : [minutesOf(clock.meaning.time, halfTime, endOfDay), null]
  const isToday = [clock, half].some((part) => part?.meaning.kind === 'time' && part.meaning.isToday)
  const isClose = clock.meaning.kind === 'time' && clock.meaning.time.sort === 'close'
  const rolled = !day && !isToday && !isClose && hasPassed(start, now)
  const date = day?.day ?? now.toPlainDate().add({ days: rolled ? 1 : 0 })
  const at = (minutes: number) => inZone(atWallClock(date, minutes, written?.id ?? zone), zone)
  if (end !== null)
    return {
      ...nothing,
      startPlan: at(start),
      endPlan: at(end),
      rolled,
      notes: written?.notes(date, start) ?? [],
      parts,
    }
  const due = isOn(date, now) && hasPassed(start, now) ? laterToday(clock, halfTime, start, now) : start
  const notes = notesOf(due === lastMinute && due !== start, day, tokens, now)
  return {
    ...nothing,
    deadline: at(due),
    rolled,
    notes: [...notes, ...(written?.notes(date, due) ?? [])],
    parts,
  }
}

// `сегодня в 9`, said at noon, is in the evening; what cannot be is due at the end of today.
function laterToday(
  clock: ChosenTime['clock'],
  half: Time | null,
  start: number,
  now: Temporal.ZonedDateTime,
): number {
  const isBare = clock.meaning.kind === 'time' && clock.meaning.time.sort === 'bare' && half === null
  const other = start + 12 * 60
  return isBare && other < 24 * 60 && !hasPassed(other, now) ? other : lastMinute
}

/** The zone that is written behind a time, if the user's is another at the moment. */
function writtenZone(tokens: readonly Token[], { to }: Part, now: Temporal.ZonedDateTime) {
  const zone = tokens[to]?.zone
  if (zone?.offset == null) return null
  const { offset, label } = zone
  const id = `${offset < 0 ? '-' : '+'}${twoDigits(Math.abs(offset) / 60)}:${twoDigits(Math.abs(offset) % 60)}`
  const isOther = offset !== now.offsetNanoseconds / 60e9
  const notes = (date: Day, minutes: number): DateNote[] =>
    isOther ? [{ kind: 'zone', at: atWallClock(date, minutes, id), zone: label }] : []
  return {
    id,
    notes,
    part: { from: to, to: to + 1, meaning: { kind: 'text', recurring: false } } satisfies Part,
  }
}

const twoDigits = (value: number) => String(Math.floor(value)).padStart(2, '0')

/** The same moment on the user's clock. */
const inZone = (time: string, zone: string) => written(Temporal.Instant.from(time).toZonedDateTimeISO(zone))

type SaidDay = { day: Day; parts: readonly Part[] }

function notesOf(
  isLate: boolean,
  day: SaidDay | null,
  tokens: readonly Token[],
  now: Temporal.ZonedDateTime,
): DateNote[] {
  if (isLate) return [{ kind: 'late' }]
  return day && isYearAway(day, tokens, now) ? [{ kind: 'year-away' }] : []
}

const lengthWord =
  /^(через|in|within|from|после|спустя|later|г|год.*|лет|years?|месяц.*|months?|недел.*|weeks?|дн.*|days?)$/

/** `до 24 ноября` on the 25th: a day without a year that passed within the last month. */
function isYearAway({ day, parts }: SaidDay, tokens: readonly Token[], now: Temporal.ZonedDateTime): boolean {
  const next = now.toPlainDate().add({ years: 1 })
  if (
    Temporal.PlainDate.compare(day, next) >= 0 ||
    Temporal.PlainDate.compare(day, next.subtract({ days: 31 })) < 0
  )
    return false
  const said = parts.flatMap(({ from, to }) => tokens.slice(from, to))
  return !said.some(({ kind, text }) => lengthWord.test(text) || (kind === 'number' && text.length === 4))
}

const isOn = (day: Day, now: Temporal.ZonedDateTime) =>
  Temporal.PlainDate.compare(day, now.toPlainDate()) === 0
const hasPassed = (minutes: number, now: Temporal.ZonedDateTime) => minutes <= now.hour * 60 + now.minute
