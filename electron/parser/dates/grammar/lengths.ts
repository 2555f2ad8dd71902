import * as calendar from '../calendar.ts'
import * as english from './english.ts'
import { dayMeaning, type Length, type Meaning } from '../meaning.ts'
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
import * as russian from './russian.ts'

type Unit = 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'month' | 'year'

const dot = maybe(glued(sign('.')))
const unit: Reader<Unit> = any<Unit>(
  lookup(
    table<Unit>([
      ['минуту минуты минут минутки минуток minute minutes', 'minute'],
      ['час часа часов hour hours', 'hour'],
      ['день дня дней сутки суток day days', 'day'],
      ['неделю недели недель неделек week weeks', 'week'],
      ['месяц месяца месяцев month months', 'month'],
      ['год года лет year years', 'year'],
    ]),
  ),
  made(
    seq(
      lookup(
        table<Unit>([
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
  made(glued(word('м m')), () => 'minute'),
  made(glued(word('д d')), () => 'day'),
  made(glued(word('w')), () => 'week'),
  made(seq(word('рабочий рабочих'), word('день дня дней')), () => 'workday'),
  made(seq(word('business working work'), word('day days')), () => 'workday'),
)

const fraction = made(
  seq(number(0, 999, 1, 3), glued(sign('.,')), glued(number(0, 9, 1, 1))),
  ([whole, , tenths]) => whole + tenths / 10,
)
const count: Reader<number> = any(
  number(1, 999, 1, 3),
  // `2-3 дня`: the last moment of it.
  made(seq(number(1, 999, 1, 3), sign('-–—'), number(1, 999, 1, 3)), ([least, , most]) =>
    least < most ? most : null,
  ),
  fraction,
  russian.countWord,
  english.countWord,
  made(seq(word('полтора полторы'), maybe(word('с'))), () => 1.5),
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

const workdays = made(seq(maybe(count), unit), ([amount, name]) =>
  name === 'workday' && Number.isInteger(amount ?? 1) ? (amount ?? 1) : null,
)
const half = any<Length>(
  made(word('полчаса полчасика'), () => ({ minutes: 30 })),
  made(seq(word('half'), word('an a'), word('hour')), () => ({ minutes: 30 })),
  made(seq(maybe(word('a')), words('half hour')), () => ({ minutes: 30 })),
  made(word('полгода'), () => ({ months: 6 })),
  made(words('час с половиной'), () => ({ minutes: 90 })),
  made(words('an hour and a half'), () => ({ minutes: 90 })),
  made(word('часик'), () => ({ minutes: 60 })),
  made(word('минутку'), () => ({ minutes: 1 })),
  made(word('недельку'), () => ({ weeks: 1 })),
  made(words('четверть часа'), () => ({ minutes: 15 })),
  made(word('fortnight'), () => ({ weeks: 2 })),
  made(words('a fortnight'), () => ({ weeks: 2 })),
)
const counted: Reader<Length> = any(
  half,
  made(seq(count, unit), ([amount, name]) => lengthOf(amount, name)),
)
// `час двадцать`
const tens = lookup(
  table([
    ['десять', 10],
    ['пятнадцать', 15],
    ['двадцать', 20],
    ['тридцать', 30],
    ['сорок', 40],
    ['пятьдесят', 50],
  ]),
)
const compound: Reader<Length> = any(
  counted,
  made(seq(maybe(count), word('час часа часов'), tens, maybe(word('минут мин'))), ([hours, , minutes]) => ({
    minutes: (hours ?? 1) * 60 + minutes,
  })),
  made(seq(counted, maybe(word('и and')), counted), ([one, , other]) => sum(one, other)),
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

const inside = any<unknown>(word('через спустя in within'), words('in the next'), words('within the next'))
const during = any<unknown>(words('в течение'), words('в течении'), words('в ближайшие'))
const today = dayMeaning('firm', (day) => day)

/** `через 2 часа`, `in a couple of days`: a moment or a day so far from now. */
export const lengths: Reader<Meaning>[] = [
  made(seq(inside, compound), ([, length]) => meaningOf(length)),
  made(seq(any(inside, during), workdays), ([, days]) =>
    dayMeaning('firm', (day) => calendar.addWorkingDays(day, days)),
  ),
  // `через день` passes one day over; `через 1 день` does not.
  made(seq(word('через'), word('день денек')), () => meaningOf({ days: 2 })),
  made(seq(word('через'), unit), ([, name]) => {
    const length = name === 'day' || name === 'workday' ? { days: 1 } : lengthOf(1, name)
    return length && meaningOf(length)
  }),
  made(seq(compound, any<unknown>(words('from now'), words('from today'))), ([length]) => meaningOf(length)),
  // `a week from Friday`
  made(seq(compound, word('from after'), any(english.weekday, english.shortWeekday)), ([length, , number]) =>
    daysAfter(length, number),
  ),
  made(seq(during, compound), ([, length]) => meaningOf(length)),
  made(seq(during, word('дня')), () => today),
  made(seq(during, word('часа')), () => meaningOf({ minutes: 60 })),
  made(seq(during, word('недели')), () => meaningOf({ weeks: 1 })),
  made(seq(during, word('месяца')), () => meaningOf({ months: 1 })),
]
