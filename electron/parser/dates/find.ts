import { Temporal } from 'temporal-polyfill'
import type { DateNote, Range } from '../../model.ts'
import { usualWorkdays } from './calendar.ts'
import { tokenize } from './grammar/tokens.ts'
import { foldZones } from './grammar/zones.ts'
import { chronoParts } from './chrono.ts'
import { matchParts } from './match.ts'
import type { Part } from './meaning.ts'
import { momentOf } from './moment.ts'
import { disambiguate } from './disambiguate.ts'
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

// Nobody writes a date behind so much text; it keeps every keystroke quick.
const longest = 2000

/**
 * The deadline or the planned time in a line; of two dates the last one, the other stays text. Null when there is none.
 * `closed`: stretches that are not looked into (quotations, tokens, what was turned back into text). Pure, never throws.
 */
export function findDates(
  line: string,
  context: DateContext,
  closed: readonly Range[] = [],
): FoundDates | null {
  try {
    const text = line.slice(0, longest)
    const tokens = foldZones(tokenize(text, closed), text)
    const workdays = context.workdays?.length ? context.workdays : usualWorkdays
    const now = Temporal.Instant.fromEpochMilliseconds(context.now.getTime()).toZonedDateTimeISO(context.zone)
    const seen = matchParts(tokens, dayLeads(text, context) ? 'dayLeads' : 'monthLeads')
    const sure = disambiguate(tokens, seen.filter(isAhead(now.toPlainDate(), workdays)))
    const found = sure.length > 0 ? sure : chronoParts(text, tokens, seen, now)
    const moment = momentOf(tokens, found, { ...context, now, workdays })
    if (!moment) return null
    const { parts, ...times } = moment
    return { ...times, spans: spansOf(tokens, parts) }
  } catch (error) {
    // A date that no calendar reaches, a zone that no system knows: then there is no date.
    if (error instanceof RangeError) return null
    throw error
  }
}

const dayLeads = (line: string, { locale }: DateContext) => locale === 'ru' || /[а-яё]/i.test(line)

// A date that has passed is nothing that a task can be due on.
const isAhead =
  (today: Temporal.PlainDate, workdays: readonly number[]) =>
  ({ meaning }: Part) =>
    meaning.kind !== 'day' || meaning.on(today, workdays) !== null
