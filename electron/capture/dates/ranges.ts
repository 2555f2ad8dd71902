import { bareClock, dotClock, inHalf, ledClock, sureClock, type Clock } from './clock.ts'
import * as calendar from './calendar.ts'
import type { DayOf } from './calendar.ts'
import * as english from './english.ts'
import * as daysEnglish from './days-english.ts'
import * as daysRussian from './days-russian.ts'
import { dotted, fullDate } from './days-numeric.ts'
import type { Firmness, Meaning } from './meaning.ts'
import { any, made, maybe, seq, sign, word, type Reader } from './reader.ts'
import * as russian from './russian.ts'

const dash = sign('-–—−')
const clock = any<Clock>(ledClock, bareClock)
const plainClock = any<Clock>(sureClock, bareClock)
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

const numericDay = any(fullDate, dotted)
const through = any<unknown>(to, word('through'))
const inOneMonth = (reader: Reader<[first: number, last: number, month: number]>): Reader<Meaning> =>
  made(reader, ([first, last, month]) =>
    first < last ? days('firm', inMonth(month, first), inMonth(month, last), true) : null,
  )
const nearDay = any(daysRussian.nearDay, daysEnglish.nearDay)
const monthDay = any(daysRussian.monthDay, daysEnglish.monthDay)
const anyDay = any(nearDay, monthDay, numericDay)

/** `с 10 до 12`, `10:00-12:00`, `с 1 по 5 декабря`. */
export const ranges: Reader<Meaning>[] = [
  made(seq(numericDay, dash, numericDay), ([first, , last]) => days('firm', first, last, true)),
  hours(
    (start, end) => (bothBare(start, end) ? 'edge' : 'firm'),
    made(seq(lead, clock, to, clock), ([, start, , end]) => [start, end]),
  ),
  hours(
    (start, end) => (bothBare(start, end) ? 'beside' : 'firm'),
    made(seq(word('в at'), clock, dash, clock), ([, start, , end]) => [start, end]),
  ),
  // Without a word before them `2-3 дня` is a length, and `10.50-12.50` may be prices.
  hours(
    (start, end) => (bothBare(start, end) ? 'beside' : 'firm'),
    made(seq(plainClock, dash, plainClock), ([start, , end]) => [start, end]),
  ),
  hours(
    () => 'edge',
    made(seq(dotClock, dash, dotClock), ([start, , end]) => [start, end]),
  ),
  hours(
    () => 'firm',
    made(seq(sureClock, word('to till until до'), sureClock), ([start, , end]) => [start, end]),
  ),
  inOneMonth(
    made(
      seq(maybe(lead), daysRussian.dayNumber, to, daysRussian.dayNumber, russian.monthOfDay),
      ([, first, , last, month]) => [first, last, month],
    ),
  ),
  inOneMonth(
    made(
      seq(maybe(lead), english.month, daysEnglish.dayNumber, through, daysEnglish.dayNumber),
      ([, month, first, , last]) => [first, last, month],
    ),
  ),
  inOneMonth(
    made(
      seq(maybe(lead), daysEnglish.dayNumber, through, daysEnglish.dayNumber, english.month),
      ([, first, , last, month]) => [first, last, month],
    ),
  ),
  made(seq(lead, anyDay, through, anyDay), ([, first, , last]) => days('firm', first, last, true)),
  made(seq(monthDay, any<unknown>(dash, word('to till until through по до')), monthDay), ([first, , last]) =>
    days('firm', first, last, true),
  ),
  made(seq(lead, weekdays, through, weekdays), ([, first, , last]) =>
    days('firm', next(first), next(last), false),
  ),
  made(seq(lead, nearDay, through, weekdays), ([, first, , last]) => days('firm', first, next(last), false)),
]
