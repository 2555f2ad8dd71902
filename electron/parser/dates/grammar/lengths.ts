import * as calendar from '../calendar.ts'
import * as english from './english.ts'
import { dayMeaning, type Length, type Meaning } from '../meaning.ts'
import type { Parser } from './combinators.ts'
import type { Token } from './tokens.ts'
import * as p from './combinators.ts'
import * as russian from './russian.ts'

const isLowerCase = (tokens: readonly Token[], at: number) => tokens[at]?.raw === tokens[at]?.text

type Unit = 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'month' | 'year'

const dot = p.optional(p.adjacent(p.sign('.')))
const unit: Parser<Unit> = p.any<Unit>(
  p.lookup(
    p.table<Unit>([
      ['минуту минуты минут минутки минуток минуточку минуточек minute minutes', 'minute'],
      ['час часа часов часик часика часиков часок часочек hour hours', 'hour'],
      ['день дня дней денек денька деньков сутки суток day days', 'day'],
      ['неделю недели недель недельку недельки неделек week weeks', 'week'],
      ['месяц месяца месяцев месяцок month months', 'month'],
      ['год года лет year years', 'year'],
    ]),
  ),
  p.map(
    p.seq(
      p.lookup(
        p.table<Unit>([
          ['мин min mins', 'minute'],
          ['ч hr hrs h', 'hour'],
          ['дн', 'day'],
          ['нед wk wks', 'week'],
          ['мес', 'month'],
        ]),
      ),
      dot,
    ),
    ([name]) => name,
  ),
  // `in 3D`, `in 5M`: no days and no minutes.
  p.where(isLowerCase, p.constant(p.adjacent(p.word('м m')), 'minute')),
  p.where(isLowerCase, p.constant(p.adjacent(p.word('д d')), 'day')),
  p.where(isLowerCase, p.constant(p.adjacent(p.word('w')), 'week')),
  p.map(p.seq(p.word('рабочий рабочих'), p.word('день дня дней')), () => 'workday'),
  p.map(p.seq(p.word('business working work'), p.word('day days')), () => 'workday'),
)

const fraction = p.map(
  p.seq(p.number(0, 999, 1, 3), p.adjacent(p.sign('.,')), p.adjacent(p.number(0, 9, 1, 1))),
  ([whole, , tenths]) => whole + tenths / 10,
)
const count: Parser<number> = p.any(
  p.number(1, 999, 1, 3),
  // `2-3 дня`: the last moment of it.
  p.map(p.seq(p.number(1, 999, 1, 3), p.sign('-–—'), p.number(1, 999, 1, 3)), ([least, , most]) =>
    least < most ? most : null,
  ),
  fraction,
  russian.countWord,
  english.countWord,
  p.map(p.seq(p.word('полтора полторы'), p.optional(p.word('с'))), () => 1.5),
)

const lengthOf = (amount: number, name: Unit): Length | null => {
  if (name === 'minute') return Number.isInteger(amount) ? { minutes: amount } : null
  if (name === 'hour') return { minutes: Math.round(amount * 60) }
  if (name === 'month' && amount === 1.5) return { months: 1, days: 15 }
  if (name === 'year' && amount === 1.5) return { months: 18 }
  if (!Number.isInteger(amount) || name === 'workday') return null
  if (name === 'day') return { days: amount }
  if (name === 'week') return { weeks: amount }
  return name === 'month' ? { months: amount } : { years: amount }
}

const workdays = p.map(p.seq(p.optional(count), unit), ([amount, name]) =>
  name === 'workday' && Number.isInteger(amount ?? 1) ? (amount ?? 1) : null,
)
const half = p.any<Length>(
  p.map(p.word('полчаса полчасика'), () => ({ minutes: 30 })),
  p.map(p.seq(p.word('half'), p.word('an a'), p.word('hour')), () => ({ minutes: 30 })),
  p.map(p.seq(p.optional(p.word('a')), p.words('half hour')), () => ({ minutes: 30 })),
  p.map(p.word('полгода'), () => ({ months: 6 })),
  p.map(p.words('час с половиной'), () => ({ minutes: 90 })),
  p.map(p.words('an hour and a half'), () => ({ minutes: 90 })),
  p.map(p.word('минутку'), () => ({ minutes: 1 })),
  p.map(p.words('четверть часа'), () => ({ minutes: 15 })),
  p.map(p.word('fortnight'), () => ({ weeks: 2 })),
  p.map(p.words('a fortnight'), () => ({ weeks: 2 })),
)
const counted: Parser<Length> = p.any(
  half,
  p.map(p.seq(count, unit), ([amount, name]) => lengthOf(amount, name)),
)
// `час двадцать`
const tens = p.lookup(
  p.table([
    ['десять', 10],
    ['пятнадцать', 15],
    ['двадцать', 20],
    ['тридцать', 30],
    ['сорок', 40],
    ['пятьдесят', 50],
  ]),
)
const compound: Parser<Length> = p.any(
  counted,
  p.map(
    p.seq(p.optional(count), p.word('час часа часов'), tens, p.optional(p.word('минут мин'))),
    ([hours, , minutes]) => ({
      minutes: (hours ?? 1) * 60 + minutes,
    }),
  ),
  p.map(p.seq(counted, p.optional(p.word('и and')), counted), ([one, , other]) => sum(one, other)),
)

function sum(one: Length, other: Length): Length | null {
  if (one.minutes && !other.minutes) return null
  return { ...one, ...other, minutes: (one.minutes ?? 0) + (other.minutes ?? 0) }
}

// Hours and minutes are counted on the clock, days and longer ones on the calendar.
function meaningOf(length: Length): Meaning {
  if (length.minutes) return { kind: 'ahead', firm: 'firm', length }
  return dayMeaning('firm', (today) => today.add(length), length.weeks ? { week: 'counted' } : {})
}

function daysAfter(length: Length, weekday: number): Meaning | null {
  if (length.minutes) return null
  return dayMeaning('firm', (today) => calendar.nextWeekday(today, weekday).add(length))
}

const weeks: Parser<Length> = p.map(counted, (length) =>
  length.weeks === undefined || Object.keys(length).length > 1 ? null : length,
)

const inside = p.any<unknown>(
  p.word('через спустя in within'),
  p.words('in the next'),
  p.words('within the next'),
)
const during = p.any<unknown>(p.words('в течение'), p.words('в течении'), p.words('в ближайшие'))
const today = dayMeaning('firm', (day) => day)

/** `через 2 часа`, `in a couple of days`: a moment or a day so far from now. */
export const lengths: Parser<Meaning>[] = [
  p.map(p.seq(inside, compound), ([, length]) => meaningOf(length)),
  p.map(p.seq(p.any(inside, during), workdays), ([, days]) =>
    dayMeaning('firm', (day, workdays) => calendar.addWorkingDays(day, days, workdays)),
  ),
  // `через день` passes one day over; `через 1 день` does not.
  p.map(p.seq(p.word('через'), p.word('день денек')), () => meaningOf({ days: 2 })),
  p.map(p.seq(p.word('через'), unit), ([, name]) => {
    const length = name === 'day' || name === 'workday' ? { days: 1 } : lengthOf(1, name)
    return length && meaningOf(length)
  }),
  p.map(p.seq(compound, p.any<unknown>(p.words('from now'), p.words('from today'))), ([length]) =>
    meaningOf(length),
  ),
  // `two weeks later`, where nothing says later than what
  p.map(p.seq(compound, p.word('later hence спустя')), ([length]) => ({
    ...meaningOf(length),
    firm: 'open',
  })),
  // `a week from Friday`
  p.map(
    p.seq(compound, p.word('from after'), p.any(english.weekday, english.shortWeekday)),
    ([length, , number]) => daysAfter(length, number),
  ),
  // `a week on Friday`, `Friday week`: not this one but the one after it.
  p.map(p.seq(weeks, p.word('on'), p.any(english.weekday, english.shortWeekday)), ([length, , number]) =>
    daysAfter(length, number),
  ),
  p.map(p.seq(p.optional(english.toward), english.weekday, p.word('week')), ([, number]) =>
    daysAfter({ weeks: 1 }, number),
  ),
  // `недели через две`, `минут через 20`: about so long from now.
  p.map(p.seq(unit, p.word('через'), count), ([name, , amount]) => {
    const length = lengthOf(amount, name)
    return length && meaningOf(length)
  }),
  p.map(p.seq(during, compound), ([, length]) => meaningOf(length)),
  p.map(p.seq(during, p.word('дня')), () => today),
  p.map(p.seq(during, p.word('суток')), () => meaningOf({ days: 1 })),
  p.map(p.seq(during, p.word('часа')), () => meaningOf({ minutes: 60 })),
  p.map(p.seq(during, p.word('недели')), () => meaningOf({ weeks: 1 })),
  p.map(p.seq(during, p.word('месяца')), () => meaningOf({ months: 1 })),
]
