import * as english from './grammar/english.ts'
import type { DayPart, Time } from './meaning.ts'
import {
  any,
  dotted,
  glued,
  made,
  maybe,
  means,
  number,
  seq,
  sign,
  word,
  words,
  type Reader,
} from './grammar/reader.ts'
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

const minutes = glued(number(0, 59, 2, 2))
/** `5`, `17`. */
export const digitHour: Reader<number> = number(0, 24, 1, 2)
/** `5`, `five`. */
export const englishHour: Reader<number> = any(digitHour, english.hourWord)
/** `5`, `пять`, `five`. */
export const spokenHour: Reader<number> = any(englishHour, russian.hourWord)

/** `5:30`. */
export const colonClock: Reader<Clock> = made(
  seq(number(0, 24, 1, 2), glued(sign(':')), minutes, maybe(seq(glued(sign(':')), minutes))),
  ([hour, , minute]) => (hour === 24 && minute > 0 ? null : { sort: 'written', hour, minute }),
)
/** `17.30`, which may as well be a price, a version or a date. */
export const dotClock: Reader<Clock> = made(
  seq(number(0, 23, 1, 2), glued(sign('.')), minutes),
  ([hour, , minute]) => ({ sort: 'written', hour, minute }),
)
/** `15-00`, as many write it in Russian; of `10-15` nobody knows whether it is one. */
export const dashClock = (isSure: boolean): Reader<Clock> =>
  made(seq(number(0, 23, 1, 2), glued(sign('-–')), minutes), ([hour, , minute]) =>
    minute % 5 === 0 && [0, 30, 45].includes(minute) === isSure ? { sort: 'written', hour, minute } : null,
  )
/** `14 30`, as the colon is left out on a telephone. */
export const gapClock: Reader<Clock> = made(
  seq(number(7, 23, 1, 2), number(0, 55, 2, 2)),
  ([hour, minute]) => (minute % 5 === 0 ? { sort: 'written', hour, minute } : null),
)
/** `5`, `пять`. */
export const bareClock: Reader<Clock> = made(spokenHour, (hour) => bare(hour))

const meridiem = any<Half>(means(word('am'), 'am'), means(word('pm'), 'pm'))
const plainHalf = any<Half>(meridiem, means(word('утра'), 'morning'), means(word('вечера'), 'evening'))
/** `pm`, `вечера`, `in the morning`, `дня`. */
export const anyHalf = any<Half>(
  meridiem,
  russian.halfOfDay,
  means(words('in the morning'), 'am'),
  means(seq(words('in the'), word('afternoon evening')), 'pm'),
  means(words('at night'), 'night'),
)
const halved = (clock: Reader<Clock>, half: Reader<Half>): Reader<Clock> =>
  made(seq(clock, half), ([time, name]) => inHalf(time, name))

// `17h`
const shortHour = made(seq(digitHour, glued(word('h'))), ([hour]) => (hour === 24 ? null : bare(hour)))
const oclock: Reader<Clock> = made(seq(englishHour, word("o'clock oclock")), ([hour]) => bare(hour))
const hourNoun = dotted(word('час часа часов часам ч'))
/** `минут`, `мин.`. */
export const minuteNoun = dotted(word('минут минуты минутам мин м'))
/** `15 часов`, `15 ч 30 мин`: a time where a preposition says that it is no length. */
export const russianHours: Reader<Clock> = any<Clock>(
  made(seq(spokenHour, hourNoun), ([hour]) => (hour === 24 ? null : bare(hour))),
  made(seq(spokenHour, hourNoun, number(0, 59, 1, 2), minuteNoun), ([hour, , minute]) => bare(hour, minute)),
  made(seq(digitHour, hourNoun, minutes), ([hour, , minute]) => bare(hour, minute)),
)

/** A time by itself: `5:30`, `5 pm`, `9 утра`. `3 дня` is a length as well. */
export const sureClock: Reader<Clock> = any<Clock>(
  colonClock,
  halved(
    any(
      colonClock,
      dotClock,
      made(digitHour, (hour) => bare(hour)),
    ),
    plainHalf,
  ),
  halved(
    any(
      colonClock,
      oclock,
      made(english.hourWord, (hour) => bare(hour)),
    ),
    anyHalf,
  ),
  oclock,
)

/** A time after `в`, `с`, `к`, which make one of what might be a length. */
export const ledClock: Reader<Clock> = any<Clock>(
  sureClock,
  dotClock,
  dashClock(true),
  shortHour,
  russianHours,
  halved(any(bareClock, russianHours, dotClock), anyHalf),
  made(seq(word('час'), russian.halfOfDay), ([, name]) => inHalf(bare(1), name)),
)
