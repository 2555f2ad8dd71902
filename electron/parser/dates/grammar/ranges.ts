import { bareClock, dotClock, inHalf, ledClock, sureClock, type Clock } from '../clock.ts'
import * as calendar from '../calendar.ts'
import type { DayOf } from '../calendar.ts'
import * as english from './english.ts'
import * as daysEnglish from './days-english.ts'
import * as daysRussian from './days-russian.ts'
import { dotted, fullDate } from './days-numeric.ts'
import type { Firmness, Meaning } from '../meaning.ts'
import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'
import * as russian from './russian.ts'

const dash = p.sign('-–—−')
const clock = p.any<Clock>(
  ledClock,
  bareClock,
  p.constant<Clock>(p.word('noon midday полудня'), { sort: 'sure', hour: 12, minute: 0 }),
  p.constant<Clock>(p.word('midnight полуночи'), { sort: 'sure', hour: 24, minute: 0 }),
)
const plainClock = p.any<Clock>(sureClock, bareClock)
const from = p.word('с со c from')
// `отель на 3-7 декабря`
const stay = p.word('на for on')
const between = p.word('между between')
const to = p.any<unknown>(dash, p.word('до по to till until'))
const and = p.word('и and')
/** `с 10 до 12`, `между 10 и 12`: both ends, with the words that lead to them. */
const fromTo = <T>(parser: Parser<T>, until: Parser<unknown> = to): Parser<[T, T]> =>
  p.any(
    p.map(p.seq(from, parser, until, parser), ([, start, , end]) => [start, end]),
    p.map(p.seq(between, parser, and, parser), ([, start, , end]) => [start, end]),
  )

/** Hours of a day: sure where a half of the day or minutes are named. */
const hours = (
  firm: (start: Clock, end: Clock) => Firmness,
  parser: Parser<[Clock, Clock]>,
): Parser<Meaning> =>
  p.map(parser, ([first, end]) => {
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

const nearDay = p.any(daysRussian.nearDay, daysEnglish.nearDay)
// `15-00`, `в 10-15`
const areMinutes = (lead: string | null, start: Clock, end: Clock) =>
  bothBare(start, end) && (end.hour === 0 || (lead !== null && [15, 20].includes(end.hour)))

const monthDay = p.any(daysRussian.monthDay, daysEnglish.monthDay)
const numericDay = p.any(fullDate, dotted)
const dayReader: Parser<DayOf> = p.any(nearDay, monthDay, numericDay)
const weekdays: Parser<number> = p.any(
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
const nextWeekday: Parser<DayOf> = p.map(
  p.seq(p.any<unknown>(p.word('next'), russian.nextOne), weekdays),
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
const year = p.map(
  p.seq(
    p.number(1900, 2199, 4),
    p.optional(p.any<unknown>(p.word('год года г'), p.seq(p.word('г'), p.adjacent(p.sign('.'))))),
  ),
  ([value]) => value,
)

const through = p.any<unknown>(to, p.word('through'))
/** `1-5 декабря`, `с 1 по 5 декабря`, `Dec 1-5`: two days of a month that is named once. */
const inOneMonth = (parser: Parser<{ first: number; last: number; month: number }>): Parser<Meaning> =>
  p.map(
    p.seq(parser, p.optional(p.any(year, p.after(p.sign(','), year)))),
    ([{ first, last, month }, inYear]) =>
      first < last ? days('firm', inMonth(month, first, inYear), inMonth(month, last, inYear), true) : null,
  )
const numbers = (day: Parser<number>): Parser<[number, number]> =>
  p.any(
    fromTo(day, p.any<unknown>(dash, p.word('по до to till until through'))),
    p.map(
      p.seq(p.optional(stay), day, p.any<unknown>(dash, p.word('to through')), day),
      ([, first, , last]) => [first, last],
    ),
    // `1 и 2 декабря`
    p.map(p.seq(day, and, day), ([first, , last]) => (last === first + 1 ? [first, last] : null)),
  )

/** `с 10 до 12`, `10:00-12:00`, `с 1 по 5 декабря`. */
export const ranges: Parser<Meaning>[] = [
  p.map(p.seq(numericDay, dash, numericDay), ([first, , last]) => days('firm', first, last, true)),
  hours(
    (start, end) => (bothBare(start, end) ? 'edge' : 'firm'),
    fromTo(clock, p.any<unknown>(dash, p.word('до to till until'))),
  ),
  // `с 7 по 9` are days or pages.
  hours(
    () => 'firm',
    p.map(fromTo(clock, p.word('по')), ([start, end]) => (bothBare(start, end) ? null : [start, end])),
  ),
  hours(
    (start, end) => (bothBare(start, end) ? 'beside' : 'firm'),
    p.map(p.seq(p.optional(p.word('в at')), plainClock, dash, plainClock), ([lead, start, , end]) =>
      areMinutes(lead, start, end) ? null : [start, end],
    ),
  ),
  // `10.50-12.50` may be prices.
  hours(
    () => 'edge',
    p.map(p.seq(dotClock, dash, dotClock), ([start, , end]) => [start, end]),
  ),
  // `2-3 дня` is a length.
  hours(
    () => 'beside',
    p.map(p.seq(p.optional(p.word('в at')), clock, dash, clock), ([, start, , end]) => [start, end]),
  ),
  hours(
    () => 'firm',
    p.map(p.seq(sureClock, p.word('to till until до'), sureClock), ([start, , end]) => [start, end]),
  ),
  inOneMonth(
    p.map(p.seq(numbers(daysRussian.dayNumber), russian.monthOfDay), ([[first, last], month]) => ({
      first,
      last,
      month,
    })),
  ),
  inOneMonth(
    p.map(
      p.seq(p.optional(p.any(from, stay)), english.month, numbers(daysEnglish.dayNumber)),
      ([, month, [first, last]]) => ({
        first,
        last,
        month,
      }),
    ),
  ),
  inOneMonth(
    p.map(p.seq(numbers(daysEnglish.dayNumber), english.month), ([[first, last], month]) => ({
      first,
      last,
      month,
    })),
  ),
  p.map(fromTo(dayReader, through), ([first, last]) => days('firm', first, last, true)),
  p.map(p.seq(monthDay, dash, monthDay), ([first, , last]) => days('firm', first, last, true)),
  p.map(p.seq(monthDay, p.any<unknown>(p.word('to till until through по до')), monthDay), ([first, , last]) =>
    days('firm', first, last, true),
  ),
  p.map(fromTo(weekdays, through), ([first, last]) => days('firm', next(first), next(last), false)),
  // `from Monday to next Friday`
  p.map(p.seq(from, weekdays, through, nextWeekday), ([, first, , last]) =>
    days('firm', next(first), last, false),
  ),
  p.map(p.seq(from, nearDay, through, weekdays), ([, first, , last]) =>
    days('firm', first, next(last), false),
  ),
]
