import { endsHere, startsHere, type Token } from './grammar/tokens.ts'
import { times } from './grammar/times.ts'
import { englishDays } from './grammar/days-english.ts'
import { numericDays } from './grammar/days-numeric.ts'
import { russianDays } from './grammar/days-russian.ts'
import { lengths } from './grammar/lengths.ts'
import { falseDates } from './false-dates.ts'
import type { Meaning, Part } from './meaning.ts'
import { ranges } from './grammar/ranges.ts'
import { isMove } from './context-rules.ts'
import type { Parser } from './grammar/combinators.ts'
import * as p from './grammar/combinators.ts'

const before = [...falseDates, ...ranges, ...lengths, ...russianDays, ...englishDays]
const grammar = {
  dayLeads: p.dispatch([...before, ...numericDays(true), ...times]),
  monthLeads: p.dispatch([...before, ...numericDays(false), ...times]),
}

// Of so many words and numbers that may begin a date the first and the last are looked at: the rest is a table or prose.
const [firstStarts, lastStarts] = [8, 32]

/** Every expression of a line, the longest at each place, whether it counts or not. */
export function matchParts(tokens: readonly Token[], numericOrder: keyof typeof grammar): Part[] {
  const parts: Part[] = []
  let done = 0
  for (const at of startsOf(tokens, grammar[numericOrder])) {
    const part = at < done ? null : partAt(tokens, at, grammar[numericOrder](tokens[at]))
    if (!part) continue
    parts.push(part)
    done = part.to
  }
  return parts
}

function startsOf(tokens: readonly Token[], able: (token: Token) => readonly unknown[]): number[] {
  const starts: number[] = []
  tokens.forEach((token, at) => {
    const isWord = token.kind === 'word' || token.kind === 'number'
    if (isWord && able(token).length > 0 && startsHere(tokens, at)) starts.push(at)
  })
  if (starts.length <= firstStarts + lastStarts) return starts
  return [...starts.slice(0, firstStarts), ...starts.slice(-lastStarts)]
}

function partAt(tokens: readonly Token[], from: number, parsers: readonly Parser<Meaning>[]): Part | null {
  let best: Part | null = null
  for (const parser of parsers) {
    const read = parser(tokens, from)
    if (!read || read.end <= (best?.to ?? from) || !endsHere(tokens, read.end)) continue
    if (!(isRange(read.value) && isMove(tokens, from))) best = { from, to: read.end, meaning: read.value }
  }
  return best
}

const isRange = ({ kind }: Meaning) => kind === 'days' || kind === 'hours'
