import type { Range } from '../../model.ts'

const edge = 200
// Belongs to no word, and no text that somebody types has it.
const gap = ' \uE000 '

/** What is looked at of a line, and where that stands in the line itself. */
export type SeenLine = {
  text: string
  /** What stands between; empty for a line that is seen whole. */
  leftOut: string
  /** From a place of `text` to the place of the line. */
  toLine: (at: number) => number
  /** The way back; null for what is left out. */
  fromLine: (at: number) => number | null
}

/**
 * The beginning and the end of a long line, such as a pasted text, and the whole of any other: what stands in the middle
 * of so much prose is no order to a planner, and no length of it may cost more time.
 */
export function seenOfLine(line: string): SeenLine {
  if (line.length <= 2 * edge) return { text: line, leftOut: '', toLine: (at) => at, fromLine: (at) => at }
  const head = line.slice(0, wordEnd(line, edge))
  const tail = line.slice(wordStart(line, line.length - edge))
  const text = head + gap + tail
  const skipped = line.length - text.length
  const tailAt = head.length + gap.length
  return {
    text,
    leftOut: line.slice(head.length, line.length - tail.length),
    toLine: (at) => (at <= head.length ? at : Math.max(head.length, at + skipped)),
    fromLine: (at) => (at <= head.length ? at : at - skipped >= tailAt ? at - skipped : null),
  }
}

/** The parts of some ranges of the line that are seen. */
export function seenRanges(ranges: readonly Range[], { fromLine, text }: SeenLine): Range[] {
  return ranges.flatMap((range) => {
    const from = fromLine(range.from)
    const to = fromLine(range.to)
    if (from === null && to === null) return []
    return [{ from: from ?? 0, to: to ?? text.length }]
  })
}

// A word is never cut in two; one that goes on for ever is left out.
const wordEnd = (line: string, at: number) => at - (/\S*$/u.exec(line.slice(at - 100, at))?.[0].length ?? 0)
const wordStart = (line: string, at: number) => at + (/^\S*/u.exec(line.slice(at, at + 100))?.[0].length ?? 0)
