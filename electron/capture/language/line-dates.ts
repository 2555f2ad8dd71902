import type { Range } from '../../ipc/contract.ts'
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
const mostEscapes = 50

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
  const text: Range[] = []
  for (;;) {
    const dates = findDates(seen, context, mergeRanges([...scan.closed, ...closed, ...text]))
    const marked = dates?.spans.filter((span) => marks.some((at) => isMarkOf(span, at))) ?? []
    if (marked.length === 0 || text.length >= mostEscapes) {
      return { dates, escapes: marks.filter((at) => text.some((span) => isMarkOf(span, at))), text }
    }
    text.push(...marked)
  }
}

/** All that could be a date in a line, not only what counts: the first fifty or so. */
export function findAllDates(line: string, context: DateContext, scan: Scan): Range[] {
  const found: Range[] = []
  const closed: Range[] = []
  while (found.length < mostEscapes) {
    const { dates, text } = findLineDates(line, context, scan, closed)
    if (!dates || dates.spans.length === 0) break
    found.push(...dates.spans)
    closed.push(...dates.spans, ...text)
  }
  return found
}

function isMarkOf({ from, to }: Range, at: number): boolean {
  return from <= at + 1 && at < to
}

/** The backslashes that may stand before a date: none that is a sign itself or takes the meaning from one. */
function marksOf(line: string, { escapes, closed }: Scan): number[] {
  const isFree = (at: number) =>
    !escapes.some((escape) => at === escape || at === escape + 1) &&
    !closed.some(({ from, to }) => from <= at && at < to)
  return [...line.matchAll(mark)].map(({ index }) => index).filter(isFree)
}
