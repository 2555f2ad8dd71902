import type { Named, Parsed, Range, Span } from '../../model.ts'
import type { Directory } from '../names/directory.ts'
import { indexOf } from '../names/directory.ts'
import { fold } from '../names/fold.ts'
import { resolveName } from '../names/resolve.ts'
import type { SignToken } from './sign-tokens.ts'

type NameToken = Extract<SignToken, { kind: 'name' }>

/** What the tokens of a line come to. */
export type Meaning = Pick<
  Parsed,
  'people' | 'project' | 'stage' | 'tags' | 'priority' | 'estimateSeconds' | 'unresolved' | 'spans'
>

const kinds = { '@': 'person', '+': 'project', '/': 'stage' } as const

/**
 * Puts the tokens of a line together: people and tags once each; of two projects, stages, priorities, estimates the last
 * one, and the earlier ones stay text.
 */
export function meaningOf(tokens: readonly SignToken[], line: string, directory: Directory): Meaning {
  const meaning: Meaning = {
    ...{ people: [], project: null, stage: null, tags: [], priority: null, estimateSeconds: null },
    ...{ unresolved: [], spans: [] },
  }
  for (const token of tokens) {
    if (token.kind !== 'name') addPlain(meaning, token)
    else addName(meaning, token, nameOf(directory, token), line)
  }
  return meaning
}

function addPlain(meaning: Meaning, token: Exclude<SignToken, NameToken>): void {
  if (token.kind === 'tag') {
    const isNew = meaning.tags.every((tag) => tag.toLowerCase() !== token.text.toLowerCase())
    if (isNew) meaning.tags.push(token.text)
    addSpan(meaning, 'tag', token)
    return
  }
  if (token.kind === 'priority') meaning.priority = token.priority
  else meaning.estimateSeconds = token.seconds
  replaceSpan(meaning, token.kind, token)
}

function addName(meaning: Meaning, token: NameToken, named: Named | null, line: string): void {
  const kind = kinds[token.sign]
  if (!named) {
    // `+7 916`, `@5`, `/2`: a number is a name only where there is one of that name, and else it is nothing.
    if (!hasLetter(token.text)) return
    meaning.unresolved.push(line.slice(token.from, token.to))
    addSpan(meaning, kind, token, false)
  } else if (kind === 'person') {
    if (meaning.people.every(({ id }) => id !== named.id)) meaning.people.push(named)
    addSpan(meaning, kind, token)
  } else {
    meaning[kind] = named
    replaceSpan(meaning, kind, token)
  }
}

function nameOf(directory: Directory, { sign, text, quoted }: NameToken): Named | null {
  const entry = resolveName(indexOf(directory, sign), text, quoted)
  if (!entry) return null
  // `+2` is more often an amount than the beginning of a project's name.
  const isAmount = sign === '+' && !quoted && !hasLetter(text) && fold(entry.name) !== fold(text)
  return isAmount ? null : { text, id: entry.id, name: entry.name }
}

function addSpan(meaning: Meaning, kind: Span['kind'], { from, to }: Range, certain = true): void {
  meaning.spans.push({ kind, from, to, certain })
}

function replaceSpan(meaning: Meaning, kind: Span['kind'], range: Range): void {
  meaning.spans = meaning.spans.filter((span) => span.kind !== kind || !span.certain)
  addSpan(meaning, kind, range)
}

function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text)
}
