import type { Range, Span } from '../../../electron/model.ts'

/** A run of the text; `kind` is null where nothing was understood. */
export type Segment = { text: string; kind: Span['kind'] | null; certain: boolean }

/** Cuts the text at its spans. The segments together are exactly the text, whatever the spans claim. */
export function segmentsOf(text: string, spans: Span[]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  const take = (to: number, kind: Segment['kind'], certain: boolean) => {
    if (to > at) segments.push({ text: text.slice(at, to), kind, certain })
    at = Math.max(at, to)
  }
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (span.from < at || span.to > text.length) continue
    take(span.from, null, true)
    take(span.to, span.kind, span.certain)
  }
  take(text.length, null, true)
  return segments
}

/** Where the spans of the old text are in the new one; those that the edit touched are gone until the next answer. */
export function carrySpans(spans: Span[], before: string, after: string): Span[] {
  const edit = editBetween(before, after)
  return spans.flatMap((span) => {
    if (span.to <= edit.from) return [span]
    return span.from >= edit.to ? [shifted(span, edit.growth)] : []
  })
}

/** Where stretches that are to stay plain are in the new text: an edit inside one belongs to it, until nothing is left. */
export function carryPlain(plain: Range[], before: string, after: string): Range[] {
  const edit = editBetween(before, after)
  return plain.flatMap((range) => {
    if (range.to <= edit.from) return [range]
    if (range.from >= edit.to) return [shifted(range, edit.growth)]
    const from = range.from < edit.from ? range.from : edit.to + edit.growth
    const to = range.to > edit.to ? range.to + edit.growth : edit.from
    // Replaced as a whole, from end to end: what stands there now is new text.
    return from < to ? [{ from, to }] : []
  })
}

/** Adds stretches to the plain ones, in the order of the text; what overlaps becomes one. */
export function joinRanges(...lists: Range[][]): Range[] {
  const joined: Range[] = []
  for (const { from, to } of lists.flat().toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from < last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else joined.push({ from, to })
  }
  return joined
}

/** Whether two stretches share a letter. */
export const overlap = (one: Range, other: Range): boolean => one.from < other.to && other.from < one.to

const shifted = <R extends Range>(range: R, by: number): R => ({
  ...range,
  from: range.from + by,
  to: range.to + by,
})

/** The stretch of the old text that was replaced, and by how much the text grew. */
function editBetween(before: string, after: string): Range & { growth: number } {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return { from: head, to: before.length - tail, growth: after.length - before.length }
}
