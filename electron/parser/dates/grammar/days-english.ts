import * as calendar from '../calendar.ts'
import type { DayOf, Stretch, Which } from '../calendar.ts'
import * as english from './english.ts'
import { month, ordinalEnding, shortWeekday, weekday, wordWeekday } from './english.ts'
import { dayMeaning, type Firmness, type Meaning } from '../meaning.ts'
import {
  after,
  any,
  lookup,
  made,
  maybe,
  number,
  seq,
  sign,
  table,
  word,
  words,
  type Reader,
} from './reader.ts'
import * as russian from './russian.ts'

const the = maybe(word('the'))
// Many write both languages in one sentence: `до Friday`.
const toward = any(english.toward, russian.toward)
const which: Reader<Which> = any<Which>(
  made(word('this'), () => 'this'),
  made(any<unknown>(word('coming'), words('this coming')), () => 'nearest'),
  made(word('next'), () => 'next'),
)
const aheadOf = (chosen: Which | null) => (chosen === 'next' ? 1 : 0)

/** `tomorrow`, `the day after tomorrow`. */
export const nearDay: Reader<DayOf> = made(
  any(
    lookup(
      table<number>([
        ['today tod', 0],
        ['tomorrow tmrw tmr tmw tomorow tommorow tommorrow', 1],
        ['overmorrow', 2],
      ]),
    ),
    made(seq(the, words('day after tomorrow')), () => 2),
  ),
  (days) => (today) => today.add({ days }),
)

/** `5`, `5th`: a day of a month. */
export const dayNumber: Reader<number> = made(seq(number(1, 31, 1, 2), maybe(ordinalEnding)), ([day]) => day)
const ordinal = made(seq(number(1, 31, 1, 2), ordinalEnding), ([day]) => day)
const year = number(1900, 2199, 4)

/** `Dec 25`, `5th of May 2027`. */
export const monthDay: Reader<DayOf> = any<DayOf>(
  made(
    seq(
      month,
      the,
      dayNumber,
      maybe(
        any(
          year,
          made(seq(sign(','), year), ([, value]) => value),
        ),
      ),
    ),
    ([number, , day, inYear]) => dateOf(number, day, inYear),
  ),
  made(seq(the, dayNumber, maybe(word('of')), month, maybe(sign(',')), year), ([, day, , number, , inYear]) =>
    dateOf(number, day, inYear),
  ),
  made(seq(the, dayNumber, maybe(word('of')), month), ([, day, , number]) => dateOf(number, day, null)),
)

function dateOf(inMonth: number, day: number, inYear: number | null): DayOf {
  return (today) => calendar.nextDate(today, inMonth, day, inYear)
}

const stretch: Reader<Stretch> = any<Stretch>(
  lookup(
    table<Stretch>([
      ['week wk', 'week'],
      ['workweek', 'workweek'],
      ['month', 'month'],
      ['quarter', 'quarter'],
      ['year', 'year'],
    ]),
  ),
  made(seq(word('work working business'), word('week')), () => 'workweek'),
)
const endOf: Reader<DayOf> = any<DayOf>(
  made(seq(the, words('end of'), the, maybe(which), stretch), ([, , , chosen, name]) =>
    calendar.lastDayOf(name, aheadOf(chosen)),
  ),
  made(seq(the, words('end of'), month), ([, , number]) => calendar.endOfNamedMonth(number)),
  made(
    lookup(
      table<Stretch>([
        ['eow', 'week'],
        ['eom', 'month'],
        ['eoq', 'quarter'],
        ['eoy', 'year'],
      ]),
    ),
    (name) => calendar.lastDayOf(name, 0),
  ),
)

const weekdayMeaning = (firm: Firmness, number: number, chosen: Which | null) =>
  dayMeaning(firm, calendar.weekdayOf(number, chosen), { weekday: number })
const anyWeekday = any(weekday, shortWeekday, wordWeekday)
const led = (before: Reader<unknown>, firm: Firmness, reader: Reader<DayOf>): Reader<Meaning> =>
  made(seq(before, reader), ([, on]) => dayMeaning(firm, on))
const beforeThe = seq(toward, the)

/** Days in English, with the words before them. */
export const englishDays: Reader<Meaning>[] = [
  made(after(maybe(word('later')), nearDay), (on) => dayMeaning('firm', on)),
  led(toward, 'firm', nearDay),
  made(monthDay, (on) => dayMeaning('firm', on)),
  led(toward, 'firm', monthDay),
  made(seq(maybe(toward), which, anyWeekday), ([, chosen, number]) => weekdayMeaning('firm', number, chosen)),
  made(seq(toward, any(weekday, shortWeekday)), ([, number]) => weekdayMeaning('firm', number, null)),
  made(seq(toward, wordWeekday), ([, number]) => weekdayMeaning('open', number, null)),
  made(any(weekday, shortWeekday), (number) => weekdayMeaning('open', number, null)),
  made(wordWeekday, (number) => weekdayMeaning('beside', number, null)),
  led(
    beforeThe,
    'edge',
    made(ordinal, (day) => (today) => calendar.nextDayOfMonth(today, day)),
  ),
  led(any<unknown>(toward, word('in')), 'firm', endOf),
  made(endOf, (on) => dayMeaning('open', on)),
  made(seq(maybe(toward), which, stretch), ([before, chosen, name]) =>
    dayMeaning(
      before ? 'firm' : 'open',
      calendar.lastDayOf(name, aheadOf(chosen)),
      name === 'week' ? { week: 'calendar' } : {},
    ),
  ),
  made(seq(word('over by before until till on at for'), word('the'), word('weekend')), ([before]) =>
    dayMeaning('firm', calendar.lastDayOf(/^(before|until|till)$/.test(before) ? 'workweek' : 'week', 0)),
  ),
  made(seq(maybe(toward), which, word('weekend')), ([, chosen]) =>
    dayMeaning('firm', calendar.lastDayOf('week', aheadOf(chosen))),
  ),
]
