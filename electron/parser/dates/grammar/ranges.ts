import { bareClock, dotClock, inHalf, ledClock, sureClock, type Clock } from '../clock.ts'
import * as calendar from '../calendar.ts'
import type { DayOf } from '../calendar.ts'
import * as english from './english.ts'
import * as daysEnglish from './days-english.ts'
import * as daysRussian from './days-russian.ts'
import { dotted, fullDate } from './days-numeric.ts'
import type { Firmness, Meaning } from '../meaning.ts'
import { after, any, glued, made, maybe, means, number, seq, sign, word, type Reader } from './reader.ts'
import * as russian from './russian.ts'

const dash = sign('-–—−')
const clock = any<Clock>(
  ledClock,
  bareClock,
  means<Clock>(word('noon midday полудня'), { sort: 'sure', hour: 12, minute: 0 }),
  means<Clock>(word('midnight полуночи'), { sort: 'sure', hour: 24, minute: 0 }),
)
const plainClock = any<Clock>(sureClock, bareClock)
const from = word('с со c from')
// `отель на 3-7 декабря`
const stay = word('на for on')
const between = word('между between')
const to = any<unknown>(dash, word('до по to till until'))
const and = word('и and')
/** `с 10 до 12`, `между 10 и 12`: both ends, with the words that lead to them. */
const fromTo = <T>(reader: Reader<T>, until: Reader<unknown> = to): Reader<[T, T]> =>
  any(
    made(seq(from, reader, until, reader), ([, start, , end]) => [start, end]),
    made(seq(between, reader, and, reader), ([, start, , end]) => [start, end]),
  )

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

const nearDay = any(daysRussian.nearDay, daysEnglish.nearDay)
// `15-00`, `в 10-15`
const areMinutes = (lead: string | null, start: Clock, end: Clock) =>
  bothBare(start, end) && (end.hour === 0 || (lead !== null && [15, 20].includes(end.hour)))

const monthDay = any(daysRussian.monthDay, daysEnglish.monthDay)
const numericDay = any(fullDate, dotted)
const dayReader: Reader<DayOf> = any(nearDay, monthDay, numericDay)
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
const nextWeekday: Reader<DayOf> = made(
  seq(any<unknown>(word('next'), russian.nextOne), weekdays),
  ([, weekday]) => calendar.weekdayOf(weekday, 'next'),
)
const days = (firm: Firmness, first: DayOf, last: DayOf, backwards: boolean): Meaning => ({
  kind: 'days',
  firm,
  first,
  last,
  backwards,
})
const inMonth =
  (month: number, day: number, year: number | null): DayOf =>
  (today) =>
    calendar.nextDate(today, month, day, year)
const year = made(
  seq(number(1900, 2199, 4), maybe(any<unknown>(word('год года г'), seq(word('г'), glued(sign('.')))))),
  ([value]) => value,
)

const through = any<unknown>(to, word('through'))
/** `1-5 декабря`, `с 1 по 5 декабря`, `Dec 1-5`: two days of a month that is named once. */
const inOneMonth = (reader: Reader<{ first: number; last: number; month: number }>): Reader<Meaning> =>
  made(seq(reader, maybe(any(year, after(sign(','), year)))), ([{ first, last, month }, inYear]) =>
    first < last ? days('firm', inMonth(month, first, inYear), inMonth(month, last, inYear), true) : null,
  )
const numbers = (day: Reader<number>): Reader<[number, number]> =>
  any(
    fromTo(day, any<unknown>(dash, word('по до to till until through'))),
    made(seq(maybe(stay), day, any<unknown>(dash, word('to through')), day), ([, first, , last]) => [
      first,
      last,
    ]),
    // `1 и 2 декабря`
    made(seq(day, and, day), ([first, , last]) => (last === first + 1 ? [first, last] : null)),
  )

/** `с 10 до 12`, `10:00-12:00`, `с 1 по 5 декабря`. */
export const ranges: Reader<Meaning>[] = [
  made(seq(numericDay, dash, numericDay), ([first, , last]) => days('firm', first, last, true)),
  hours(
    (start, end) => (bothBare(start, end) ? 'edge' : 'firm'),
    fromTo(clock, any<unknown>(dash, word('до to till until'))),
  ),
  // `с 7 по 9` are days or pages.
  hours(
    () => 'firm',
    made(fromTo(clock, word('по')), ([start, end]) => (bothBare(start, end) ? null : [start, end])),
  ),
  hours(
    (start, end) => (bothBare(start, end) ? 'beside' : 'firm'),
    made(seq(maybe(word('в at')), plainClock, dash, plainClock), ([lead, start, , end]) =>
      areMinutes(lead, start, end) ? null : [start, end],
    ),
  ),
  // `10.50-12.50` may be prices.
  hours(
    () => 'edge',
    made(seq(dotClock, dash, dotClock), ([start, , end]) => [start, end]),
  ),
  // `2-3 дня` is a length.
  hours(
    () => 'beside',
    made(seq(maybe(word('в at')), clock, dash, clock), ([, start, , end]) => [start, end]),
  ),
  hours(
    () => 'firm',
    made(seq(sureClock, word('to till until до'), sureClock), ([start, , end]) => [start, end]),
  ),
  inOneMonth(
    made(seq(numbers(daysRussian.dayNumber), russian.monthOfDay), ([[first, last], month]) => ({
      first,
      last,
      month,
    })),
  ),
  inOneMonth(
    made(
      seq(maybe(any(from, stay)), english.month, numbers(daysEnglish.dayNumber)),
      ([, month, [first, last]]) => ({
        first,
        last,
        month,
      }),
    ),
  ),
  inOneMonth(
    made(seq(numbers(daysEnglish.dayNumber), english.month), ([[first, last], month]) => ({
      first,
      last,
      month,
    })),
  ),
  made(fromTo(dayReader, through), ([first, last]) => days('firm', first, last, true)),
  made(seq(monthDay, dash, monthDay), ([first, , last]) => days('firm', first, last, true)),
  made(seq(monthDay, any<unknown>(word('to till until through по до')), monthDay), ([first, , last]) =>
    days('firm', first, last, true),
  ),
  made(fromTo(weekdays, through), ([first, last]) => days('firm', next(first), next(last), false)),
  // `from Monday to next Friday`
  made(seq(from, weekdays, through, nextWeekday), ([, first, , last]) =>
    days('firm', next(first), last, false),
  ),
  made(seq(from, nearDay, through, weekdays), ([, first, , last]) => days('firm', first, next(last), false)),
]
