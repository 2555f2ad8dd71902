import { Temporal } from 'temporal-polyfill'
import type { Token } from './grammar/tokens.ts'
import type { Day } from './calendar.ts'
import { chooseDay, type ChosenDay } from './choose-day.ts'
import { chooseTime, type ChosenTime } from './choose-time.ts'
import { isOf, type Part, type PartOf, type SurePart } from './meaning.ts'
import { atWallClock, minutesOf, minutesOfClose, minutesOfHours, written } from './wall-clock.ts'

/** When something is due or planned, and the expressions that say so. */
export type Moment = {
  deadline: string | null
  startPlan: string | null
  endPlan: string | null
  rolled: boolean
  parts: readonly Part[]
}

type Context = { zone: string; endOfDay: string; now: Temporal.ZonedDateTime }

const nothing = { deadline: null, startPlan: null, endPlan: null, rolled: false }
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
  if (last && isOf('days')(last)) return daysOf(last, context)
  const day = chooseDay(tokens, parts.filter(isOf('day')), context.now.toPlainDate())
  const time = chooseTime(tokens, parts.filter(isOf('time', 'hours')))
  if (time) return timeOf(time, day, context)
  if (!day) return null
  const { endOfDay, zone } = context
  return { ...nothing, deadline: atWallClock(day.day, minutesOfClose(endOfDay), zone), parts: day.parts }
}

function aheadOf(part: PartOf<'ahead'>, { now }: Context): Moment {
  const moment = now.add(part.meaning.length).round({ smallestUnit: 'minute', roundingMode: 'floor' })
  return { ...nothing, deadline: written(moment), parts: [part] }
}

function daysOf(part: PartOf<'days'>, { now, endOfDay, zone }: Context): Moment | null {
  const [start, end] = bounds(part.meaning, now.toPlainDate())
  if (!start || !end) return null
  return {
    ...nothing,
    startPlan: atWallClock(start, startOfDay, zone),
    endPlan: atWallClock(end, minutesOfClose(endOfDay), zone),
    parts: [part],
  }
}

// Of dates the end looks forward, so that a range which has begun is this one; of weekdays the start does.
function bounds({ first, last, backwards }: PartOf<'days'>['meaning'], today: Day): [Day | null, Day | null] {
  const start = first(today)
  if (!backwards) return [start, start && last(start)]
  const end = last(today)
  const isAfter = start && end && Temporal.PlainDate.compare(start, end) > 0
  return [isAfter ? start.subtract({ years: 1 }) : start, end]
}

function timeOf({ clock, half }: ChosenTime, day: ChosenDay | null, context: Context): Moment {
  const { now, endOfDay, zone } = context
  const parts = [...(day?.parts ?? []), clock, ...(half ? [half] : [])]
  const halfTime = half?.meaning.time ?? null
  const [start, end] =
    clock.meaning.kind === 'hours'
      ? minutesOfHours(clock.meaning, halfTime, endOfDay)
      : [minutesOf(clock.meaning.time, halfTime, endOfDay), null]
  const isToday = [clock, half].some((part) => part?.meaning.kind === 'time' && part.meaning.isToday)
  const rolled = !day && !isToday && hasPassed(start, now)
  const date = day?.day ?? now.toPlainDate().add({ days: rolled ? 1 : 0 })
  const [from, until] = [atWallClock(date, start, zone), end === null ? null : atWallClock(date, end, zone)]
  if (until === null) return { ...nothing, deadline: from, rolled, parts }
  return { ...nothing, startPlan: from, endPlan: until, rolled, parts }
}

const hasPassed = (minutes: number, now: Temporal.ZonedDateTime) => minutes <= now.hour * 60 + now.minute
