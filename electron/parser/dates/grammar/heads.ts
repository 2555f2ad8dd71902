import * as calendar from '../calendar.ts'
import type { DayOf, Which } from '../calendar.ts'
import { dayMeaning, type Firmness, type Meaning } from '../meaning.ts'
import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'
import * as english from './english.ts'
import * as russian from './russian.ts'

/** `by`, `к`, `до` … before a date. Many write both languages in one sentence: `до Friday`, `by завтра`. */
export const toward: Parser<unknown> = p.any(english.toward, russian.toward)

/** How many weeks, months … further on: 1 after `next`. */
export const aheadOf = (chosen: Which | null): number => (chosen === 'next' ? 1 : 0)

/** A day as it is, and the same behind the words that lead to it. */
export const day = (firm: Firmness, parser: Parser<DayOf>): Parser<Meaning> =>
  p.map(parser, (on) => dayMeaning(firm, on))
export const ledDay = (before: Parser<unknown>, firm: Firmness, parser: Parser<DayOf>): Parser<Meaning> =>
  day(firm, p.after(before, parser))

/** A weekday, 1 is Monday, with what says of which week. */
export const weekdayMeaning = (firm: Firmness, weekday: number, chosen: Which | null): Meaning =>
  dayMeaning(firm, calendar.weekdayOf(weekday, chosen), { weekday })
