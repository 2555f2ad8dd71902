import type { Range } from '../../model.ts'
import type { NameSign } from '../names/directory.ts'
import type { Scan } from './closed.ts'
import { readEstimate } from './estimate.ts'

/** A stretch of the title line that begins with a sign and has the form of what the sign stands for. */
export type SignToken = Range &
  (
    | { kind: 'name'; sign: NameSign; text: string; quoted: boolean }
    | { kind: 'tag'; text: string }
    | { kind: 'priority'; priority: 'high' | 'low' }
    | { kind: 'estimate'; seconds: number }
  )

/** Where a sign may mean something: at the beginning of the line, after white space, `(` or a comma. */
const signs = /(?<![^\s(,])[@+#/!~]/gu
const bareName = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_.-]|['’](?=\p{L}))*/uy

const high = ['high', 'urgent', 'important', 'важно', 'важный', 'важная', 'срочно']
const low = ['low', 'unimportant', 'неважно', 'неважный', 'неважная']

/** The tokens of a line, in its order. */
export function findSignTokens(line: string, scan: Scan): SignToken[] {
  const found: SignToken[] = []
  for (const { index } of line.matchAll(signs)) {
    const token = isListed(line, index, found.at(-1)) ? readSignToken(line, index, scan) : null
    if (token) found.push(token)
  }
  return found
}

// `@anna,@john`: without white space a comma divides only what is alike.
function isListed(line: string, at: number, before: SignToken | undefined): boolean {
  return (
    line.charAt(at - 1) !== ',' || (before?.to === at - 1 && line.charAt(before.from) === line.charAt(at))
  )
}

function readSignToken(line: string, from: number, scan: Scan): SignToken | null {
  const sign = line.charAt(from)
  if (!scan.isOpen(from, from + 1)) return null
  if (sign === '~') {
    const estimate = readEstimate(line, from + 1)
    return estimate && scan.isOpen(from, estimate.to) ? { kind: 'estimate', from, ...estimate } : null
  }
  const name = readName(line, from, scan)
  if (name === null) return sign === '!' ? readMark(line, from) : null
  const { text, quoted, to } = name
  if (sign === '!') return quoted ? null : readPriority(text, { from, to })
  if (sign === '#') return /\p{L}/u.test(text) ? { kind: 'tag', from, to, text } : null
  return isNameSign(sign) ? { kind: 'name', sign, from, to, text, quoted } : null
}

function readName(
  line: string,
  from: number,
  scan: Scan,
): { text: string; quoted: boolean; to: number } | null {
  const quote = scan.quotes.get(from + 1)
  if (quote) {
    const text = line.slice(quote.from + 1, quote.to - 1).trim()
    return text === '' ? null : { text, quoted: true, to: quote.to }
  }
  const text = readBareName(line, from + 1)
  if (text === '') return null
  const to = from + 1 + text.length
  // `/etc/hosts`, `@name@host`, `#C++`: part of something larger.
  const isWhole = !/[/@\\#+~]/.test(line.charAt(to))
  return isWhole && scan.isOpen(from, to) ? { text, quoted: false, to } : null
}

/** The name without quotes that begins at a place, or an empty text: O’Brien, anna.petrova; no mark at its end. */
export function readBareName(line: string, from: number): string {
  bareName.lastIndex = from
  return bareName.exec(line)?.[0].replace(/[.-]+$/, '') ?? ''
}

/** `!` that stands alone. */
function readMark(line: string, from: number): SignToken | null {
  return /^(?:\s|$)/u.test(line.slice(from + 1, from + 2)) ? toPriority('high', { from, to: from + 1 }) : null
}

function readPriority(text: string, range: Range): SignToken | null {
  const word = text.toLowerCase()
  if (high.includes(word)) return toPriority('high', range)
  return low.includes(word) ? toPriority('low', range) : null
}

function toPriority(priority: 'high' | 'low', range: Range): SignToken {
  return { kind: 'priority', priority, ...range }
}

function isNameSign(sign: string): sign is NameSign {
  return sign === '@' || sign === '+' || sign === '/'
}
