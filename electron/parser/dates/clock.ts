import * as english from './grammar/english.ts'
import type { DayPart, Time } from './meaning.ts'
import type { Parser } from './grammar/combinators.ts'
import * as p from './grammar/combinators.ts'
import * as russian from './grammar/russian.ts'

/** A time on the clock. */
export type Clock = Extract<Time, { hour: number }>
/** The half of the day that an hour is in. */
export type Half = 'am' | 'pm' | DayPart

/** An hour in its half of the day; as it is where the clock has 24 hours anyway. */
export function inHalf({ hour, minute }: Clock, half: Half): Clock {
  const sure = (inDay: number): Clock => ({ sort: 'sure', hour: inDay, minute })
  if (hour > 12) return sure(hour)
  const early = hour % 12
  if (half === 'am' || half === 'morning') return sure(early)
  // `12 ночи` is the midnight that ends the day; `2 ночи` is as written.
  if (hour === 12 && (half === 'night' || half === 'evening')) return sure(24)
  return sure(half === 'night' && early < 6 ? early : early + 12)
}

/** An hour that may be in either half of the day. */
export const bare = (hour: number, minute = 0): Clock => ({ sort: 'bare', hour, minute })

const minutes = p.adjacent(p.number(0, 59, 2, 2))
/** `5`, `17`. */
export const digitHour: Parser<number> = p.number(0, 24, 1, 2)
/** `5`, `five`. */
export const englishHour: Parser<number> = p.any(digitHour, english.hourWord)
/** `5`, `пять`, `five`. */
export const spokenHour: Parser<number> = p.any(englishHour, russian.hourWord)

/** `5:30`. */
export const colonClock: Parser<Clock> = p.map(
  p.seq(
    p.number(0, 24, 1, 2),
    p.adjacent(p.sign(':')),
    minutes,
    p.optional(p.seq(p.adjacent(p.sign(':')), minutes)),
  ),
  ([hour, , minute]) => (hour === 24 && minute > 0 ? null : { sort: 'written', hour, minute }),
)
/** `17.30`, which may as well be a price, a version or a date. */
export const dotClock: Parser<Clock> = p.map(
  p.seq(p.number(1, 23, 1, 2), p.adjacent(p.sign('.')), minutes),
  ([hour, , minute]) => ({ sort: 'written', hour, minute }),
)
/** `15-00`, as many write it in Russian; of `10-15` nobody knows whether it is one. */
export const dashClock = (isSure: boolean): Parser<Clock> =>
  p.map(p.seq(p.number(0, 23, 1, 2), p.adjacent(p.sign('-–')), minutes), ([hour, , minute]) =>
    minute % 5 === 0 && [0, 30, 45].includes(minute) === isSure ? { sort: 'written', hour, minute } : null,
  )
/** `14 30`, as the colon is left out on a telephone. */
export const gapClock: Parser<Clock> = p.map(
  p.seq(p.number(7, 23, 1, 2), p.number(0, 55, 2, 2)),
  ([hour, minute]) => (minute % 5 === 0 ? { sort: 'written', hour, minute } : null),
)
/** `1500`, without a colon; a year is none. */
export const joinedClock: Parser<Clock> = p.map(p.number(600, 2359, 4, 4), (value) => {
  const [hour, minute] = [Math.floor(value / 100), value % 100]
  return minute < 60 && minute % 5 === 0 && (value < 1900 || value > 2099 || value === 2000)
    ? { sort: 'written', hour, minute }
    : null
})
/** `15h`: an hour of the afternoon. */
export const longHour: Parser<Clock> = p.map(
  p.seq(p.number(13, 23, 2, 2), p.adjacent(p.word('h'))),
  ([hour]) => ({ sort: 'written', hour, minute: 0 }),
)
/** `5`, `пять`. */
export const bareClock: Parser<Clock> = p.map(spokenHour, (hour) => bare(hour))

const meridiem = p.any<Half>(p.constant(p.word('am'), 'am'), p.constant(p.word('pm'), 'pm'))
const plainHalf = p.any<Half>(
  meridiem,
  p.constant(p.word('утра'), 'morning'),
  p.constant(p.word('вечера'), 'evening'),
)
/** `pm`, `вечера`, `in the morning`, `дня`. */
export const anyHalf = p.any<Half>(
  meridiem,
  russian.halfOfDay,
  p.constant(p.words('in the morning'), 'am'),
  p.constant(p.seq(p.words('in the'), p.word('afternoon evening')), 'pm'),
  p.constant(p.words('at night'), 'night'),
)
const halved = (clock: Parser<Clock>, half: Parser<Half>): Parser<Clock> =>
  p.map(p.seq(clock, half), ([time, name]) => inHalf(time, name))

// `17h`
const shortHour = p.map(p.seq(digitHour, p.adjacent(p.word('h'))), ([hour]) =>
  hour === 24 ? null : bare(hour),
)
const oclock: Parser<Clock> = p.map(p.seq(englishHour, p.word("o'clock oclock")), ([hour]) => bare(hour))
const hourNoun = p.dotted(p.word('час часа часов часам ч'))
/** `минут`, `мин.`. */
export const minuteNoun = p.dotted(p.word('минут минуты минутам мин м'))
/** `15 часов`, `15 ч 30 мин`: a time where a preposition says that it is no length. */
export const russianHours: Parser<Clock> = p.any<Clock>(
  p.map(p.seq(spokenHour, hourNoun), ([hour]) => (hour === 24 ? null : bare(hour))),
  p.map(p.seq(spokenHour, hourNoun, p.number(0, 59, 1, 2), minuteNoun), ([hour, , minute]) =>
    bare(hour, minute),
  ),
  p.map(p.seq(digitHour, hourNoun, minutes), ([hour, , minute]) => bare(hour, minute)),
)

/** A time by itself: `5:30`, `5 pm`, `9 утра`. `3 дня` is a length as well. */
export const sureClock: Parser<Clock> = p.any<Clock>(
  colonClock,
  halved(
    p.any(
      colonClock,
      dotClock,
      p.map(digitHour, (hour) => bare(hour)),
    ),
    plainHalf,
  ),
  halved(
    p.any(
      colonClock,
      oclock,
      p.map(english.hourWord, (hour) => bare(hour)),
    ),
    anyHalf,
  ),
  oclock,
)

/** `12 дня`, `2 ночи`, `five in the evening`. */
export const halvedClock: Parser<Clock> = halved(p.any(bareClock, russianHours, dotClock), anyHalf)

/** A time after `в`, `с`, `к`, which make one of what might be a length. */
export const ledClock: Parser<Clock> = p.any<Clock>(
  sureClock,
  dotClock,
  dashClock(true),
  shortHour,
  russianHours,
  halvedClock,
  p.map(p.seq(p.word('час'), russian.halfOfDay), ([, name]) => inHalf(bare(1), name)),
)
