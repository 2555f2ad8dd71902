import { nextDate, type DayOf } from '../calendar.ts'
import type { Meaning } from '../meaning.ts'
import { day, ledDay, toward } from './heads.ts'
import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'

const yearWord = p.optional(p.any<unknown>(p.word('г года'), p.seq(p.word('г'), p.adjacent(p.sign('.')))))
const fullYear = p.number(1900, 2199, 4)
// `12.10.26` may be a version; a year of two digits is one of this century's first half.
const shortYear = p.map(p.number(20, 49, 2, 2), (value) => 2000 + value)
const paddedDay = p.number(1, 31, 2, 2)
const paddedMonth = p.number(1, 12, 2, 2)

const on =
  (day: number, month: number, year: number | null = null): DayOf =>
  (today) =>
    nextDate(today, month, day, year)

/** `2026-12-01`, also with dots or slashes. */
const yearFirst: Parser<DayOf> = p.any<DayOf>(
  ...['-', '.', '/'].map((separator) => {
    const between = p.adjacent(p.sign(separator))
    const part = (most: number) => p.adjacent(p.number(1, most, separator === '-' ? 2 : 1, 2))
    return p.map(p.seq(fullYear, between, part(12), between, part(31)), ([year, , month, , day]) =>
      on(day, month, year),
    )
  }),
)

/** `01.12.2026`, `01-12-2026`, `1.12.26`. */
const dayFirst: Parser<DayOf> = p.any<DayOf>(
  ...['-', '.'].map((separator) => {
    const between = p.adjacent(p.sign(separator))
    const month = p.adjacent(p.number(1, 12, 1, 2))
    return p.map(
      p.seq(p.number(1, 31, 1, 2), between, month, between, p.adjacent(fullYear), yearWord),
      ([day, , month, , year]) => on(day, month, year),
    )
  }),
  p.map(
    p.seq(
      paddedDay,
      p.adjacent(p.sign('.')),
      p.adjacent(paddedMonth),
      p.adjacent(p.sign('.')),
      p.adjacent(shortYear),
      yearWord,
    ),
    ([day, , month, , year]) => on(day, month, year),
  ),
)

/** A date with its year, in numbers. */
export const fullDate: Parser<DayOf> = p.any(yearFirst, dayFirst)

/** `25.12`: day and month, or a number. */
export const dotted: Parser<DayOf> = p.map(
  p.seq(p.number(1, 31, 1, 2), p.adjacent(p.sign('.')), p.adjacent(paddedMonth)),
  ([day, , month]) => on(day, month),
)

/** The two numbers of `25/12`, and the year of `25/12/2026`. */
const slashed = p.seq(
  p.number(1, 31, 1, 2),
  p.adjacent(p.sign('/')),
  p.adjacent(p.number(1, 31, 1, 2)),
  p.optional(p.map(p.seq(p.adjacent(p.sign('/')), p.adjacent(fullYear)), ([, year]) => year)),
)

/** Elsewhere than in Russian `5/12` is a date only with a year, and then the month leads unless that day has passed. */
function slashedDate(one: number, other: number, year: number | null, dayLeads: boolean): DayOf | null {
  const dayMonth = other <= 12 ? on(one, other, year) : null
  const monthDay = one <= 12 ? on(other, one, year) : null
  if (!dayMonth || !monthDay) return dayMonth ?? monthDay
  if (dayLeads) return dayMonth
  return year === null ? null : (today, workdays) => monthDay(today, workdays) ?? dayMonth(today, workdays)
}

/** Numeric dates. `dayLeads`: `5/12` is the 5th of December; elsewhere it is text. */
export function numericDays(dayLeads: boolean): Parser<Meaning>[] {
  const slashedDay = p.map(slashed, ([one, , other, year]) => slashedDate(one, other, year, dayLeads))
  const withYear = p.map(slashed, ([one, , other, year]) =>
    year === null ? null : slashedDate(one, other, year, dayLeads),
  )
  // `16/9` and `24/7` are none.
  const overTwelve = p.map(
    p.seq(paddedDay, p.adjacent(p.sign('/')), p.adjacent(paddedMonth)),
    ([day, , month]) => (day > 12 ? on(day, month) : null),
  )
  return [
    day('firm', p.any(fullDate, withYear)),
    ledDay(toward, 'firm', p.any(fullDate, slashedDay)),
    day('edge', dotted),
    // After `в` and `at` it is a time: `в 10.12`.
    ledDay(p.word('к ко до на by on before until till due for'), 'firm', dotted),
    day('edge', overTwelve),
  ]
}
