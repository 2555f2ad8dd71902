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

/** Every expression of a line, the longest at each place, whether it counts or not. */
export function matchParts(tokens: readonly Token[], numericOrder: keyof typeof grammar): Part[] {
  const parts: Part[] = []
  let at = 0
  while (at < tokens.length) {
    const part = canStart(tokens, at) ? partAt(tokens, at, grammar[numericOrder](tokens[at])) : null
    if (part) parts.push(part)
    at = part?.to ?? at + 1
  }
  return parts
}

const canStart = (tokens: readonly Token[], at: number) =>
  (tokens[at]?.kind === 'word' || tokens[at]?.kind === 'number') && startsHere(tokens, at)

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
