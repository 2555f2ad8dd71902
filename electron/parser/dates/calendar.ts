import { Temporal } from 'temporal-polyfill'

/** A day in the user's zone. */
export type Day = Temporal.PlainDate
/** Which day is meant, seen from today; null when there is none that a task could be due on. */
export type DayOf = (today: Day) => Day | null

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

/** A stretch of the calendar; `workweek` ends on Friday. */
export type Stretch = 'week' | 'workweek' | 'month' | 'quarter' | 'year'

/** The last day of this stretch of the calendar, or of the one so many further on. */
export const lastDayOf =
  (stretch: Stretch, ahead: number): DayOf =>
  (today) => {
    if (stretch === 'week') return weekdayOfWeek(today.add({ weeks: ahead }), 7)
    if (stretch === 'workweek') return endOfWorkweek(today, ahead)
    if (stretch === 'month') return endOfMonth(today.add({ months: ahead }))
    if (stretch === 'year') return today.add({ years: ahead }).with({ month: 12, day: 31 })
    const quarter = today.add({ months: 3 * ahead })
    return endOfMonth(quarter.with({ day: 1, month: Math.ceil(quarter.month / 3) * 3 }))
  }

// At the weekend the working week that comes is meant.
function endOfWorkweek(today: Day, ahead: number): Day {
  const isOver = ahead === 0 && today.dayOfWeek > 5
  return weekdayOfWeek(today.add({ weeks: isOver ? 1 : ahead }), 5)
}

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
  const years = year === null ? Array.from({ length: 9 }, (_, ahead) => today.year + ahead) : [year]
  for (const candidate of years) {
    const date = dayIn(Temporal.PlainDate.from({ year: candidate, month, day: 1 }), day)
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date
  }
  return null
}

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

/** Working days from now, weekends left out. */
export function addWorkingDays(today: Day, count: number): Day {
  let date = today
  for (let left = count; left > 0; left -= 1) {
    date = date.add({ days: 1 })
    while (date.dayOfWeek > 5) date = date.add({ days: 1 })
  }
  return date
}

const dayIn = (month: Day, day: number): Day | null =>
  day >= 1 && day <= month.daysInMonth ? month.with({ day }) : null
