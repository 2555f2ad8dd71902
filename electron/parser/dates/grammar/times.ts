import {
  anyHalf,
  bare,
  bareClock,
  dashClock,
  dotClock,
  gapClock,
  halvedClock,
  inHalf,
  joinedClock,
  longHour,
  ledClock,
  russianHours,
  sureClock,
} from '../clock.ts'
import * as english from './english.ts'
import type { Firmness, Meaning, Time } from '../meaning.ts'
import type { Parser } from './combinators.ts'
import type { Token } from './tokens.ts'
import * as p from './combinators.ts'
import * as russian from './russian.ts'
import { isAfterMove } from '../context-rules.ts'
import { countedClock, spokenClock } from './spoken-clock.ts'

const roughly = p.optional(
  p.word('около примерно приблизительно часов часиков around about approximately ровно точно exactly'),
)
const isLed = (before: Token | undefined) =>
  before?.kind !== 'number' && !/^(два|три|четыре|полтора|через|за|на|до)$/.test(before?.text ?? '')
// After these a bare hour is a time; after the others a number may be anything.
const plainAt = p.any<unknown>(
  p.word('в во к ко at by before until till около around'),
  p.seq(p.word('где'), p.adjacent(p.sign('-')), p.adjacent(p.word('то')), p.word('в')),
  p.words('не позднее'),
  p.words('не позже'),
  p.words('no later than'),
)
const atHour = p.any<unknown>(
  p.seq(roughly, plainAt, roughly),
  // `часа в три`; of `2 часа в день` it is a length.
  p.where((tokens, at) => isLed(tokens[at - 1]), p.seq(p.word('часа'), plainAt)),
  p.word('around'),
)
const toward = p.any<unknown>(p.word('до на for due on'), p.where(isAfterMove, p.word('to')))
const toldClock = p.any(
  sureClock,
  spokenClock,
  p.map(p.seq(spokenClock, anyHalf), ([clock, half]) => inHalf(clock, half)),
)

const time = (firm: Firmness, parser: Parser<Time>): Parser<Meaning> =>
  p.map(parser, (value) => ({ kind: 'time', firm, time: value }))
const partOf = (parser: Parser<Extract<Time, { sort: 'part' }>['part']>): Parser<Time> =>
  p.map(parser, (part) => ({ sort: 'part', part }))

const working = p.optional(p.seq(p.optional(p.word('the')), p.optional(p.word('work working business'))))
const endOfDay = p.constant<Time>(
  p.any<unknown>(
    p.word('eod cob'),
    p.seq(p.optional(p.word('the')), p.words('end of'), working, p.word('day')),
    p.words('close of business'),
    p.seq(p.word('конца концу конце конец'), p.optional(p.word('рабочего')), p.word('дня')),
  ),
  { sort: 'close' },
)

/** Times of day, with the words before them. */
export const times: Parser<Meaning>[] = [
  time('firm', toldClock),
  time('firm', p.after(p.any<unknown>(atHour, p.seq(toward, roughly)), toldClock)),
  time('firm', p.after(atHour, p.any(ledClock, countedClock))),
  // `до 3 часов` may be a length.
  time(
    'firm',
    p.after(
      p.word('до'),
      p.map(russianHours, (clock) => (clock.hour < 7 ? null : clock)),
    ),
  ),
  // `до 3 дней` is a length, `до 3 дня` is none.
  time('firm', p.after(p.word('до'), halvedClock)),
  time('edge', dotClock),
  // `demo 15h`; of `2h` it is more likely how long it takes.
  time('open', longHour),
  time('edge', p.after(p.word('at'), joinedClock)),
  time('beside', p.after(p.word('в во к до'), joinedClock)),
  time('open', p.after(toward, dotClock)),
  time('edge', p.after(atHour, p.any(bareClock, gapClock, dashClock(false)))),
  // `завтра с 10:00`: of a meeting that has no end yet, its start.
  time('beside', p.after(p.word('с со c from'), ledClock)),
  time('beside', dashClock(true)),
  time('beside', p.after(toward, bareClock)),
  time('beside', p.constant<Time>(p.any<unknown>(p.words('в час'), p.words('к часу')), bare(13))),
  time('firm', partOf(p.any(russian.dayPart, english.dayPart))),
  time('beside', partOf(p.any(english.dayPartNoun, russian.atLunch))),
  time(
    'open',
    partOf(p.any(p.constant(p.word('noon midday'), 'noon'), p.constant(p.word('midnight'), 'midnight'))),
  ),
  p.map(p.after(p.optional(p.word('by until till before for')), english.partOfToday), (part) => ({
    kind: 'time',
    firm: 'firm',
    time: { sort: 'part', part },
    isToday: true,
  })),
  time('firm', p.after(p.word('до к в под by at before until till due on'), endOfDay)),
  time('open', endOfDay),
]
