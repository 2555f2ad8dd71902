import type { Range } from '../../model.ts'

export type Line = Range & { text: string }

/** A typed text, taken apart. */
export type Lines = {
  /** The first line that is not blank. */
  title: Line
  description: string
  checklist: string[]
  /** Where the items of the checklist stand in the text. */
  checklistRanges: Range[]
}

// `- [ ] item`, `* [x] item`, `[] item`. A box alone is no item, and `[](…)` is a link.
const checklistItem = /^\s*(?:[-*]\s*)?\[[ xXхХ]?\]\s+(?<item>\S.*)$/su

/** Sorts the lines of a text: the title line, then description and checklist. */
export function sortLines(text: string): Lines {
  const lines = splitLines(text)
  const first = lines.findIndex((line) => line.text.trim() !== '')
  const following = first < 0 ? [] : lines.slice(first + 1)
  const items = following.filter((line) => checklistItem.test(line.text))
  return {
    title: lines[first] ?? { from: 0, to: 0, text: '' },
    description: following
      .filter((line) => !items.includes(line))
      .map((line) => line.text)
      .join('\n')
      .trim(),
    checklist: items.map((line) => checklistItem.exec(line.text)?.groups?.item?.trim() ?? ''),
    checklistRanges: items.map(({ from, to }) => ({ from, to })),
  }
}

/** The lines of a text and where they stand in it, without their ends. */
export function splitLines(text: string): Line[] {
  const ends = [...text.matchAll(/\r\n?|\n/g)]
  const starts = [0, ...ends.map((end) => end.index + end[0].length)]
  return starts.map((from, number) => {
    const to = ends[number]?.index ?? text.length
    return { from, to, text: text.slice(from, to) }
  })
}
