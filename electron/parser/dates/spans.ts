import type { Range } from '../../model.ts'
import { isDash, type Token } from './grammar/tokens.ts'
import type { Part } from './meaning.ts'
import { isSeparator } from './disambiguate.ts'
import { tailAt } from './tails.ts'

type Stretch = { from: number; to: number }

/** What leaves the title: the expressions, with the punctuation that only divided them from the rest. */
export function spansOf(tokens: readonly Token[], parts: readonly Part[]): Range[] {
  const ordered = [...parts].sort((one, other) => one.from - other.from)
  const joined: Stretch[] = []
  for (const { from, to } of ordered) {
    const last = joined.at(-1)
    if (last && tokens.slice(last.to, from).every(isSeparator)) last.to = to
    else joined.push({ from, to })
  }
  return joined.map((stretch) => rangeOf(tokens, withPunctuation(tokens, withPartners(tokens, stretch))))
}

const partners: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

/** A bracket between two expressions takes its partner along: `8 декабря (вторник)`. */
function withPartners(tokens: readonly Token[], { from, to }: Stretch): Stretch {
  const open: string[] = []
  let first = from
  for (const { kind, text } of tokens.slice(from, to)) {
    if (kind === 'sign' && text in partners) open.push(text)
    else if (kind === 'sign' && Object.values(partners).includes(text) && open.pop() === undefined) {
      if (partners[tokens[first - 1]?.text ?? ''] === text) first -= 1
    }
  }
  const closes = partners[open[0] ?? ''] === tokens[to]?.text && open.length === 1
  return { from: first, to: closes ? to + 1 : to }
}

function withPunctuation(tokens: readonly Token[], { from, to }: Stretch): Stretch {
  const tail = tailAt(tokens, to)
  if (tail > 0) return withPunctuation(tokens, { from, to: to + tail })
  const before = tokens[from - 1]
  const after = tokens[to]
  if (before && partners[before.text] === after?.text && after)
    return withPunctuation(tokens, { from: from - 1, to: to + 1 })
  if (from === 0) return { from, to: after && (divides(after) || after.text === '.') ? to + 1 : to }
  const isLast = !after || (after.text === '.' && to === tokens.length - 1)
  const end = isLast ? tokens.length : to
  if (after && before && divides(after) && divides(before)) return { from, to: to + 1 }
  const endsClause = isLast || (after.kind === 'sign' && /[.,:;!?)\]}]/.test(after.text))
  return { from: endsClause && before && divides(before) ? from - 1 : from, to: end }
}

const divides = (token: Token) => token.text === ',' || token.text === ':' || (isDash(token) && token.spaced)

function rangeOf(tokens: readonly Token[], { from, to }: Stretch): Range {
  return { from: tokens[from]?.from ?? 0, to: tokens[to - 1]?.to ?? 0 }
}
