import { isDash, type Atom, type Range } from './grammar/atoms.ts'
import type { Part } from './meaning.ts'
import { isSeparator } from './settle.ts'

type Stretch = { from: number; to: number }

/** What leaves the title: the expressions, with the punctuation that only divided them from the rest. */
export function spansOf(atoms: readonly Atom[], parts: readonly Part[]): Range[] {
  const ordered = [...parts].sort((one, other) => one.from - other.from)
  const joined: Stretch[] = []
  for (const { from, to } of ordered) {
    const last = joined.at(-1)
    if (last && atoms.slice(last.to, from).every(isSeparator)) last.to = to
    else joined.push({ from, to })
  }
  return joined.map((stretch) => rangeOf(atoms, withPunctuation(atoms, stretch)))
}

function withPunctuation(atoms: readonly Atom[], { from, to }: Stretch): Stretch {
  // `до пятницы включительно`
  if (/^(включительно|inclusive|inclusively)$/.test(atoms[to]?.text ?? ''))
    return withPunctuation(atoms, { from, to: to + 1 })
  const before = atoms[from - 1]
  const after = atoms[to]
  if (before?.text === '(' && after?.text === ')')
    return withPunctuation(atoms, { from: from - 1, to: to + 1 })
  if (from === 0) return { from, to: after && (divides(after) || after.text === '.') ? to + 1 : to }
  const isLast = !after || (after.text === '.' && to === atoms.length - 1)
  const end = isLast ? atoms.length : to
  if (after && before && divides(after) && divides(before)) return { from, to: to + 1 }
  const endsClause = isLast || (after.kind === 'sign' && /[.,:;!?)]/.test(after.text))
  return { from: endsClause && before && divides(before) ? from - 1 : from, to: end }
}

const divides = (atom: Atom) => atom.text === ',' || atom.text === ':' || (isDash(atom) && atom.spaced)

function rangeOf(atoms: readonly Atom[], { from, to }: Stretch): Range {
  return { from: atoms[from]?.from ?? 0, to: atoms[to - 1]?.to ?? 0 }
}
