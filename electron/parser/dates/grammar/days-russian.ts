import * as calendar from '../calendar.ts'
import type { DayOf, Which } from '../calendar.ts'
import { dayMeaning, type Meaning } from '../meaning.ts'
import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'
import * as english from './english.ts'
import { aheadOf, day, ledDay, toward, weekdayMeaning } from './heads.ts'
import {
  dayInWords,
  dayWord,
  monthOfDay,
  nearest,
  nextOne,
  shortWeekday,
  thisOne,
  weekday,
} from './russian.ts'

const which: Parser<Which> = p.any<Which>(
  p.map(thisOne, () => 'this'),
  p.map(nearest, () => 'nearest'),
  p.map(nextOne, () => 'next'),
)
const until = p.any<unknown>(p.word('до'), p.seq(p.word('не'), p.word('позднее позже')))

/** `завтра`, `послезавтра`. */
export const nearDay: Parser<DayOf> = p.map(
  p.any(
    p.lookup(
      p.table<number>([
        ['сегодня', 0],
        ['завтра', 1],
        ['послезавтра', 2],
        ['послепослезавтра', 3],
      ]),
    ),
    p.map(p.words('после завтра'), () => 2),
    p.map(p.seq(p.word('сегодняшнего сегодняшнему сегодняшний'), p.word('дня дню день')), () => 0),
    p.map(p.seq(p.word('завтрашнего завтрашнему завтрашний'), p.word('дня дню день')), () => 1),
  ),
  (days) => (today) => today.add({ days }),
)

const suffixed = p.map(
  p.seq(p.number(1, 31, 1, 2), p.optional(p.adjacent(p.sign('-'))), p.adjacent(p.word('го му ого ому'))),
  ([value]) => value,
)
// `13-е` alone may be the thirteenth of anything.
const nominative = p.map(
  p.seq(p.number(1, 31, 1, 2), p.optional(p.adjacent(p.sign('-'))), p.adjacent(p.word('е ое'))),
  ([value]) => value,
)
/** `5`, `5-го`, `5-е`, `пятого`: a day of a month. */
export const dayNumber: Parser<number> = p.any(p.number(1, 31, 1, 2), suffixed, nominative, dayWord)

const yearNoun = p.any<unknown>(p.word('год года году г'), p.seq(p.word('г'), p.adjacent(p.sign('.'))))
const year = p.any<(now: number) => number>(
  p.map(
    p.seq(p.number(1900, 2199, 4), p.optional(yearNoun)),
    ([value]) =>
      () =>
        value,
  ),
  p.map(p.seq(thisOne, yearNoun), () => (now) => now),
  p.map(p.seq(nextOne, yearNoun), () => (now) => now + 1),
)

/** `5 мая`, `первого декабря 2027 года`. */
export const monthDay: Parser<DayOf> = p.map(
  p.seq(dayNumber, monthOfDay, p.optional(year)),
  ([day, month, yearFrom]) =>
    (today) =>
      calendar.nextDate(today, month, day, yearFrom?.(today.year) ?? null),
)

const stretch = p.lookup(
  p.table<calendar.Stretch>([
    ['недели неделе', 'week'],
    ['месяца месяце', 'month'],
    ['квартала квартале', 'quarter'],
    ['года году', 'year'],
  ]),
)

/** `конец недели`, `конца мая`: its last day. */
const endOf: Parser<DayOf> = p.map(
  p.seq(
    p.any<unknown>(
      p.word('конца концу конце конец'),
      p.seq(p.word('последний последнего последнему'), p.word('день дня дню')),
    ),
    p.any<DayOf>(
      p.map(p.seq(p.optional(which), stretch), ([chosen, name]) => calendar.lastDayOf(name, aheadOf(chosen))),
      p.map(p.seq(p.optional(which), p.word('рабочей'), p.word('недели')), ([chosen]) =>
        calendar.lastDayOf('week', aheadOf(chosen)),
      ),
      p.map(monthOfDay, (month) => calendar.endOfNamedMonth(month)),
    ),
  ),
  ([, on]) => on,
)

const weekdayAfter = (before: Parser<unknown>, form: Parser<number>): Parser<Meaning> =>
  p.map(p.seq(before, p.optional(which), p.any(form, shortWeekday)), ([, chosen, number]) =>
    weekdayMeaning('firm', number, chosen),
  )

const nth = p.lookup(
  p.table<number>([
    ['первый первую первое первого первой первому', 1],
    ['второй вторую второе второго второму', 2],
    ['третий третью третье третьего третьей третьему', 3],
    ['четвертый четвертую четвертое четвертого четвертой четвертому', 4],
    ['последний последнюю последнее последнего последней последнему последняя', -1],
    ['первая', 1],
    ['вторая', 2],
    ['третья', 3],
  ]),
)
const anyWeekday = p.any(weekday.nominative, weekday.accusative, weekday.genitive, weekday.dative)
/** `декабря`, `месяца`, `следующего месяца`: of which month; how many months further on, or its number. */
const monthNamed: Parser<calendar.MonthOf> = p.any<calendar.MonthOf>(
  p.map(monthOfDay, (month) => ({ month })),
  p.map(p.seq(p.optional(which), p.word('месяца')), ([chosen]) => ({ ahead: aheadOf(chosen) })),
)
/** `первый понедельник декабря`, `последняя пятница месяца`. */
const nthWeekday: Parser<DayOf> = p.map(p.seq(nth, anyWeekday, monthNamed), ([count, weekday, month]) =>
  calendar.nthWeekdayOf(count, weekday, month),
)
/** `начале декабря`, `середине недели`: its first day, and the one in its middle. */
const partOfPeriod: Parser<DayOf> = p.any<DayOf>(
  p.map(p.seq(p.word('начале началу начала'), monthNamed), ([, month]) => calendar.dayOfMonthOf(1, month)),
  p.map(p.seq(p.word('середине середины'), monthNamed), ([, month]) => calendar.dayOfMonthOf(15, month)),
  p.map(p.seq(p.word('начале началу начала'), p.optional(which), p.word('недели')), ([, chosen]) =>
    calendar.weekdayOf(1, chosen === 'next' ? 'next' : null),
  ),
  p.map(p.seq(p.word('середине середины'), p.optional(which), p.word('недели')), ([, chosen]) =>
    calendar.weekdayOf(3, chosen ?? 'this'),
  ),
)

/** Days in Russian, with the words before them. */
export const russianDays: Parser<Meaning>[] = [
  day('firm', nearDay),
  ledDay(toward, 'firm', nearDay),
  day('firm', monthDay),
  ledDay(toward, 'firm', monthDay),
  weekdayAfter(p.word('в во на'), weekday.accusative),
  weekdayAfter(p.word('к ко'), weekday.dative),
  weekdayAfter(until, weekday.genitive),
  // `к 10 утра пятницы`
  p.map(weekday.genitive, (number) => weekdayMeaning('beside', number, null)),
  weekdayAfter(english.toward, p.any(weekday.nominative, weekday.accusative)),
  p.map(p.seq(which, p.any(weekday.nominative, weekday.accusative, shortWeekday)), ([chosen, number]) =>
    weekdayMeaning('firm', number, chosen),
  ),
  p.map(p.any(weekday.nominative, shortWeekday), (number) => weekdayMeaning('open', number, null)),
  // `вечером четверга`.
  p.map(weekday.genitive, (number) => weekdayMeaning('beside', number, null)),
  ...numbersOfMonth(),
  day('firm', p.after(p.optional(p.word('в к ко до на')), nthWeekday)),
  ledDay(p.word('в к ко до на с'), 'firm', partOfPeriod),
  ledDay(p.word('до к в ко под на'), 'firm', endOf),
  day('open', endOf),
  p.map(p.seq(p.word('на'), p.optional(which), p.word('неделе')), ([, chosen]) =>
    dayMeaning('firm', calendar.lastDayOf('week', aheadOf(chosen)), { week: 'calendar' }),
  ),
  p.map(p.seq(p.word('в'), which, stretch), ([, chosen, name]) =>
    dayMeaning('firm', calendar.lastDayOf(name, aheadOf(chosen))),
  ),
  p.map(p.seq(p.word('в на'), p.optional(which), p.word('выходные выходных')), ([, chosen]) =>
    dayMeaning('firm', calendar.weekend(aheadOf(chosen))),
  ),
  p.map(p.seq(p.word('до к'), p.optional(which), p.word('выходных выходным')), ([, chosen]) =>
    dayMeaning('firm', calendar.lastDayOf('week', aheadOf(chosen))),
  ),
  p.map(p.seq(p.word('до к под'), p.word('нового новому новый'), p.word('года году год')), () =>
    dayMeaning('firm', calendar.lastDayOf('year', 0)),
  ),
]

/** `5 числа`, `к 5 числу`, `до 15-го`. */
function numbersOfMonth(): Parser<Meaning>[] {
  const noun = p.word('числа числу число')
  const month = p.optional(p.map(p.seq(which, p.word('месяца')), ([chosen]) => aheadOf(chosen)))
  const on =
    (day: number, monthsAhead: number | null = null): DayOf =>
    (today) =>
      calendar.nextDayOfMonth(monthsAhead ? today.with({ day: 1 }).add({ months: monthsAhead }) : today, day)
  return [
    p.map(p.seq(toward, dayNumber, noun, month), ([, day, , ahead]) => dayMeaning('firm', on(day, ahead))),
    p.map(p.seq(p.any(suffixed, dayWord), noun, month), ([day, , ahead]) =>
      dayMeaning('firm', on(day, ahead)),
    ),
    p.map(p.seq(p.number(1, 31, 1, 2), noun, month), ([day, , ahead]) => dayMeaning('open', on(day, ahead))),
    p.map(p.seq(p.optional(toward), p.any(suffixed, dayInWords)), ([, day]) => dayMeaning('edge', on(day))),
  ]
}
