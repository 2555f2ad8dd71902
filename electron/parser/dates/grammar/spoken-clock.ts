import { bare, englishHour, minuteNoun, spokenHour, type Clock } from '../clock.ts'
import { any, lookup, made, maybe, number, seq, table, word, type Reader } from './reader.ts'
import { halfOfHour } from './russian.ts'

const anyMinutes = number(1, 59, 1, 2)
const missing = any(
  anyMinutes,
  lookup(
    table<number>([
      ['пяти', 5],
      ['десяти', 10],
      ['четверти пятнадцати', 15],
      ['двадцати', 20],
    ]),
  ),
  made(seq(word('двадцати'), word('пяти')), () => 25),
)
const aside = lookup(
  table<number>([
    ['five', 5],
    ['ten', 10],
    ['quarter', 15],
    ['twenty', 20],
    ['half', 30],
  ]),
)

/** So many minutes after a full hour; before one where they are negative. */
function around(hour: number, minutes: number): Clock {
  const total = ((hour % 12) * 60 + minutes + 720) % 720
  return bare(Math.floor(total / 60) || 12, total % 60)
}

/** `полшестого`, `без четверти пять`, `half past five`. */
export const spokenClock: Reader<Clock> = any<Clock>(
  made(halfOfHour, (hour) => around(hour, -30)),
  made(seq(word('без'), missing, maybe(minuteNoun), spokenHour), ([, minutes, , hour]) =>
    around(hour, -minutes),
  ),
  made(seq(maybe(word('a')), aside, word('past'), englishHour), ([, minutes, , hour]) =>
    around(hour, minutes),
  ),
  made(seq(maybe(word('a')), word('quarter'), word('to'), englishHour), ([, , , hour]) => around(hour, -15)),
)

/** `10 to 5`, `ten past five`: a time after `at` only. */
export const countedClock: Reader<Clock> = any<Clock>(
  made(seq(any(anyMinutes, aside), word('to'), englishHour), ([minutes, , hour]) => around(hour, -minutes)),
  made(seq(anyMinutes, word('past'), englishHour), ([minutes, , hour]) => around(hour, minutes)),
)
