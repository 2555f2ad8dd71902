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
        ['tomorrow tmrw tmr tmw tomorow tommorow tommorrow', 1],
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
)

function dateOf(inMonth: number, day: number, inYear: number | null): DayOf {
  return (today) => calendar.nextDate(today, inMonth, day, inYear)
}

const stretch: Parser<Stretch> = p.any<Stretch>(
  p.lookup(
    p.table<Stretch>([
      ['week wk', 'week'],
      ['workweek', 'workweek'],
      ['month', 'month'],
      ['quarter', 'quarter'],
      ['year', 'year'],
    ]),
  ),
  p.map(p.seq(p.word('work working business'), p.word('week')), () => 'workweek'),
)
const endOf: Parser<DayOf> = p.any<DayOf>(
  p.map(p.seq(the, p.words('end of'), the, p.optional(which), stretch), ([, , , chosen, name]) =>
    calendar.lastDayOf(name, aheadOf(chosen)),
  ),
  p.map(p.seq(the, p.words('end of'), month), ([, , number]) => calendar.endOfNamedMonth(number)),
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
  ledDay(
    beforeThe,
    'edge',
    p.map(ordinal, (day) => (today) => calendar.nextDayOfMonth(today, day)),
  ),
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
    dayMeaning('firm', calendar.lastDayOf(/^(before|until|till)$/.test(before) ? 'workweek' : 'week', 0)),
  ),
  p.map(p.seq(p.optional(toward), which, p.word('weekend')), ([, chosen]) =>
    dayMeaning('firm', calendar.lastDayOf('week', aheadOf(chosen))),
  ),
]
