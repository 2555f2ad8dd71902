import type { Token } from './grammar/tokens.ts'
import type { Part, PartOf } from './meaning.ts'
import { areBeside } from './disambiguate.ts'

/** The time of a line and the expressions that together name it. */
export type ChosenTime = {
  clock: PartOf<'time' | 'hours'>
  /** A part of the day that tells which half a bare hour is in: `вечером в 8`. */
  half: PartOf<'time'> | null
}

const isNamed = (part: Part): part is PartOf<'time'> =>
  part.meaning.kind === 'time' && (part.meaning.time.sort === 'part' || part.meaning.time.sort === 'close')

/** The last time of a line; one on the clock goes before `вечером`, which then says which half of the day. */
export function chooseTime(
  tokens: readonly Token[],
  parts: readonly PartOf<'time' | 'hours'>[],
): ChosenTime | null {
  const named: PartOf<'time'>[] = parts.filter(isNamed)
  const clock = parts.findLast((part) => !isNamed(part))
  if (!clock) {
    const last = named.at(-1)
    return last ? { clock: last, half: null } : null
  }
  const half = named.findLast(
    (part) => isOpen(clock) || areBeside(tokens, part, clock) || part.meaning.isToday,
  )
  return { clock, half: half ?? null }
}

// An hour up to twelve without a word on its half of the day.
function isOpen({ meaning }: PartOf<'time' | 'hours'>): boolean {
  const time = meaning.kind === 'time' ? meaning.time : meaning.start
  return 'hour' in time && time.sort !== 'sure' && time.hour <= 12
}
