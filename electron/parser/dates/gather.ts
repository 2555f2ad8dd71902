import { endsHere, startsHere, type Atom } from './grammar/atoms.ts'
import { times } from './grammar/times.ts'
import { englishDays } from './grammar/days-english.ts'
import { numericDays } from './grammar/days-numeric.ts'
import { russianDays } from './grammar/days-russian.ts'
import { lengths } from './grammar/lengths.ts'
import { lookalikes } from './lookalikes.ts'
import type { Meaning, Part } from './meaning.ts'
import { ranges } from './grammar/ranges.ts'
import { isMove } from './neighbours.ts'
import { dispatch, type Reader } from './grammar/reader.ts'

const before = [...lookalikes, ...ranges, ...lengths, ...russianDays, ...englishDays]
const grammar = {
  dayLeads: dispatch([...before, ...numericDays(true), ...times]),
  monthLeads: dispatch([...before, ...numericDays(false), ...times]),
}

/** Every expression of a line, the longest at each place, whether it counts or not. */
export function partsOf(atoms: readonly Atom[], numericOrder: keyof typeof grammar): Part[] {
  const parts: Part[] = []
  let at = 0
  while (at < atoms.length) {
    const part = canStart(atoms, at) ? partAt(atoms, at, grammar[numericOrder](atoms[at])) : null
    if (part) parts.push(part)
    at = part?.to ?? at + 1
  }
  return parts
}

const canStart = (atoms: readonly Atom[], at: number) =>
  (atoms[at]?.kind === 'word' || atoms[at]?.kind === 'number') && startsHere(atoms, at)

function partAt(atoms: readonly Atom[], from: number, readers: readonly Reader<Meaning>[]): Part | null {
  let best: Part | null = null
  for (const reader of readers) {
    const read = reader(atoms, from)
    if (!read || read.end <= (best?.to ?? from) || !endsHere(atoms, read.end)) continue
    if (!(isRange(read.value) && isMove(atoms, from))) best = { from, to: read.end, meaning: read.value }
  }
  return best
}

const isRange = ({ kind }: Meaning) => kind === 'days' || kind === 'hours'
