import * as calendar from '../calendar.ts'
import type { DayOf, Stretch, Which } from '../calendar.ts'
import { month, ordinalEnding, shortWeekday, weekday, wordWeekday } from './english.ts'
import { dayMeaning, type Meaning } from '../meaning.ts'
import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'
import { aheadOf, day, ledDay, toward, weekdayMeaning } from './heads.ts'

const the = p.optional(p.word('the'))
const which: Parser<Which> = p.any<Which>(
  p.map(p.word('this'), () => 'this'),
  p.map(p.any<unknown>(p.word('coming'), p.words('this coming')), () => 'nearest'),
  p.map(p.word('next'), () => 'next'),
)

/** `tomorrow`, `the day after tomorrow`. */
export const nearDay: Parser<DayOf> = p.map(
  p.any(
    p.lookup(
      p.table<number>([
        ['today tod', 0],
        ['tomorrow tmrw tmr tmw', 1],
        ['overmorrow', 2],
      ]),
    ),
    p.map(p.seq(the, p.words('day after tomorrow')), () => 2),
  ),
  (days) => (today) => today.add({ days }),
)

/** `5`, `5th`: a day of a month. */
export const dayNumber: Parser<number> = p.map(
  p.seq(p.number(1, 31, 1, 2), p.optional(ordinalEnding)),
  ([day]) => day,
)
const ordinal = p.map(p.seq(p.number(1, 31, 1, 2), ordinalEnding), ([day]) => day)
const year = p.number(1900, 2199, 4)
const dash = p.adjacent(p.sign('-'))

/** `Dec 25`, `5th of May 2027`. */
export const monthDay: Parser<DayOf> = p.any<DayOf>(
  p.map(
    p.seq(
      month,
      the,
      dayNumber,
      p.optional(
        p.any(
          year,
          p.map(p.seq(p.sign(','), year), ([, value]) => value),
        ),
      ),
    ),
    ([number, , day, inYear]) => dateOf(number, day, inYear),
  ),
  p.map(
    p.seq(the, dayNumber, p.optional(p.word('of')), month, p.optional(p.sign(',')), year),
    ([, day, , number, , inYear]) => dateOf(number, day, inYear),
  ),
  p.map(p.seq(the, dayNumber, p.optional(p.word('of')), month), ([, day, , number]) =>
    dateOf(number, day, null),
  ),
  // `25-Dec-2026`
  p.map(
    p.seq(p.number(1, 31, 1, 2), dash, p.adjacent(month), p.optional(p.after(dash, p.adjacent(year)))),
    ([day, , number, inYear]) => dateOf(number, day, inYear),
  ),
)

function dateOf(inMonth: number, day: number, inYear: number | null): DayOf {
  return (today) => calendar.nextDate(today, inMonth, day, inYear)
}

const stretch: Parser<Stretch> = p.any<Stretch>(
  p.lookup(
    p.table<Stretch>([
      ['week wk workweek', 'week'],
      ['month', 'month'],
      ['quarter', 'quarter'],
      ['year', 'year'],
    ]),
  ),
  p.map(p.seq(p.word('work working business'), p.word('week')), () => 'week'),
)
const endOf: Parser<DayOf> = p.any<DayOf>(
  p.map(
    p.seq(the, p.any(p.words('end of'), p.words('last day of')), the, p.optional(which), stretch),
    ([, , , chosen, name]) => calendar.lastDayOf(name, aheadOf(chosen)),
  ),
  p.map(p.seq(the, p.any(p.words('end of'), p.words('last day of')), month), ([, , number]) =>
    calendar.endOfNamedMonth(number),
  ),
  p.map(
    p.lookup(
      p.table<Stretch>([
        ['eow', 'week'],
        ['eom', 'month'],
        ['eoq', 'quarter'],
        ['eoy', 'year'],
      ]),
    ),
    (name) => calendar.lastDayOf(name, 0),
  ),
)

const anyWeekday = p.any(weekday, shortWeekday, wordWeekday)
const beforeThe = p.seq(toward, the)

const nth = p.lookup(
  p.table<number>([
    ['first', 1],
    ['second', 2],
    ['third', 3],
    ['fourth', 4],
    ['last', -1],
  ]),
)
const monthNamed: Parser<calendar.MonthOf> = p.any<calendar.MonthOf>(
  p.map(p.seq(p.optional(p.word('this')), month), ([, number]) => ({ month: number })),
  p.map(p.seq(p.word('the this'), p.word('month')), () => ({ ahead: 0 })),
  p.map(p.words('next month'), () => ({ ahead: 1 })),
)
/** `first Monday of December`, `the last Friday of the month`. */
const nthWeekday: Parser<DayOf> = p.map(
  p.seq(the, nth, weekday, p.word('of in'), monthNamed),
  ([, count, number, , inMonth]) => calendar.nthWeekdayOf(count, number, inMonth),
)
/** `the beginning of December`, `mid-December`: its first day, and the one in its middle. */
const partOfPeriod: Parser<DayOf> = p.any<DayOf>(
  p.map(p.seq(the, p.word('beginning start'), p.word('of'), monthNamed), ([, , , inMonth]) =>
    calendar.dayOfMonthOf(1, inMonth),
  ),
  p.map(p.seq(p.word('mid'), p.optional(p.sign('-')), month), ([, , number]) =>
    calendar.dayOfMonthOf(15, { month: number }),
  ),
  p.map(p.seq(the, p.words('middle of'), monthNamed), ([, , inMonth]) => calendar.dayOfMonthOf(15, inMonth)),
  p.map(p.seq(p.word('early'), p.words('next week')), () => calendar.weekdayOf(1, 'next')),
)

/** Days in English, with the words before them. */
export const englishDays: Parser<Meaning>[] = [
  ledDay(p.optional(p.word('later')), 'firm', nearDay),
  ledDay(toward, 'firm', nearDay),
  day('firm', monthDay),
  ledDay(toward, 'firm', monthDay),
  p.map(p.seq(p.optional(toward), which, anyWeekday), ([, chosen, number]) =>
    weekdayMeaning('firm', number, chosen),
  ),
  p.map(p.seq(toward, p.any(weekday, shortWeekday)), ([, number]) => weekdayMeaning('firm', number, null)),
  p.map(p.seq(toward, wordWeekday), ([, number]) => weekdayMeaning('open', number, null)),
  p.map(p.any(weekday, shortWeekday), (number) => weekdayMeaning('open', number, null)),
  p.map(wordWeekday, (number) => weekdayMeaning('beside', number, null)),
  // `Sunday 29th`: the two agree, or it is none
  p.map(p.seq(p.optional(toward), anyWeekday, p.optional(p.sign(',')), the, ordinal), ([, number, , , day]) =>
    dayMeaning('firm', (today) => {
      const date = calendar.nextDayOfMonth(today, day)
      return date?.dayOfWeek === number ? date : null
    }),
  ),
  ledDay(
    beforeThe,
    'edge',
    p.map(ordinal, (day) => (today) => calendar.nextDayOfMonth(today, day)),
  ),
  day('firm', p.after(p.optional(p.any<unknown>(toward, p.word('in'))), nthWeekday)),
  day('firm', p.after(p.optional(p.any<unknown>(toward, p.word('in'))), partOfPeriod)),
  ledDay(p.any<unknown>(toward, p.word('in')), 'firm', endOf),
  day('open', endOf),
  p.map(p.seq(p.optional(toward), which, stretch), ([before, chosen, name]) =>
    dayMeaning(
      before ? 'firm' : 'open',
      calendar.lastDayOf(name, aheadOf(chosen)),
      name === 'week' ? { week: 'calendar' } : {},
    ),
  ),
  p.map(p.seq(p.word('over by before until till on at for'), p.word('the'), p.word('weekend')), ([before]) =>
    dayMeaning(
      'firm',
      /^(before|until|till)$/.test(before) ? calendar.lastDayOf('week', 0) : calendar.weekend(0),
    ),
  ),
  p.map(p.seq(p.optional(toward), which, p.word('weekend')), ([, chosen]) =>
    dayMeaning('firm', calendar.weekend(aheadOf(chosen))),
  ),
]
