import type { Range } from '../../model.ts'

/** Whether two stretches have a character in common. */
export function overlaps(a: Range, b: Range): boolean {
  return a.from < b.to && b.from < a.to
}

/** The parts of `ranges` that lie within a stretch of their text, counted from its beginning. */
export function rangesWithin(ranges: readonly Range[], { from, to }: Range): Range[] {
  return ranges
    .map((range) => ({ from: Math.max(range.from, from) - from, to: Math.min(range.to, to) - from }))
    .filter((range) => range.from < range.to)
}

/** In the order of the text; what overlaps or touches becomes one. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}
