import type { Range } from '../../../model.ts'
import type { WrittenZone } from './zones.ts'

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
  /** Of a closed one: the zone of the time before it. */
  zone?: WrittenZone
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
    const spaced = (tokens.at(-1)?.to ?? -1) < from || isClockAfterDay(line, from, tokens)
    if (isClosed) tokens.push({ kind: 'closed', text: '', raw, from, to, spaced })
    else if (isAtTime(line, from)) tokens.push({ kind: 'word', text: 'at', raw, from, to, spaced })
    else tokens.push({ kind: kindOf(raw), text: fold(raw), raw, from, to, spaced })
  }
  return tokens
}

const atTime =
  /(?<![^\s(])@(?:\s+(?:\d|noon|midday|midnight|полдень|полночь)|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m(?!\p{L})|\d{1,2}:\d\d(?!\d))/iuy

/** `Call @ 5pm`, `@3pm`, `@15:00`: the sign stands for *at*, and no name follows. */
export function isAtTime(line: string, at: number): boolean {
  if (line[at] !== '@') return false
  atTime.lastIndex = at
  return atTime.test(line)
}

const dayWord =
  /^(сегодня|завтра|послезавтра|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/

// `завтра15:00`
const isClockAfterDay = (line: string, from: number, tokens: readonly Token[]) => {
  const before = tokens.at(-1)
  return (
    before?.kind === 'word' &&
    startsHere(tokens, tokens.length - 1) &&
    /^\d{1,2}[:.]\d\d(?!\d)/.test(line.slice(from, from + 6)) &&
    dayWord.test(before.text)
  )
}

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

const opening = new Set('([{,;!?…—–«"“„|•→⇒➜')
const closing = new Set(',;:.!?…)]}—–»"”|→⇒➜')

/** Whether an expression can start here: not in the middle of a number, an address or a compound. */
export function startsHere(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  if (!before || tokens[at]?.spaced) return true
  // Of `tomorrow15:00` whose day is closed nothing is left to be understood.
  if (before.kind === 'closed')
    return !(/[\p{L}\p{N}]$/u.test(before.raw) && /^[\p{L}\p{N}]/u.test(tokens[at]?.raw ?? ''))
  return opening.has(before.text) || isEmoji(before)
}

/** Whether an expression can end before this token. */
export function endsHere(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at]
  if (!after || after.spaced || after.kind === 'closed' || isEmoji(after)) return true
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
  return (
    after.kind === 'sign' &&
    (closing.has(after.text) || isDash(after) || isEmoji(after) || (after.text === '/' && after.spaced))
  )
}

// An emoji is a border of words: `📅завтра`.
const isEmoji = ({ kind, text }: Token) =>
  kind === 'sign' &&
  text.charCodeAt(0) > 0x200c &&
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3)/u.test(text)

/** A dash between two parts of a sentence or of a range. */
export const isDash = (token: Token | undefined) => /^[-–—−]$/.test(token?.text ?? '')
