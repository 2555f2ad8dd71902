import type { Range, Suggestions, Template } from '../model.ts'
import { scanLine } from './language/closed.ts'
import { sortLines } from './language/lines.ts'
import { seenOfLine, seenRanges } from './language/long-line.ts'
import { rangesWithin } from './language/ranges.ts'
import type { OpenToken } from './language/token-at.ts'
import { tokenAt } from './language/token-at.ts'
import type { Directory } from './names/directory.ts'
import { indexOf, indexOfTags, indexOfTemplates } from './names/directory.ts'
import { rankNames } from './names/match-names.ts'
import { spell, spellEntry } from './names/spell.ts'

export type SuggestContext = {
  directory: Directory
  /** Without their sign, in the order in which they are suggested: the last used first. */
  tags: readonly string[]
  /** Of one's own; the same list is never changed. */
  templates?: readonly Template[]
  /** What was turned back into text. */
  plain?: readonly Range[]
}

const kinds = {
  '@': 'person',
  '+': 'project',
  '/': 'stage',
  '^': 'parent',
  '#': 'tag',
  '=': 'template',
} as const
const mostItems = 8

/**
 * What could stand where the caret is, best first, at most eight: after a bare sign whatever there is. Null where no
 * name is being typed, and where nothing fits. Pure.
 */
export function suggest(text: string, caret: number, context: SuggestContext): Suggestions | null {
  const token = nameAt(text, caret, context.plain)
  const items = token ? itemsFor(token, context) : []
  return token && items.length > 0 ? { kind: kinds[token.sign], from: token.from, to: token.to, items } : null
}

/** The name that is being typed where the caret is; null where there is none. Pure. */
export function nameAt(text: string, caret: number, plain: readonly Range[] = []): OpenToken | null {
  const { title: line } = sortLines(text, plain)
  if (caret < line.from || caret > line.to) return null
  const seen = seenOfLine(line.text)
  const at = seen.fromLine(caret - line.from)
  if (at === null) return null
  const scan = scanLine(seen.text, seenRanges(rangesWithin(plain, line), seen))
  const token = tokenAt(seen.text, at, scan)
  if (!token) return null
  return { ...token, from: seen.toLine(token.from) + line.from, to: seen.toLine(token.to) + line.from }
}

function itemsFor(
  { sign, typed }: OpenToken,
  { directory, tags, templates = [] }: SuggestContext,
): Suggestions['items'] {
  if (sign === '#') {
    return rankNames(indexOfTags(tags), typed, mostItems).map(({ name }) => ({
      label: name,
      note: '',
      insert: sign + spell(name),
      color: null,
    }))
  }
  if (sign === '=') {
    return rankNames(indexOfTemplates(templates), typed, mostItems).map(({ name, note }) => ({
      label: name,
      note: firstLine(note),
      insert: note,
      color: null,
    }))
  }
  const index = indexOf(directory, sign)
  return rankNames(index, typed, mostItems).map((entry) => {
    const { name, note, color } = entry
    return { label: name, note, insert: sign + spellEntry(entry, index, sign), color }
  })
}

/** Enough of a text to tell it from others. */
const firstLine = (text: string) => (text.split('\n', 1)[0] ?? '').slice(0, 100)
