import * as calendar from '../calendar.ts'
import type { DayOf, Which } from '../calendar.ts'
import { dayMeaning, type Firmness, type Meaning } from '../meaning.ts'
import {
  any,
  glued,
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
import * as english from './english.ts'
import * as russian from './russian.ts'
import { dayWord, monthOfDay, nearest, nextOne, shortWeekday, thisOne, weekday } from './russian.ts'

// Many write both languages in one sentence: `by завтра`.
const toward = any(russian.toward, english.toward)
const which: Reader<Which> = any<Which>(
  made(thisOne, () => 'this'),
  made(nearest, () => 'nearest'),
  made(nextOne, () => 'next'),
)
const aheadOf = (chosen: Which | null) => (chosen === 'next' ? 1 : 0)
const until = any<unknown>(word('до'), seq(word('не'), word('позднее позже')))

/** `завтра`, `послезавтра`. */
export const nearDay: Reader<DayOf> = made(
  any(
    lookup(
      table<number>([
        ['сегодня', 0],
        ['завтра', 1],
        ['послезавтра', 2],
        ['послепослезавтра', 3],
      ]),
    ),
    made(words('после завтра'), () => 2),
    made(seq(word('сегодняшнего сегодняшнему сегодняшний'), word('дня дню день')), () => 0),
    made(seq(word('завтрашнего завтрашнему завтрашний'), word('дня дню день')), () => 1),
  ),
  (days) => (today) => today.add({ days }),
)

const suffixed = made(
  seq(number(1, 31, 1, 2), maybe(glued(sign('-'))), glued(word('го му ого ому'))),
  ([value]) => value,
)
// `13-е` alone may be the thirteenth of anything.
const nominative = made(
  seq(number(1, 31, 1, 2), maybe(glued(sign('-'))), glued(word('е ое'))),
  ([value]) => value,
)
/** `5`, `5-го`, `5-е`, `пятого`: a day of a month. */
export const dayNumber: Reader<number> = any(number(1, 31, 1, 2), suffixed, nominative, dayWord)

const yearNoun = any<unknown>(word('год года году г'), seq(word('г'), glued(sign('.'))))
const year = any<(now: number) => number>(
  made(
    seq(number(1900, 2199, 4), maybe(yearNoun)),
    ([value]) =>
      () =>
        value,
  ),
  made(seq(thisOne, yearNoun), () => (now) => now),
  made(seq(nextOne, yearNoun), () => (now) => now + 1),
)

/** `5 мая`, `первого декабря 2027 года`. */
export const monthDay: Reader<DayOf> = made(
  seq(dayNumber, monthOfDay, maybe(year)),
  ([day, month, yearFrom]) =>
    (today) =>
      calendar.nextDate(today, month, day, yearFrom?.(today.year) ?? null),
)

const stretch = lookup(
  table<calendar.Stretch>([
    ['недели неделе', 'week'],
    ['месяца месяце', 'month'],
    ['квартала квартале', 'quarter'],
    ['года году', 'year'],
  ]),
)

/** `конец недели`, `конца мая`: its last day. */
const endOf: Reader<DayOf> = made(
  seq(
    word('конца концу конце конец'),
    any<DayOf>(
      made(seq(maybe(which), stretch), ([chosen, name]) => calendar.lastDayOf(name, aheadOf(chosen))),
      made(seq(maybe(which), word('рабочей'), word('недели')), ([chosen]) =>
        calendar.lastDayOf('workweek', aheadOf(chosen)),
      ),
      made(monthOfDay, (month) => calendar.endOfNamedMonth(month)),
    ),
  ),
  ([, on]) => on,
)

const weekdayMeaning = (firm: Firmness, number: number, chosen: Which | null) =>
  dayMeaning(firm, calendar.weekdayOf(number, chosen), { weekday: number })
const weekdayAfter = (before: Reader<unknown>, form: Reader<number>): Reader<Meaning> =>
  made(seq(before, maybe(which), any(form, shortWeekday)), ([, chosen, number]) =>
    weekdayMeaning('firm', number, chosen),
  )

const firm = (reader: Reader<DayOf>): Reader<Meaning> => made(reader, (on) => dayMeaning('firm', on))
const led = (before: Reader<unknown>, reader: Reader<DayOf>): Reader<Meaning> =>
  made(seq(before, reader), ([, on]) => dayMeaning('firm', on))

/** Days in Russian, with the words before them. */
export const russianDays: Reader<Meaning>[] = [
  firm(nearDay),
  led(toward, nearDay),
  firm(monthDay),
  led(toward, monthDay),
  weekdayAfter(word('в во на'), weekday.accusative),
  weekdayAfter(word('к ко'), weekday.dative),
  weekdayAfter(until, weekday.genitive),
  // `к 10 утра пятницы`
  made(weekday.genitive, (number) => weekdayMeaning('beside', number, null)),
  weekdayAfter(english.toward, any(weekday.nominative, weekday.accusative)),
  made(seq(which, any(weekday.nominative, weekday.accusative, shortWeekday)), ([chosen, number]) =>
    weekdayMeaning('firm', number, chosen),
  ),
  made(any(weekday.nominative, shortWeekday), (number) => weekdayMeaning('open', number, null)),
  // `вечером четверга`.
  made(weekday.genitive, (number) => weekdayMeaning('beside', number, null)),
  ...numbersOfMonth(),
  led(word('до к в ко под на'), endOf),
  made(endOf, (on) => dayMeaning('open', on)),
  made(seq(word('на'), maybe(which), word('неделе')), ([, chosen]) =>
    dayMeaning('firm', calendar.lastDayOf('week', aheadOf(chosen)), { week: 'calendar' }),
  ),
  made(seq(word('в'), which, stretch), ([, chosen, name]) =>
    dayMeaning('firm', calendar.lastDayOf(name, aheadOf(chosen))),
  ),
  made(seq(word('в на'), maybe(which), word('выходные выходных')), ([, chosen]) =>
    dayMeaning('firm', calendar.lastDayOf('week', aheadOf(chosen))),
  ),
  made(seq(word('до к'), maybe(which), word('выходных выходным')), ([, chosen]) =>
    dayMeaning('firm', calendar.lastDayOf('workweek', aheadOf(chosen))),
  ),
  made(seq(word('до к под'), word('нового новому новый'), word('года году год')), () =>
    dayMeaning('firm', calendar.lastDayOf('year', 0)),
  ),
]

/** `5 числа`, `к 5 числу`, `до 15-го`. */
function numbersOfMonth(): Reader<Meaning>[] {
  const noun = word('числа числу число')
  const month = maybe(made(seq(which, word('месяца')), ([chosen]) => aheadOf(chosen)))
  const on =
    (day: number, monthsAhead: number | null = null): DayOf =>
    (today) =>
      calendar.nextDayOfMonth(monthsAhead ? today.with({ day: 1 }).add({ months: monthsAhead }) : today, day)
  return [
    made(seq(toward, dayNumber, noun, month), ([, day, , ahead]) => dayMeaning('firm', on(day, ahead))),
    made(seq(any(suffixed, dayWord), noun, month), ([day, , ahead]) => dayMeaning('firm', on(day, ahead))),
    made(seq(number(1, 31, 1, 2), noun, month), ([day, , ahead]) => dayMeaning('open', on(day, ahead))),
    made(seq(maybe(toward), suffixed), ([, day]) => dayMeaning('edge', on(day))),
  ]
}
