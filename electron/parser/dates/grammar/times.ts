import {
  anyHalf,
  bare,
  bareClock,
  dashClock,
  dotClock,
  gapClock,
  inHalf,
  ledClock,
  russianHours,
  sureClock,
} from '../clock.ts'
import * as english from './english.ts'
import type { Firmness, Meaning, Time } from '../meaning.ts'
import {
  after,
  any,
  glued,
  made,
  maybe,
  means,
  seq,
  sign,
  where,
  word,
  words,
  type Reader,
} from './reader.ts'
import * as russian from './russian.ts'
import { isAfterMove } from '../neighbours.ts'
import { countedClock, spokenClock } from './spoken-clock.ts'

const roughly = maybe(
  word('около примерно приблизительно часов часиков around about approximately ровно точно exactly'),
)
// After these a bare hour is a time; after the others a number may be anything.
const plainAt = any<unknown>(
  word('в во к ко at by before until till около around'),
  seq(word('где'), glued(sign('-')), glued(word('то')), word('в')),
  words('не позднее'),
  words('не позже'),
  words('no later than'),
)
const atHour = any<unknown>(seq(roughly, plainAt, roughly), word('around'))
const toward = any<unknown>(word('до на for due on'), where(isAfterMove, word('to')))
const toldClock = any(
  sureClock,
  spokenClock,
  made(seq(spokenClock, anyHalf), ([clock, half]) => inHalf(clock, half)),
)

const time = (firm: Firmness, reader: Reader<Time>): Reader<Meaning> =>
  made(reader, (value) => ({ kind: 'time', firm, time: value }))
const partOf = (reader: Reader<Extract<Time, { sort: 'part' }>['part']>): Reader<Time> =>
  made(reader, (part) => ({ sort: 'part', part }))

const working = maybe(seq(maybe(word('the')), maybe(word('work working business'))))
const endOfDay = means<Time>(
  any<unknown>(
    word('eod cob'),
    seq(maybe(word('the')), words('end of'), working, word('day')),
    words('close of business'),
    seq(word('конца концу конце конец'), maybe(word('рабочего')), word('дня')),
  ),
  { sort: 'close' },
)

/** Times of day, with the words before them. */
export const times: Reader<Meaning>[] = [
  time('firm', toldClock),
  time('firm', after(any<unknown>(atHour, seq(toward, roughly)), toldClock)),
  time('firm', after(atHour, any(ledClock, countedClock))),
  // `до 3 часов` may be a length.
  time(
    'firm',
    after(
      word('до'),
      made(russianHours, (clock) => (clock.hour < 7 ? null : clock)),
    ),
  ),
  time('edge', dotClock),
  time('open', after(toward, dotClock)),
  time('edge', after(atHour, any(bareClock, gapClock, dashClock(false)))),
  // `завтра с 10:00`: of a meeting that has no end yet, its start.
  time('beside', after(word('с со c from'), ledClock)),
  time('beside', dashClock(true)),
  time('beside', after(toward, bareClock)),
  time('beside', means<Time>(any<unknown>(words('в час'), words('к часу')), bare(13))),
  time('firm', partOf(any(russian.dayPart, english.dayPart))),
  time('beside', partOf(any(english.dayPartNoun, russian.atLunch))),
  time('open', partOf(any(means(word('noon midday'), 'noon'), means(word('midnight'), 'midnight')))),
  made(after(maybe(word('by until till before for')), english.partOfToday), (part) => ({
    kind: 'time',
    firm: 'firm',
    time: { sort: 'part', part },
    isToday: true,
  })),
  time('firm', after(word('до к в под by at before until till due on'), endOfDay)),
  time('firm', means<Time>(word('eod cob'), { sort: 'close' })),
  time('open', endOfDay),
]
