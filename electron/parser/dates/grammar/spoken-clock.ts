import { bare, englishHour, minuteNoun, spokenHour, type Clock } from '../clock.ts'
import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'
import { begunHour, halfOfHour } from './russian.ts'

const anyMinutes = p.number(1, 59, 1, 2)
const missing = p.any(
  anyMinutes,
  p.lookup(
    p.table<number>([
      ['пяти', 5],
      ['десяти', 10],
      ['четверти пятнадцати', 15],
      ['двадцати', 20],
    ]),
  ),
  p.map(p.seq(p.word('двадцати'), p.word('пяти')), () => 25),
)
const aside = p.lookup(
  p.table<number>([
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
export const spokenClock: Parser<Clock> = p.any<Clock>(
  p.map(halfOfHour, (hour) => around(hour, -30)),
  p.map(p.seq(p.word('четверть'), begunHour), ([, hour]) => around(hour, -45)),
  p.map(p.seq(p.word('без'), missing, p.optional(minuteNoun), spokenHour), ([, minutes, , hour]) =>
    around(hour, -minutes),
  ),
  p.map(p.seq(p.optional(p.word('a')), aside, p.word('past'), englishHour), ([, minutes, , hour]) =>
    around(hour, minutes),
  ),
  p.map(p.seq(p.optional(p.word('a')), p.word('quarter'), p.word('to'), englishHour), ([, , , hour]) =>
    around(hour, -15),
  ),
)

/** `10 to 5`, `ten past five`: a time after `at` only. */
export const countedClock: Parser<Clock> = p.any<Clock>(
  p.map(p.seq(p.any(anyMinutes, aside), p.word('to'), englishHour), ([minutes, , hour]) =>
    around(hour, -minutes),
  ),
  p.map(p.seq(anyMinutes, p.word('past'), englishHour), ([minutes, , hour]) => around(hour, minutes)),
)
