import type { Span } from '../../electron/ipc/contract.ts'

/** A run of the text; `kind` is null where nothing was understood. */
export type Segment = { text: string; kind: Span['kind'] | null }

/** Cuts the text at its spans. The segments together are exactly the text, whatever the spans claim. */
export function segmentsOf(text: string, spans: Span[]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  const take = (to: number, kind: Segment['kind']) => {
    if (to > at) segments.push({ text: text.slice(at, to), kind })
    at = Math.max(at, to)
  }
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (span.from < at || span.to > text.length) continue
    take(span.from, null)
    take(span.to, span.kind)
  }
  take(text.length, null)
  return segments
}

/** Where the spans of the old text are in the new one; those that the edit touched are gone until the next answer. */
export function carrySpans(spans: Span[], before: string, after: string): Span[] {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++

  const shift = after.length - before.length
  return spans.flatMap((span) => {
    if (span.to <= head) return [span]
    if (span.from >= before.length - tail) return [{ ...span, from: span.from + shift, to: span.to + shift }]
    return []
  })
}
