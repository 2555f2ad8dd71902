import { isDash, isEdge, type Atom } from './grammar/atoms.ts'
import { isOf, type Part, type SurePart } from './meaning.ts'
import * as neighbours from './neighbours.ts'

/** The expressions that count, seen in their place in the line; the others are text. */
export function settled(atoms: readonly Atom[], parts: readonly Part[]): SurePart[] {
  const possible = timesOfDates(parts.filter((part) => !isRefused(atoms, part)))
  return possible.filter((part, index): part is SurePart => {
    const beside = [possible[index - 1], possible[index + 1]].filter(
      (other) => other !== undefined && areNear(atoms, part, other),
    )
    return counts(atoms, part, beside as Part[])
  })
}

// `Daily standup at 9`: a time of what comes again and again is no date.
function timesOfDates(parts: readonly Part[]): readonly Part[] {
  const comesAgain = parts.some(({ meaning }) => meaning.kind === 'text' && meaning.recurring)
  if (!comesAgain || parts.some(isOf('day', 'days', 'ahead'))) return parts
  return parts.filter((part) => !isOf('time', 'hours')(part))
}

function isRefused(atoms: readonly Atom[], part: Part): boolean {
  if (part.meaning.kind === 'text') return false
  return (
    neighbours.isRefusedBefore(atoms, part.from, hasYear(atoms, part)) ||
    neighbours.isFromElsewhere(atoms, part.from, part.to) ||
    neighbours.isVersionAfter(atoms, part.from, hasYear(atoms, part)) ||
    neighbours.isCountedBack(atoms, part.from) ||
    neighbours.isCounted(atoms, part.to) ||
    (isBareNumber(part) && neighbours.isAmountOfChange(atoms, part.from))
  )
}

const hasYear = (atoms: readonly Atom[], { from, to }: Part) =>
  atoms.slice(from, to).some(({ kind, text }) => kind === 'number' && text.length === 4)

function counts(atoms: readonly Atom[], part: Part, beside: readonly Part[]): boolean {
  const { meaning } = part
  if (meaning.kind === 'text') return false
  const isTime = meaning.kind === 'time' || meaning.kind === 'hours'
  if (isTime && beside.some(({ meaning: other }) => other.kind === 'text' && other.recurring)) return false
  if (beside.length === 0 && isBareNumber(part) && isAfterNumber(atoms, part.from)) return false
  if (
    isOpenWeekday(atoms, part) &&
    isAfterNumber(atoms, part.from) &&
    !beside.some(({ to }) => to === part.from)
  )
    return false
  const sure = beside.filter(({ meaning: other }) => other.kind !== 'text' && other.firm !== 'beside')
  if (neighbours.isAcronym(atoms, part.to) && sure.length === 0) return false
  if (meaning.firm === 'firm') return true
  if (meaning.firm === 'beside')
    return beside.some((other) =>
      isTime
        ? isOf('day')(other)
        : isOf('time', 'hours')(other)
          ? !isBareNumber(other)
          : isDateAfter(part, other),
    )
  const isDoubtful =
    meaning.kind === 'day' && isDotted(atoms, part) && !neighbours.mayBeDateAfter(atoms, part.from)
  return (
    beside.some(isOf('time', 'hours', 'day', 'ahead')) ||
    (!isDoubtful && standsAlone(atoms, part, meaning.firm === 'edge'))
  )
}

// At the end of a sentence, or at the start of the line where the deed follows.
function standsAlone(atoms: readonly Atom[], { from, to }: Part, isNumber: boolean): boolean {
  if (from === 0 && atoms[to]?.kind === 'word')
    return (
      neighbours.isDeed(atoms, to) ||
      neighbours.goesOnAfter(atoms, to, true) ||
      neighbours.leadsRussian(atoms, to)
    )
  if (isNumber && /^["«“„]/.test(atoms[to]?.raw ?? '')) return false // `в 5 «Б»`
  return isEdge(atoms, to) || neighbours.goesOnAfter(atoms, to, isNumber)
}

// `Sat 28 Nov`
const isDateAfter = ({ to }: Part, { from, meaning }: Part) =>
  to === from && meaning.kind === 'day' && meaning.weekday === undefined
const isDotted = (atoms: readonly Atom[], { from }: Part) =>
  atoms[from]?.kind === 'number' && atoms[from + 1]?.text === '.'
const isBareNumber = ({ meaning }: Part) =>
  meaning.kind !== 'text' &&
  meaning.firm !== 'firm' &&
  ((meaning.kind === 'time' && meaning.time.sort === 'bare') || meaning.kind === 'hours')
// `60 Вт`: without a preposition.
const isOpenWeekday = (atoms: readonly Atom[], { from, to, meaning }: Part) =>
  meaning.kind === 'day' &&
  meaning.weekday !== undefined &&
  atoms.slice(from, to).filter(({ kind }) => kind === 'word').length === 1
const isAfterNumber = (atoms: readonly Atom[], from: number) =>
  atoms[from - 1]?.kind === 'number' || /^(один|одна|одно|one|two|три|два)$/.test(atoms[from - 1]?.text ?? '')

/** Whether nothing but separators, and what is closed, stands between two expressions. */
function areNear(atoms: readonly Atom[], one: Part, other: Part): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  return atoms.slice(first.to, second.from).every((atom) => atom.kind === 'closed' || isSeparator(atom))
}

/** Whether nothing but separators stands between two expressions. */
export function areBeside(atoms: readonly Atom[], one: Part, other: Part): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  return atoms.slice(first.to, second.from).every(isSeparator)
}

/** A comma, colon, bracket or dash. */
export const isSeparator = (atom: Atom) => isDash(atom) || [',', ':', '(', ')'].includes(atom.text)
