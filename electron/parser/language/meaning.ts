import type { Parsed, Range, Span } from '../../model.ts'
import type { CrmToken } from './crm-links.ts'
import type { SignToken } from './sign-tokens.ts'

type NameToken = Extract<SignToken, { kind: 'name' }>

/** What the tokens of a line come to. */
export type Meaning = Pick<
  Parsed,
  | ('people' | 'project' | 'stage' | 'parent' | 'crm' | 'tags')
  | ('priority' | 'estimateSeconds' | 'unresolved' | 'spans')
>

const kinds = { '@': 'person', '+': 'project', '/': 'stage', '^': 'parent' } as const

/**
 * Puts the tokens of a line together: people and tags once each; of two projects, stages, parents, priorities, estimates the last
 * one, and the earlier ones stay text.
 */
export function meaningOf(tokens: readonly (SignToken | CrmToken)[], line: string): Meaning {
  const meaning: Meaning = {
    people: [],
    project: null,
    stage: null,
    tags: [],
    priority: null,
    estimateSeconds: null,
    unresolved: [],
    spans: [],
  }
  for (const token of tokens) {
    if (token.kind === 'crm') addLink(meaning, token)
    else if (token.kind !== 'name') addPlain(meaning, token)
    else addName(meaning, token, line)
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

function addLink(meaning: Meaning, token: CrmToken): void {
  const known = meaning.crm ?? []
  if (known.every(({ id }) => id !== token.link.id)) meaning.crm = [...known, token.link]
  addSpan(meaning, 'crm', token)
}

function addName(meaning: Meaning, token: NameToken, line: string): void {
  const kind = kinds[token.sign]
  const { named } = token
  if (!named) {
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

function addSpan(meaning: Meaning, kind: Span['kind'], { from, to }: Range, certain = true): void {
  meaning.spans.push({ kind, from, to, certain })
}

function replaceSpan(meaning: Meaning, kind: Span['kind'], range: Range): void {
  meaning.spans = meaning.spans.filter((span) => span.kind !== kind || !span.certain)
  addSpan(meaning, kind, range)
}
