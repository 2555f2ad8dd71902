import type { Range } from '../../../model.ts'

/** The smallest piece of a line that the grammar looks at. */
export type Token = Range & {
  /** `closed`: a piece that is not to be understood, such as a token or a quotation. */
  kind: 'word' | 'number' | 'sign' | 'closed'
  /** Lower case, `ё` as `е`; `p.m.` as `pm`; empty where it is closed. */
  text: string
  /** As typed. */
  raw: string
  /** White space, or the start of the line, stands before it. */
  spaced: boolean
}

// `a.m.` is one word in spite of its dots, `o'clock` and `Friday's` in spite of their apostrophes.
const piece = /[ap]\.\s?m(?!\p{L})\.?|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\d+|\S/giu

/** The words, numbers and signs of a line, in order. */
export function tokenize(line: string, closed: readonly Range[]): Token[] {
  const barriers = [...closed].sort((one, other) => one.from - other.from)
  const tokens: Token[] = []
  let next = 0
  for (const { index: from, 0: raw } of line.matchAll(piece)) {
    const to = from + raw.length
    while (next < barriers.length && (barriers[next]?.to ?? 0) <= from) next += 1
    if (/^T$/i.test(raw) && isTimeMark(line, from)) continue
    const isClosed = (barriers[next]?.from ?? Infinity) < to
    const spaced = (tokens.at(-1)?.to ?? -1) < from
    if (isClosed) tokens.push({ kind: 'closed', text: '', raw, from, to, spaced })
    else if (isAtTime(line, from)) tokens.push({ kind: 'word', text: 'at', raw, from, to, spaced })
    else tokens.push({ kind: kindOf(raw), text: fold(raw), raw, from, to, spaced })
  }
  return tokens
}

// `Call @ 5pm`
const isAtTime = (line: string, at: number) => line[at] === '@' && /^\s@\s+\d/.test(line.slice(at - 1))

// The `T` of `2026-12-01T15:00` divides like white space.
const isTimeMark = (line: string, at: number) => /^\d.\d$/.test(line.slice(at - 1, at + 2))

function kindOf(raw: string): Token['kind'] {
  const first = raw.charCodeAt(0)
  if (first < 128) return first >= 48 && first <= 57 ? 'number' : /^[a-z]/i.test(raw) ? 'word' : 'sign'
  return /^\p{L}/u.test(raw) ? 'word' : 'sign'
}

// Runs for every word at every keystroke, hence the questions before the replacements.
function fold(raw: string): string {
  const lower = (/[\u0300-\u036f]/.test(raw) ? raw.normalize('NFC') : raw).toLowerCase()
  if (lower.charAt(1) === '.') return `${lower.charAt(0)}m`
  const plain = lower.includes('ё') ? lower.replaceAll('ё', 'е') : lower
  return plain.includes('’') ? plain.replaceAll('’', "'") : plain
}

const opening = new Set('([{,;!?…—–«"“„|•')
const closing = new Set(',;:.!?…)]}—–»"”|')

/** Whether an expression can start here: not in the middle of a number, an address or a compound. */
export function startsHere(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  if (!before || tokens[at]?.spaced) return true
  return before.kind === 'closed' || opening.has(before.text)
}

/** Whether an expression can end before this token. */
export function endsHere(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at]
  if (!after || after.spaced || after.kind === 'closed') return true
  if (!closing.has(after.text)) return false
  const next = tokens[at + 1]
  if (!next || next.spaced) return true
  // `завтра,позвонить`; but `Monday.com` is a name, `10,5` a number.
  return next.kind === 'word' ? after.text !== '.' : next.kind !== 'number' || isWordBefore(tokens, at)
}

// `завтра,15:00`
const isWordBefore = (tokens: readonly Token[], at: number) =>
  tokens[at - 1]?.kind === 'word' && tokens[at]?.text === ','

/** Whether what follows is no more of the sentence: the end of the line, punctuation, something closed. */
export function isEdge(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at]
  if (!after || after.kind === 'closed') return true
  return after.kind === 'sign' && (closing.has(after.text) || isDash(after))
}

/** A dash between two parts of a sentence or of a range. */
export const isDash = (token: Token | undefined) => /^[-–—−]$/.test(token?.text ?? '')
