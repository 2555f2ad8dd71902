const mark = /^(?:(?:[-*•]\s*)?\[[ xXхХ]?\]\s+|(?:[-*•–—]|\d{1,3}[.)])\s+)(?=\S)/u

/** The lines that would become tasks of their own, without the marks of a list. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trim().replace(mark, ''))
    .filter((line) => line !== '')

/** What is said of several lines before they are saved: the first few, and how many there are beside them. */
export function previewOf(lines: string[], shown: number): { first: string[]; more: number } {
  // One line in place of "and 1 more" takes no more room.
  const count = lines.length === shown + 1 ? lines.length : shown
  return { first: lines.slice(0, count), more: Math.max(0, lines.length - count) }
}
