import { nextDate, type DayOf } from '../calendar.ts'
import * as english from './english.ts'
import { dayMeaning, type Firmness, type Meaning } from '../meaning.ts'
import { after, any, glued, made, maybe, number, seq, sign, word, type Reader } from './reader.ts'
import * as russian from './russian.ts'

const yearWord = maybe(any<unknown>(word('г года'), seq(word('г'), glued(sign('.')))))
const fullYear = number(1900, 2199, 4)
// `12.10.26` may be a version; a year of two digits is one of this century's first half.
const shortYear = made(number(20, 49, 2, 2), (value) => 2000 + value)
const paddedDay = number(1, 31, 2, 2)
const paddedMonth = number(1, 12, 2, 2)

const on =
  (day: number, month: number, year: number | null = null): DayOf =>
  (today) =>
    nextDate(today, month, day, year)

/** `2026-12-01`, also with dots or slashes. */
const yearFirst: Reader<DayOf> = any<DayOf>(
  ...['-', '.', '/'].map((separator) => {
    const between = glued(sign(separator))
    const part = (most: number) => glued(number(1, most, separator === '-' ? 2 : 1, 2))
    return made(seq(fullYear, between, part(12), between, part(31)), ([year, , month, , day]) =>
      on(day, month, year),
    )
  }),
)

/** `01.12.2026`, `01-12-2026`, `1.12.26`. */
const dayFirst: Reader<DayOf> = any<DayOf>(
  ...['-', '.'].map((separator) => {
    const between = glued(sign(separator))
    const month = glued(number(1, 12, 1, 2))
    return made(
      seq(number(1, 31, 1, 2), between, month, between, glued(fullYear), yearWord),
      ([day, , month, , year]) => on(day, month, year),
    )
  }),
  made(
    seq(paddedDay, glued(sign('.')), glued(paddedMonth), glued(sign('.')), glued(shortYear), yearWord),
    ([day, , month, , year]) => on(day, month, year),
  ),
)

/** A date with its year, in numbers. */
export const fullDate: Reader<DayOf> = any(yearFirst, dayFirst)

/** `25.12`: day and month, or a number. */
export const dotted: Reader<DayOf> = made(
  seq(number(1, 31, 1, 2), glued(sign('.')), glued(paddedMonth)),
  ([day, , month]) => on(day, month),
)

/** The two numbers of `25/12`, and the year of `25/12/2026`. */
const slashed = seq(
  number(1, 31, 1, 2),
  glued(sign('/')),
  glued(number(1, 31, 1, 2)),
  maybe(made(seq(glued(sign('/')), glued(fullYear)), ([, year]) => year)),
)

/** Elsewhere than in Russian `5/12` is a date only with a year, and then the month leads unless that day has passed. */
function slashedDate(one: number, other: number, year: number | null, dayLeads: boolean): DayOf | null {
  const dayMonth = other <= 12 ? on(one, other, year) : null
  const monthDay = one <= 12 ? on(other, one, year) : null
  if (!dayMonth || !monthDay) return dayMonth ?? monthDay
  if (dayLeads) return dayMonth
  return year === null ? null : (today) => monthDay(today) ?? dayMonth(today)
}

const plain = (firm: Firmness, reader: Reader<DayOf>): Reader<Meaning> =>
  made(reader, (date) => dayMeaning(firm, date))
const led = (before: Reader<unknown>, reader: Reader<DayOf>): Reader<Meaning> =>
  plain('firm', after(before, reader))

/** Numeric dates. `dayLeads`: `5/12` is the 5th of December; elsewhere it is text. */
export function numericDays(dayLeads: boolean): Reader<Meaning>[] {
  const toward = any(russian.toward, english.toward)
  const slashedDay = made(slashed, ([one, , other, year]) => slashedDate(one, other, year, dayLeads))
  const withYear = made(slashed, ([one, , other, year]) =>
    year === null ? null : slashedDate(one, other, year, dayLeads),
  )
  // `16/9` and `24/7` are none.
  const overTwelve = made(seq(paddedDay, glued(sign('/')), glued(paddedMonth)), ([day, , month]) =>
    day > 12 ? on(day, month) : null,
  )
  return [
    plain('firm', any(fullDate, withYear)),
    led(toward, any(fullDate, slashedDay)),
    plain('edge', dotted),
    // After `в` and `at` it is a time: `в 10.12`.
    led(word('к ко до на by on before until till due for'), dotted),
    plain('edge', overTwelve),
  ]
}
