import type { Range } from '../../model.ts'
import type { DateContext, LineTime, TimeWords } from '../dates/find.ts'
import { readTime } from '../dates/find.ts'
import type { Scan } from './closed.ts'
import { mergeRanges } from './ranges.ts'

/** What a line says of time, and the backslashes before what of it is to stay text. */
export type LineDates = LineTime & { escapes: number[] }

// A backslash at the beginning of a word; in a path it is a character like others.
const mark = /(?<![\p{L}\p{M}\p{N}_.:/])\\(?=[\p{L}\p{N}])/gu

// Where one date has become text another may come out; no line that is typed needs more rounds.
const mostRounds = 5

/** A backslash directly before a date makes text of it: `\tomorrow`. `closed` is not looked into. */
export function findLineDates(
  line: string,
  context: DateContext,
  scan: Scan,
  closed: readonly Range[] = [],
): LineDates {
  const marks = marksOf(line, scan)
  // To the dates the mark is a space, since `\25.12` may begin a line as `25.12` does.
  const seen = marks.length > 0 ? withSpaces(line, marks) : line
  const text: Range[] = []
  const find = () => readTime(seen, context, mergeRanges([...scan.closed, ...closed, ...text]))
  let found = find()
  for (let round = 0; round < mostRounds; round++) {
    const marked = markedOf(found.words, marks)
    if (marked.length === 0) break
    text.push(...marked)
    found = find()
  }
  return { ...found, escapes: marks.filter((at) => text.some((range) => isMarkOf(range, at))) }
}

function withSpaces(line: string, places: readonly number[]): string {
  const letters = line.split('')
  for (const at of places) letters[at] = ' '
  return letters.join('')
}

/** What a backslash stands before, with the time right behind the day, or the other way round: `\завтра в 15:00`. */
function markedOf(words: readonly TimeWords[], marks: readonly number[]): Range[] {
  const isMarked = words.map((word) => marks.some((at) => isMarkOf(word, at)))
  return words.filter(
    ({ isBesideLast, isClock }, at) =>
      isMarked[at] || (isMarked[at - 1] && isBesideLast && words[at - 1]?.isClock !== isClock),
  )
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
