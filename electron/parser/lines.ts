import type { Parsed, Range } from '../model.ts'
import { markLength } from './language/lines.ts'

/** A text with what of it is to stay text. */
export type MarkedText = { text: string; plain: Range[] }

/** The lines that are not blank, without the marks of a list, each with its own part of the ranges. */
export function linesOf({ text, plain }: MarkedText): MarkedText[] {
  let from = 0
  return text.split('\n').flatMap((line) => {
    const to = from + line.length
    const inLine = plain
      .filter((range) => range.from < to && range.to > from)
      .map((range) => ({ from: Math.max(range.from, from) - from, to: Math.min(range.to, to) - from }))
    from = to + 1
    const mark = inLine.some((range) => range.from === 0) ? 0 : markLength(line)
    if (line.trim() === '') return []
    const kept = inLine.filter((range) => range.to > mark)
    return [
      {
        text: line.slice(mark),
        plain: kept.map((range) => ({ from: Math.max(0, range.from - mark), to: range.to - mark })),
      },
    ]
  })
}

/** The tokens that stay in the field for the next thought: project, people and stage. Empty, or with a space behind. */
export function keptTokens(text: string, { spans }: Pick<Parsed, 'spans'>): string {
  return spans
    .filter(({ kind, certain }) => certain && (kind === 'project' || kind === 'person' || kind === 'stage'))
    .sort((one, other) => one.from - other.from)
    .map(({ from, to }) => `${text.slice(from, to).trim()} `)
    .join('')
}
