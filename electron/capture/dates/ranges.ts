import { bareClock, inHalf, ledClock, sureClock, type Clock } from './clock.ts'
import * as calendar from './calendar.ts'
import type { DayOf } from './calendar.ts'
import * as english from './english.ts'
import * as daysEnglish from './days-english.ts'
import * as daysRussian from './days-russian.ts'
import { dotted } from './days-numeric.ts'
import type { Firmness, Meaning } from './meaning.ts'
import { any, made, maybe, number, seq, sign, word, type Reader } from './reader.ts'
import * as russian from './russian.ts'

const dash = sign('-–—−')
const clock = any<Clock>(ledClock, bareClock)
const lead = word('с со c from between')
const to = any<unknown>(dash, word('до по to till until and'))

/** Hours of a day: sure where a half of the day or minutes are named. */
const hours = (
  firm: (start: Clock, end: Clock) => Firmness,
  reader: Reader<[Clock, Clock]>,
): Reader<Meaning> =>
  made(reader, ([first, end]) => {
    const start = sameHalf(first, end)
    return { kind: 'hours', firm: firm(start, end), start, end }
  })

// `3-5 pm`: both are afternoon; `11-2 pm`: only the second is.
function sameHalf(start: Clock, end: Clock): Clock {
  if (start.sort === 'sure' || end.sort !== 'sure' || start.hour > 12) return start
  const half = inHalf(start, end.hour < 12 ? 'am' : 'pm')
  return minutes(half) < minutes(end) ? half : inHalf(start, 'am')
}
const minutes = (time: Clock) => time.hour * 60 + time.minute
const bothBare = (start: Clock, end: Clock) => start.sort === 'bare' && end.sort === 'bare'

const dayReader: Reader<DayOf> = any<DayOf>(
  daysRussian.nearDay,
  daysEnglish.nearDay,
  daysRussian.monthDay,
  daysEnglish.monthDay,
  dotted,
)
const weekdays: Reader<number> = any(
  russian.weekday.genitive,
  russian.weekday.accusative,
  russian.shortWeekday,
  english.weekday,
  english.shortWeekday,
  english.wordWeekday,
)
const next =
  (weekday: number): DayOf =>
  (today) =>
    calendar.nextWeekday(today, weekday)
const days = (firm: Firmness, first: DayOf, last: DayOf, backwards: boolean): Meaning => ({
  kind: 'days',
  firm,
  first,
  last,
  backwards,
})
const inMonth =
  (month: number, day: number): DayOf =>
  (today) =>
    calendar.nextDate(today, month, day)

/** `с 10 до 12`, `10:00-12:00`, `с 1 по 5 декабря`. */
export const ranges: Reader<Meaning>[] = [
  hours(
    (start, end) => (bothBare(start, end) ? 'edge' : 'firm'),
    made(seq(lead, clock, to, clock), ([, start, , end]) => [start, end]),
  ),
  hours(
    (start, end) => (bothBare(start, end) ? 'beside' : 'firm'),
    made(seq(maybe(word('в at')), clock, dash, clock), ([, start, , end]) => [start, end]),
  ),
  hours(
    () => 'firm',
    made(seq(sureClock, word('to till until до'), sureClock), ([start, , end]) => [start, end]),
  ),
  made(
    seq(
      maybe(lead),
      daysRussian.dayNumber,
      any<unknown>(dash, word('по до')),
      daysRussian.dayNumber,
      russian.monthOfDay,
    ),
    ([, first, , last, month]) =>
      first < last ? days('firm', inMonth(month, first), inMonth(month, last), true) : null,
  ),
  made(
    seq(
      maybe(lead),
      english.month,
      daysEnglish.dayNumber,
      any<unknown>(dash, word('to till until through')),
      daysEnglish.dayNumber,
    ),
    ([, month, first, , last]) =>
      first < last ? days('firm', inMonth(month, first), inMonth(month, last), true) : null,
  ),
  made(
    seq(
      maybe(lead),
      number(1, 31, 1, 2),
      any<unknown>(dash, word('to till until through')),
      daysEnglish.dayNumber,
      english.month,
    ),
    ([, first, , last, month]) =>
      first < last ? days('firm', inMonth(month, first), inMonth(month, last), true) : null,
  ),
  made(seq(lead, dayReader, any<unknown>(to, word('through')), dayReader), ([, first, , last]) =>
    days('firm', first, last, true),
  ),
  made(
    seq(
      any(daysRussian.monthDay, daysEnglish.monthDay),
      dash,
      any(daysRussian.monthDay, daysEnglish.monthDay),
    ),
    ([first, , last]) => days('firm', first, last, true),
  ),
  made(seq(dotted, dash, dotted), ([first, , last]) => days('firm', first, last, true)),
  made(seq(lead, weekdays, any<unknown>(to, word('through')), weekdays), ([, first, , last]) =>
    days('firm', next(first), next(last), false),
  ),
  made(
    seq(lead, any(daysRussian.nearDay, daysEnglish.nearDay), any<unknown>(to, word('through')), weekdays),
    ([, first, , last]) => days('firm', first, next(last), false),
  ),
]
