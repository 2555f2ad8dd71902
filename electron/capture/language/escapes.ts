import type { DateContext } from '../dates/find.ts'
import { escapeSigns, scanLine } from './closed.ts'
import { findLineDates } from './line-dates.ts'
import { sortLines } from './lines.ts'

const anyDay: DateContext = { now: new Date(0), zone: 'UTC', locale: 'en', endOfDay: '19:00' }

/**
 * A text whose first line, parsed, is a title that says exactly this: a backslash stands before each sign and each
 * date. `context` should be the one that it will be parsed with, since what is a date depends on it a little.
 */
export function escapeText(text: string, context: DateContext = anyDay): string {
  const { title } = sortLines(text)
  return text.slice(0, title.from) + escapeDates(escapeSigns(title.text), context) + text.slice(title.to)
}

function escapeDates(line: string, context: DateContext): string {
  const { dates } = findLineDates(line, context, scanLine(line))
  const first = dates?.spans[0]
  if (!first) return line
  const beginning = /(?<![\p{L}\p{M}\p{N}_.:/])[\p{L}\p{N}]/gu
  beginning.lastIndex = first.from
  const at = beginning.exec(line)?.index
  if (at === undefined || at >= first.to) return line // it begins in the middle of a word, and nothing helps
  return escapeDates(`${line.slice(0, at)}\\${line.slice(at)}`, context)
}
