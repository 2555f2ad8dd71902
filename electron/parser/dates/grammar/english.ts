import {
  after,
  any,
  dotted,
  glued,
  lookup,
  made,
  maybe,
  means,
  seq,
  table,
  where,
  word,
  words,
  type Reader,
} from './reader.ts'
import type { DayPart } from '../meaning.ts'
import { isAfterMove } from '../neighbours.ts'

const numbered = (forms: string) =>
  table(forms.split(' ').flatMap((form, index) => form.split('|').map((one) => [one, index + 1] as const)))
/** `by`, `on`, `no later than` … before a date. */
export const toward: Reader<unknown> = any<unknown>(
  word('at by on before until till til due for'),
  seq(word('due'), word('by on at before')),
  words('no later than'),
  where(isAfterMove, word('to')),
)

/** 1 is Monday. */
export const weekday = lookup(numbered('monday tuesday wednesday thursday friday saturday sunday'))
/** `mon`, `thurs.`, 1 is Monday. `wed`, `sat` and `sun` are also words of their own. */
export const shortWeekday = dotted(lookup(numbered('mon tue|tues weds thu|thur|thurs fri')))
/** The short forms that are also words of their own: `wed`, `sat`, `sun`. */
export const wordWeekday = dotted(
  lookup(
    table([
      ['wed', 3],
      ['sat', 6],
      ['sun', 7],
    ]),
  ),
)

/** `december`, `dec`, `dec.`. */
export const month = dotted(
  lookup(
    numbered(
      'january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct ' +
        'november|nov december|dec',
    ),
  ),
)

const cardinals: (readonly [string, number])[] =
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((form, index) => [form, index + 1])

/** `one` … `twelve`. */
export const hourWord = lookup(table(cardinals))
/** A number of hours, days, weeks: `two`, `a`, `a couple of`. */
export const countWord: Reader<number> = any(
  lookup(table([...cardinals, ['a an', 1], ['fifteen', 15], ['twenty', 20], ['thirty', 30], ['ninety', 90]])),
  made(seq(maybe(word('a')), word('couple'), maybe(word('of'))), () => 2),
  made(words('a few'), () => 3),
)

/** `5th`. */
export const ordinalEnding = glued(word('st nd rd th'))

const partNoun = lookup(
  table<DayPart>([
    ['morning', 'morning'],
    ['afternoon', 'afternoon'],
    ['evening', 'evening'],
  ]),
)
const exactNoun = lookup(
  table<DayPart>([
    ['noon midday', 'noon'],
    ['midnight', 'midnight'],
  ]),
)

/** `in the evening`, `at noon`, `by lunch`. */
export const dayPart: Reader<DayPart> = any<DayPart>(
  after(words('in the'), partNoun),
  means(words('first thing in the morning'), 'morning'),
  means(words('at night'), 'night'),
  after(word('at by before until till around for'), exactNoun),
  means(seq(word('at by before until till around'), word('lunch lunchtime')), 'lunch'),
  means(words('after lunch'), 'afternoon'),
)

/** `tonight`, `this morning`: of today. */
export const partOfToday: Reader<DayPart> = any<DayPart>(
  means(word('tonight tonite'), 'evening'),
  after(word('this'), partNoun),
)

/** `tomorrow morning`: the noun alone counts only beside a date. */
export const dayPartNoun: Reader<DayPart> = any(
  partNoun,
  means(word('night'), 'night'),
  means(words('first thing'), 'morning'),
)
