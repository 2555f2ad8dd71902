import type { Range } from '../../model.ts'
import { overlaps } from './ranges.ts'

export type Line = Range & { text: string }

/** A typed text, taken apart. */
export type Lines = {
  /** The first line that is not blank, without the mark of a list before it. */
  title: Line
  /** Where that mark stands; null for none. */
  mark: Range | null
  /** The title is the first item of the checklist. */
  isItem: boolean
  description: string
  checklist: string[]
  /** Where the items of the checklist stand in the text. */
  checklistRanges: Range[]
}

const box = String.raw`(?:[-*•]\s*)?\[[ xXхХ]?\]\s+`
const bullet = String.raw`(?:[-*•–—]|\d{1,3}[.)])\s+`
// `- [ ] item`, `* [x] item`, `[] item`. A box alone is no item, and `[](…)` is a link.
const checklistItem = new RegExp(`^\\s*${box}(?<item>\\S.*)$`, 'su')
const emptyItem = /^\s*(?:[-*•]\s*)?\[[ xXхХ]?\]\s*$/u
const boxMark = new RegExp(`^\\s*${box}(?=\\S)`, 'u')
const listMark = new RegExp(`^\\s*(?:${box}|${bullet})(?=\\S)`, 'u')
/** A backslash before the mark of a list keeps it as text. */
export const escapedMark = new RegExp(`^\\s*\\\\(?=\\\\*(?:${box}|${bullet})\\S)`, 'u')

/** How many characters at the beginning of a line are the mark of a list: `- [ ] `, `* `, `1. `. */
export const markLength = (line: string): number => listMark.exec(line)?.[0].length ?? 0

/** Sorts the lines of a text: the title line, then description and checklist. `plain`: what is to stay text. */
export function sortLines(text: string, plain: readonly Range[] = []): Lines {
  const lines = splitLines(text)
  const at = lines.findIndex((line) => line.text.trim() !== '')
  const first = lines[at] ?? { from: 0, to: 0, text: '' }
  const following = at < 0 ? [] : lines.slice(at + 1).filter(({ text }) => !emptyItem.test(text))
  const items = following.filter((line) => checklistItem.test(line.text))
  const isOneOfList = following.some((line) => listMark.test(line.text))
  const length = (isOneOfList ? listMark : boxMark).exec(first.text)?.[0].length ?? 0
  const mark = { from: first.from, to: first.from + length }
  const isPlain = length === 0 || plain.some((range) => overlaps(range, mark))
  return {
    title: isPlain ? first : { ...first, from: mark.to, text: first.text.slice(length) },
    mark: isPlain ? null : mark,
    isItem: !isPlain && items.length > 0 && boxMark.test(first.text),
    description: following
      .filter((line) => !checklistItem.test(line.text))
      .map((line) => line.text)
      .join('\n')
      .trim(),
    checklist: items.map((line) => checklistItem.exec(line.text)?.groups?.item?.trim() ?? ''),
    checklistRanges: items.map(({ from, to }) => ({ from, to })),
  }
}

/** The lines of a text and where they stand in it, without their ends. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let from = 0
  for (let to = 0; to <= text.length; to++) {
    const sign = text[to]
    if (sign !== undefined && sign !== '\n' && sign !== '\r') continue
    lines.push({ from, to, text: text.slice(from, to) })
    if (sign === '\r' && text[to + 1] === '\n') to++
    from = to + 1
  }
  return lines
}
