import { Temporal } from 'temporal-polyfill'
import type { DateNote, Range } from '../../model.ts'
import { usualWorkdays } from './calendar.ts'
import { tokenize, type Token } from './grammar/tokens.ts'
import { foldZones } from './grammar/zones.ts'
import { matchParts } from './match.ts'
import { isOf, type Part } from './meaning.ts'
import { momentOf, type Moment } from './moment.ts'
import { areBeside, disambiguate } from './disambiguate.ts'
import { spansOf } from './spans.ts'

export type DateContext = {
  now: Date
  /** IANA name, such as `Europe/Moscow`. */
  zone: string
  /** Decides only what the two languages read differently, such as `12/05`; both are always understood. */
  locale: 'en' | 'ru'
  /** `HH:MM`, the time of a date that names none. */
  endOfDay: string
  /** The days that are worked, 1 is Monday; a week ends with the last of them. Monday to Friday without it. */
  workdays?: readonly number[]
}

/** Times are wall clock with the zone's offset at that moment: `2026-11-23T15:00:00+03:00`. */
export type FoundDates = {
  deadline: string | null
  startPlan: string | null
  endPlan: string | null
  /** A time without a date that has passed today already, so that tomorrow is meant. */
  rolled: boolean
  /** What else is to be said of it. */
  notes: DateNote[]
  /** What leaves the title, ascending. */
  spans: Range[]
}

/** A part of a line that may say when. */
export type TimeWords = Range & {
  /** Nothing but a comma, a bracket or a dash stands between it and the one before. */
  isBesideLast: boolean
  /** It names a time of day, and no day. */
  isClock: boolean
}

/** All that a line says of time. */
export type LineTime = {
  /** Null when there are none. */
  dates: FoundDates | null
  /** They are a time that names no day, so that the next such moment is meant. */
  isDayless: boolean
  /** Everything that could be a date or a time, also what does not count; in the order of the line. */
  words: TimeWords[]
  /** Something comes again and again: `каждый понедельник`, `every 2 weeks`, `ежедневно в 9`. */
  repeats: boolean
}

// Nobody writes a date behind so much text; it keeps every keystroke quick.
const longest = 2000

/**
 * What a line says of time, in one look: its deadline or planned time (of two dates the last one, the other stays text) and the rest.
 * `closed`: stretches that are not looked into (quotations, tokens, what was turned back into text). Pure, never throws.
 */
export function readTime(line: string, context: DateContext, closed: readonly Range[] = []): LineTime {
  try {
    const text = line.slice(0, longest)
    const tokens = foldZones(tokenize(text, closed), text)
    const seen = matchParts(tokens, dayLeads(text, context) ? 'dayLeads' : 'monthLeads')
    if (seen.length === 0) return nothing
    const workdays = context.workdays?.length ? context.workdays : usualWorkdays
    const now = Temporal.Instant.fromEpochMilliseconds(context.now.getTime()).toZonedDateTimeISO(context.zone)
    const today = now.toPlainDate()
    const sure = disambiguate(tokens, seen.filter(isAhead(today, workdays)))
    const moment = sure.length > 0 ? momentOf(tokens, sure, { ...context, now, today, workdays }) : null
    return {
      dates: moment && datesOf(moment, tokens),
      isDayless: moment !== null && !moment.parts.some(namesDay),
      words: sure.map((part, at) => wordsOf(tokens, part, sure[at - 1])),
      repeats: seen.some(({ meaning }) => meaning.kind === 'text' && meaning.repeats === true),
    }
  } catch (error) {
    // A date that no calendar reaches, a zone that no system knows: then there is no date.
    if (error instanceof RangeError) return nothing
    throw error
  }
}

const nothing: LineTime = { dates: null, isDayless: false, words: [], repeats: false }

const namesDay = (part: Part) =>
  isOf('day', 'days', 'ahead')(part) || (isOf('time')(part) && part.meaning.isToday === true)

const datesOf = ({ parts, ...times }: Moment, tokens: readonly Token[]): FoundDates => ({
  ...times,
  spans: spansOf(tokens, parts),
})

const wordsOf = (tokens: readonly Token[], part: Part, before: Part | undefined): TimeWords => ({
  from: tokens[part.from]?.from ?? 0,
  to: tokens[part.to - 1]?.to ?? 0,
  isBesideLast: before !== undefined && areBeside(tokens, before, part),
  isClock: isOf('time', 'hours')(part),
})

const dayLeads = (line: string, { locale }: DateContext) => locale === 'ru' || /[а-яё]/i.test(line)

// A date that has passed is nothing that a task can be due on.
const isAhead =
  (today: Temporal.PlainDate, workdays: readonly number[]) =>
  ({ meaning }: Part) =>
    meaning.kind !== 'day' || meaning.on(today, workdays) !== null
