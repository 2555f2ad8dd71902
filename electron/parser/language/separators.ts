import type { Range } from '../../model.ts'
import { overlaps } from './ranges.ts'

/** What stands between two understood parts, or at an edge of the line. */
type Gap = {
  text: string
  /** There is nothing in it, or only a comma. */
  isEmpty: boolean
  /** All gaps before it are empty. */
  isFirst: boolean
  /** All gaps after it are empty. */
  isLast: boolean
  /** The last text before it ends with a comma. */
  isAfterComma: boolean
}

/**
 * Lets what was understood take along the commas, colons and dashes that only parted it from the rest: all of them in
 * `@anna, call`, `Call: @anna` and `Milk, @anna, @boris`, one of the two in `Milk, @anna, for the cake`; and brackets
 * with nothing else in them. `taken` in the order of the line; `plain` is not touched.
 */
export function takeSeparators<T extends Range>(
  line: string,
  taken: readonly T[],
  plain: readonly Range[],
): T[] {
  const gaps = gapsOf(line, taken)
  const isOpen = (from: number, to: number) => !plain.some((range) => overlaps(range, { from, to }))
  const grown = taken.map((range, place) => {
    const from = range.from - endTaken(gaps[place])
    const to = range.to + startTaken(gaps[place + 1])
    return {
      ...range,
      from: isOpen(from, range.from) ? from : range.from,
      to: isOpen(range.to, to) ? to : range.to,
    }
  })
  takeBrackets(line, grown, isOpen)
  return grown
}

function gapsOf(line: string, taken: readonly Range[]): Gap[] {
  const texts = [0, ...taken.map(({ to }) => to)].map((from, place) => line.slice(from, taken[place]?.from))
  const empty = texts.map((text) => /^\s*(?:[,;|/→–—-]|->)?\s*$/u.test(text))
  const first = empty.indexOf(false)
  const last = empty.lastIndexOf(false)
  let isAfterComma = false
  return texts.map((text, place) => {
    const isEmpty = empty[place] === true
    const gap = { text, isEmpty, isFirst: first < 0 || place <= first, isLast: place >= last, isAfterComma }
    if (!isEmpty) isAfterComma = /[,;]\s*$/u.test(text)
    return gap
  })
}

/** How much of the beginning of a gap goes with what stands before it. */
function startTaken(gap: Gap | undefined): number {
  if (!gap) return 0
  if (gap.isEmpty) return gap.text.trimEnd().length
  if (gap.isFirst) return /^(?:[,;:]|[.!](?=\s)|\s*(?:[–—|/→-]|->)(?=\s))/u.exec(gap.text)?.[0].length ?? 0
  return gap.isAfterComma && /^[,;]/.test(gap.text) ? 1 : 0
}

/** How much of the end of a gap goes with what stands after it: something only where nothing more follows. */
function endTaken(gap: Gap | undefined): number {
  if (!gap || gap.isEmpty || !gap.isLast) return 0
  return /(?:\s*[,;:]|(?:^|\s+)(?:[–—|/→-]|->))\s*$/u.exec(gap.text)?.[0].length ?? 0
}

const brackets = ['()', '[]', '{}']

function takeBrackets(line: string, taken: Range[], isOpen: (from: number, to: number) => boolean): void {
  let first = taken[0]
  taken.forEach((range, place) => {
    const next = taken[place + 1]
    if (!first || (next && line.slice(range.to, next.from).trim() === '')) return
    const before = line.slice(0, first.from).trimEnd()
    const after = line.slice(range.to)
    const from = before.length - 1
    const to = line.length - after.trimStart().length + 1
    const isBracketed = from >= 0 && brackets.includes(line.charAt(from) + line.charAt(to - 1))
    if (isBracketed && isOpen(from, first.from) && isOpen(range.to, to)) {
      first.from = from
      range.to = to
    }
    first = next
  })
}
