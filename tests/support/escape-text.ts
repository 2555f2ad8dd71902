import type { Range } from '../../electron/model.ts'
import type { DateContext } from '../../electron/parser/dates/find.ts'
import { escapeSigns, scanLine } from '../../electron/parser/language/closed.ts'
import { findLineDates } from '../../electron/parser/language/line-dates.ts'
import { escapedMark, sortLines } from '../../electron/parser/language/lines.ts'

const anyDay: DateContext = { now: new Date(0), zone: 'UTC', locale: 'en', endOfDay: '19:00' }

/**
 * A text whose first line, parsed, is a title that says exactly this: a backslash stands before each sign and each
 * date. `context` should be the one that it will be parsed with, since what is a date depends on it a little.
 */
export function escapeText(text: string, context: DateContext = anyDay): string {
  const { title, mark } = sortLines(text)
  const before = mark
    ? `${text.slice(0, mark.from)}\\${text.slice(mark.from, mark.to)}`
    : text.slice(0, title.from)
  const again = !mark && escapedMark.test(title.text) ? '\\' : ''
  const signs = keepBackslashes(escapeSigns(title.text), context)
  return before + again + escapeDates(signs, context) + text.slice(title.to)
}

/** A backslash of the text's own that stands before a date would be taken for an escape: another one keeps it. */
function keepBackslashes(line: string, context: DateContext): string {
  const { escapes } = findLineDates(line, context, scanLine(line))
  return escapes.toReversed().reduce((kept, at) => `${kept.slice(0, at)}\\${kept.slice(at)}`, line)
}

const wordStart = /(?<![\p{L}\p{M}\p{N}_.:/])[\p{L}\p{N}]/uy

/** Looks again afterwards, a few times, since other dates may come out where one has become text. */
function escapeDates(line: string, context: DateContext, rounds = 5): string {
  const dates = findLineDates(line, context, scanLine(line)).words
  const places = [...new Set(dates.map((date) => beginningOf(date, line)))].filter((at) => at !== null)
  if (places.length === 0 || rounds === 0) return line
  const starts = [0, ...places.sort((a, b) => a - b)]
  const escaped = starts.map((from, number) => line.slice(from, starts[number + 1])).join('\\')
  return escapeDates(escaped, context, rounds - 1)
}

/** Where a backslash makes text of a date; null where it begins in the middle of a word, and nothing helps. */
function beginningOf({ from, to }: Range, line: string): number | null {
  for (let at = from; at < to; at++) {
    wordStart.lastIndex = at
    if (wordStart.test(line)) return at
  }
  return null
}
