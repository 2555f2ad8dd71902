import type { Range } from '../../model.ts'
import type { DateContext, FoundDates } from '../dates/find.ts'
import { findDates } from '../dates/find.ts'
import type { Scan } from './closed.ts'
import { mergeRanges } from './ranges.ts'

/** The dates of a line, and the backslashes before others that are to stay text. */
export type LineDates = {
  dates: FoundDates | null
  escapes: number[]
  /** Where the others stand. */
  text: Range[]
}

// A backslash at the beginning of a word; in a path it is a character like others.
const mark = /(?<![\p{L}\p{M}\p{N}_.:/])\\(?=[\p{L}\p{N}])/gu

// Enough for anybody who types; each of them is a search of its own.
const mostDates = 50

/** A backslash directly before a date makes text of it: `\tomorrow`. `closed` is not looked into. */
export function findLineDates(
  line: string,
  context: DateContext,
  scan: Scan,
  closed: readonly Range[] = [],
): LineDates {
  const marks = marksOf(line, scan)
  // To the dates the mark is a space, since `\25.12` may begin a line as `25.12` does.
  const seen = marks.reduce((text, at) => `${text.slice(0, at)} ${text.slice(at + 1)}`, line)
  const find = (text: readonly Range[]) =>
    findDates(seen, context, mergeRanges([...scan.closed, ...closed, ...text]))
  const isMarked = (range: Range) => marks.some((at) => isMarkOf(range, at))
  const text = marks.length > 0 ? allDates(find).filter(isMarked) : []
  for (;;) {
    const dates = find(text)
    const marked = dates?.spans.filter(isMarked) ?? []
    if (marked.length === 0 || text.length >= 2 * mostDates) {
      return { dates, escapes: marks.filter((at) => text.some((range) => isMarkOf(range, at))), text }
    }
    text.push(...marked)
  }
}

/** All that could be a date, not only what counts, but for what a backslash has made text: the first fifty or so. */
export function findAllDates(line: string, context: DateContext, scan: Scan): Range[] {
  const { text } = findLineDates(line, context, scan)
  return allDates((found) => findLineDates(line, context, scan, [...text, ...found]).dates)
}

function allDates(find: (closed: readonly Range[]) => FoundDates | null): Range[] {
  const found: Range[] = []
  while (found.length < mostDates) {
    const spans = find(found)?.spans ?? []
    if (spans.length === 0) break
    found.push(...spans)
  }
  return found
}

function isMarkOf({ from, to }: Range, at: number): boolean {
  return from <= at + 1 && at < to
}

/** The backslashes that may stand before a date: none that is a sign itself or takes the meaning from one. */
function marksOf(line: string, { escapes, isOpen }: Scan): number[] {
  const others = new Set(escapes.flatMap((escape) => [escape, escape + 1]))
  return [...line.matchAll(mark)]
    .map(({ index }) => index)
    .filter((at) => isOpen(at, at + 1) && !others.has(at))
}
