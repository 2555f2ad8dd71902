import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'
import type { DayPart } from '../meaning.ts'
import { isAfterMove } from '../context-rules.ts'

const numbered = (forms: string) =>
  p.table(forms.split(' ').flatMap((form, index) => form.split('|').map((one) => [one, index + 1] as const)))
/** `by`, `on`, `no later than` … before a date. */
export const toward: Parser<unknown> = p.any<unknown>(
  p.word('at by on before until till til due for'),
  p.seq(p.word('due'), p.word('by on at before')),
  p.words('no later than'),
  p.where(isAfterMove, p.word('to')),
)

/** 1 is Monday. */
export const weekday = p.lookup(numbered('monday tuesday wednesday thursday friday saturday sunday'))
/** `mon`, `thurs.`, 1 is Monday. `wed`, `sat` and `sun` are also words of their own. */
export const shortWeekday = p.dotted(p.lookup(numbered('mon tue|tues weds thu|thur|thurs fri')))
/** The short forms that are also words of their own: `wed`, `sat`, `sun`. */
export const wordWeekday = p.dotted(
  p.lookup(
    p.table([
      ['wed', 3],
      ['sat', 6],
      ['sun', 7],
    ]),
  ),
)

/** `december`, `dec`, `dec.`. */
export const month = p.dotted(
  p.lookup(
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
export const hourWord = p.lookup(p.table(cardinals))
/** A number of hours, days, weeks: `two`, `a`, `a couple of`. */
export const countWord: Parser<number> = p.any(
  p.lookup(
    p.table([...cardinals, ['a an', 1], ['fifteen', 15], ['twenty', 20], ['thirty', 30], ['ninety', 90]]),
  ),
  p.map(p.seq(p.optional(p.word('a')), p.word('couple'), p.optional(p.word('of'))), () => 2),
  p.map(p.words('a few'), () => 3),
)

/** `5th`. */
export const ordinalEnding = p.adjacent(p.word('st nd rd th'))

const partNoun = p.lookup(
  p.table<DayPart>([
    ['morning', 'morning'],
    ['afternoon', 'afternoon'],
    ['evening', 'evening'],
  ]),
)
const exactNoun = p.lookup(
  p.table<DayPart>([
    ['noon midday', 'noon'],
    ['midnight', 'midnight'],
  ]),
)

/** `in the evening`, `at noon`, `by lunch`. */
export const dayPart: Parser<DayPart> = p.any<DayPart>(
  p.after(p.words('in the'), partNoun),
  p.constant(p.words('first thing in the morning'), 'morning'),
  p.constant(p.words('at night'), 'night'),
  p.after(p.word('at by before until till around for'), exactNoun),
  p.constant(p.seq(p.word('at by before until till around'), p.word('lunch lunchtime')), 'lunch'),
  p.constant(p.words('after lunch'), 'afternoon'),
)

/** `tonight`, `this morning`: of today. */
export const partOfToday: Parser<DayPart> = p.any<DayPart>(
  p.constant(p.word('tonight tonite'), 'evening'),
  p.after(p.word('this'), partNoun),
)

/** `tomorrow morning`: the noun alone counts only beside a date. */
export const dayPartNoun: Parser<DayPart> = p.any(
  partNoun,
  p.constant(p.word('night'), 'night'),
  p.constant(p.words('first thing'), 'morning'),
)
