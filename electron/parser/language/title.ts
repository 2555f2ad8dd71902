import type { Range } from '../../model.ts'

/** What is left of a line: `taken` leaves it, and so do the backslashes of `escapes`; white space becomes one space. */
export function titleOf(line: string, taken: readonly Range[], escapes: readonly number[]): string {
  const starts = [0, ...taken.map(({ to }) => to)]
  const parts = starts.map((from, number) =>
    keep(line, { from, to: taken[number]?.from ?? line.length }, escapes),
  )
  return parts.reduce(join).replace(/\s+/gu, ' ').trim()
}

function keep(line: string, { from, to }: Range, escapes: readonly number[]): string {
  const inside = escapes.filter((at) => from <= at && at < to)
  const starts = [from, ...inside.map((at) => at + 1)]
  return starts.map((start, number) => line.slice(start, inside[number] ?? to)).join('')
}

/** What closes a phrase stands right after its last word: `Call @anna.` → `Call.` */
function join(before: string, after: string): string {
  if (/^[.,;:!?…)]/u.test(after)) return before.trimEnd() + after
  return before.endsWith('(') ? before + after.trimStart() : `${before} ${after}`
}
