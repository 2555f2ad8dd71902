import { Temporal } from 'temporal-polyfill'

/** A day in the user's zone. */
export type Day = Temporal.PlainDate
/** Which day is meant, seen from today; null when there is none that a task could be due on. */
export type DayOf = (today: Day, workdays: readonly number[]) => Day | null

/** Monday to Friday. */
export const usualWorkdays: readonly number[] = [1, 2, 3, 4, 5]

/** Which of several days of a name: of this week, the nearest, of the next week. */
export type Which = 'this' | 'nearest' | 'next'

/** 1 is Monday, 7 is Sunday. A day that has the name of today is a week ahead. */
export const nextWeekday = (today: Day, weekday: number): Day =>
  today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 })

/** The day of that name in the ISO week of a date. */
export const weekdayOfWeek = (date: Day, weekday: number): Day => date.add({ days: weekday - date.dayOfWeek })

/** The day of that name that is closest to a date. */
export const nearestWeekday = (date: Day, weekday: number): Day =>
  date.add({ days: ((weekday - date.dayOfWeek + 10) % 7) - 3 })

/** The day of that name in this ISO week, or the next one when it has passed. */
export function thisWeekday(today: Day, weekday: number): Day {
  const date = weekdayOfWeek(today, weekday)
  return Temporal.PlainDate.compare(date, today) < 0 ? date.add({ weeks: 1 }) : date
}

/** A stretch of the calendar. */
export type Stretch = 'week' | 'month' | 'quarter' | 'year'

/** The last day of this stretch of the calendar, or of the one so many further on; of a week the last that is worked. */
export const lastDayOf =
  (stretch: Stretch, ahead: number): DayOf =>
  (today, workdays) => {
    if (stretch === 'week') return endOfWeek(today, ahead, workdays)
    if (stretch === 'month') return endOfMonth(today.add({ months: ahead }))
    if (stretch === 'year') return today.add({ years: ahead }).with({ month: 12, day: 31 })
    const quarter = today.add({ months: 3 * ahead })
    return endOfMonth(quarter.with({ day: 1, month: Math.ceil(quarter.month / 3) * 3 }))
  }

// At the weekend the working week that comes is meant.
function endOfWeek(today: Day, ahead: number, workdays: readonly number[]): Day {
  const last = Math.max(...workdays)
  const isOver = ahead === 0 && today.dayOfWeek > last
  return weekdayOfWeek(today.add({ weeks: isOver ? 1 : ahead }), last)
}

/** The Saturday of this week, or of so many weeks further on; on a Sunday the weekend is still this one. */
export const weekend =
  (ahead: number): DayOf =>
  (today) =>
    ahead === 0 && today.dayOfWeek === 7 ? today : weekdayOfWeek(today.add({ weeks: ahead }), 6)

const endOfMonth = (date: Day): Day => date.with({ day: date.daysInMonth })

/** The next such day of a month, today included; null for a day that no month has. */
export function nextDayOfMonth(today: Day, day: number): Day | null {
  const first = today.with({ day: 1 })
  for (const months of [0, 1, 2]) {
    const date = dayIn(first.add({ months }), day)
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date
  }
  return null
}

/** The next such date, today included; in that year when one is named, and null when it has passed. */
export function nextDate(today: Day, month: number, day: number, year: number | null = null): Day | null {
  if (day < 1 || day > mostDays) return null
  const hasPassed = month < today.month || (month === today.month && day < today.day)
  const first = year ?? today.year + (hasPassed ? 1 : 0)
  if (first < today.year || (first === today.year && hasPassed)) return null
  // A 29th of February may be eight years away.
  for (let candidate = first; candidate <= (year ?? today.year + 8); candidate += 1) {
    if (day <= 28 || day <= daysInMonth(candidate, month))
      return new Temporal.PlainDate(candidate, month, day)
  }
  return null
}

const mostDays = 31
const daysInMonth = (year: number, month: number) => new Temporal.PlainDate(year, month, 1).daysInMonth

/** The end of a month by its number, this year or next. */
export const endOfNamedMonth =
  (month: number): DayOf =>
  (today) =>
    endOfMonth(today.with({ day: 1, month }).add({ years: month < today.month ? 1 : 0 }))

/** The day of that name by itself, or with `this`, `next` before it. */
export function weekdayOf(weekday: number, which: Which | null): DayOf {
  if (which === 'this') return (today) => thisWeekday(today, weekday)
  if (which === 'next') return (today) => weekdayOfWeek(today.add({ weeks: 1 }), weekday)
  return (today) => nextWeekday(today, weekday)
}

/** Working days from now. */
export function addWorkingDays(today: Day, count: number, workdays: readonly number[]): Day {
  let date = today
  for (let left = count; left > 0; left -= 1) {
    date = date.add({ days: 1 })
    while (!workdays.includes(date.dayOfWeek)) date = date.add({ days: 1 })
  }
  return date
}

const dayIn = (month: Day, day: number): Day | null =>
  day >= 1 && day <= month.daysInMonth ? month.with({ day }) : null

/** Which month: by its number, the next of that name, or so many further on. */
export type MonthOf = { month: number } | { ahead: number }

/** The day of a month by its number, once more a year or a month on where it has passed. */
export const dayOfMonthOf = (day: number, which: MonthOf): DayOf =>
  firstAhead(which, (first) => dayIn(first, day))

/** The first, second … day of that name in a month; of -1 the last one. */
export const nthWeekdayOf = (count: number, weekday: number, which: MonthOf): DayOf =>
  firstAhead(which, (first) => {
    const edge = count > 0 ? first : endOfMonth(first)
    const steps = count > 0 ? (weekday - edge.dayOfWeek + 7) % 7 : -((edge.dayOfWeek - weekday + 7) % 7)
    const date = edge.add({ days: steps + 7 * (count > 0 ? count - 1 : 0) })
    return date.month === first.month ? date : null
  })

const firstAhead =
  (which: MonthOf, dateIn: (first: Day) => Day | null): DayOf =>
  (today) => {
    const first = today.with({ day: 1 })
    const start = 'month' in which ? first.with({ month: which.month }) : first.add({ months: which.ahead })
    const step = 'month' in which ? { years: 1 } : { months: 1 }
    const dates = [start, start.add(step)].map(dateIn)
    return dates.find((date) => date !== null && Temporal.PlainDate.compare(date, today) >= 0) ?? null
  }
