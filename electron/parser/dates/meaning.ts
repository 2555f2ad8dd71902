import type { Day, DayOf } from './calendar.ts'

/** A time of day by name. */
export type DayPart = 'morning' | 'noon' | 'lunch' | 'afternoon' | 'evening' | 'night' | 'midnight'

/** A time of day as it was written. */
export type Time =
  /** `bare`: `в 5`, which half of the day is open; `written`: `5:30`; `sure`: `5 pm`. */
  | { sort: 'bare' | 'written' | 'sure'; hour: number; minute: number }
  | { sort: 'part'; part: DayPart }
  /** The end of the working day. */
  | { sort: 'close' }

/**
 * How sure an expression is by itself. `firm`: it counts anywhere. `open`: at the end of a sentence, before a word such as
 * `about`, or beside another expression. `edge`: as `open`, and it is a number that might be anything. `beside`: only beside a date.
 */
export type Firmness = 'firm' | 'open' | 'edge' | 'beside'

/** A length of time; `days` and longer ones are calendar days, not hours. */
export type Length = { years?: number; months?: number; weeks?: number; days?: number; minutes?: number }

/** What an expression says. */
export type Meaning =
  | {
      kind: 'day'
      firm: Firmness
      on: DayOf
      /** It names a weekday only: a week or a date beside it says which. */
      weekday?: number
      /** It names a week only (of the calendar, or so many from now): a weekday says which day of it. */
      week?: 'calendar' | 'counted'
    }
  | {
      kind: 'time'
      firm: Firmness
      time: Time
      /** `tonight`: the day is named, too. */
      isToday?: boolean
    }
  | { kind: 'hours'; firm: Firmness; start: Time; end: Time }
  | { kind: 'days'; firm: Firmness; first: DayOf; last: DayOf; backwards: boolean }
  /** So long from now, to the minute. */
  | { kind: 'ahead'; firm: Firmness; length: Length }
  /** It only looks like a date; `recurring`: a time beside it belongs to it; `repeats`: it says that something comes again. */
  | { kind: 'text'; recurring: boolean; repeats?: true }

/** An expression in the line, from token to token; `to` is exclusive. */
export type Part<M extends Meaning = Meaning> = { from: number; to: number; meaning: M }
/** An expression of one kind. */
export type PartOf<K extends Meaning['kind']> = K extends K ? Part<Extract<Meaning, { kind: K }>> : never
/** An expression that is no false date. */
export type SurePart = PartOf<'day' | 'time' | 'hours' | 'days' | 'ahead'>

/** Tells the expressions of these kinds from the others. */
export const isOf =
  <K extends Meaning['kind']>(...kinds: K[]) =>
  (part: Part): part is PartOf<K> =>
    (kinds as string[]).includes(part.meaning.kind)

/** The meaning of a day. */
export const dayMeaning = (
  firm: Firmness,
  on: DayOf,
  more: { weekday?: number; week?: 'calendar' | 'counted' } = {},
): Extract<Meaning, { kind: 'day' }> => ({ kind: 'day', firm, on: askedOnce(on), ...more })

/** Several rules ask for the day of one expression, and always of the same today. */
function askedOnce(on: DayOf): DayOf {
  let known: { today: Day; day: Day | null } | null = null
  return (today, workdays) => {
    if (known?.today !== today) known = { today, day: on(today, workdays) }
    return known.day
  }
}
