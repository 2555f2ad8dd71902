import type { Range } from '../../ipc/contract.ts'
import { overlaps } from './ranges.ts'

/**
 * Lets what was understood take along the commas, colons and dashes that only parted it from the rest: all of them in
 * `@anna, call`, `Call: @anna` and `Milk, @anna, @boris`, one of the two in `Milk, @anna, for the cake`. `taken` in the
 * order of the line; `plain` is not touched.
 */
export function takeSeparators<T extends Range>(
  line: string,
  taken: readonly T[],
  plain: readonly Range[],
): T[] {
  const gaps = [0, ...taken.map(({ to }) => to)].map((from, place) => line.slice(from, taken[place]?.from))
  const open = (from: number, to: number) => !plain.some((range) => overlaps(range, { from, to }))
  return taken.map((range, place) => {
    const from = range.from - endTaken(gaps, place)
    const to = range.to + startTaken(gaps, place + 1)
    return {
      ...range,
      from: open(from, range.from) ? from : range.from,
      to: open(range.to, to) ? to : range.to,
    }
  })
}

/** How much of the beginning of a gap goes with what stands before it. */
function startTaken(gaps: readonly string[], place: number): number {
  const gap = gaps[place] ?? ''
  if (isEmpty(gap)) return gap.trimEnd().length
  const before = gaps.slice(0, place)
  const pattern = before.every(isEmpty)
    ? /^(?:[,;:]|\s+[–—-](?=\s))/u
    : /[,;]\s*$/u.test(before.findLast((other) => !isEmpty(other)) ?? '')
      ? /^[,;]/u
      : null
  return pattern?.exec(gap)?.[0].length ?? 0
}

/** How much of the end of a gap goes with what stands after it: something only where nothing more follows. */
function endTaken(gaps: readonly string[], place: number): number {
  const gap = gaps[place] ?? ''
  if (isEmpty(gap) || !gaps.slice(place + 1).every(isEmpty)) return 0
  return /(?:\s*[,;:]|\s+[–—-])\s*$/u.exec(gap)?.[0].length ?? 0
}

function isEmpty(gap: string): boolean {
  return /^\s*[,;]?\s*$/u.test(gap)
}
