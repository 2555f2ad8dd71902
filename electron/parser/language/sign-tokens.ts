import type { Named, Range } from '../../model.ts'
import { indexOf, type Directory, type NameSign } from '../names/directory.ts'
import { resolveName } from '../names/resolve.ts'
import type { Scan } from './closed.ts'
import { isAtTime } from '../dates/grammar/tokens.ts'
import { readBareName, readName } from './names.ts'
import { readEstimate } from './estimate.ts'

/** A stretch of the title line that begins with a sign and has the form of what the sign stands for. */
export type SignToken = Range &
  /** `named`: null for a name that fits nobody, or several. */
  (
    | { kind: 'name'; sign: NameSign; text: string; named: Named | null }
    | { kind: 'tag'; text: string }
    | { kind: 'priority'; priority: 'high' | 'low' }
    | { kind: 'estimate'; seconds: number }
  )

/** Where a sign may mean something: at the beginning of the line, after white space, a bracket, a comma or an emoji. */
const signs =
  /(?<![^\s([{,\p{Extended_Pictographic}\u{fe0f}])(?:[@+#/!~^]|:(?=["«“„]|\p{Script=Cyrillic}{2}))/gu

const high = ['high', 'urgent', 'important', 'важно', 'важный', 'важная', 'срочно']
const low = ['low', 'unimportant', 'неважно', 'неважный', 'неважная']

/** The tokens of a line, in its order. */
export function findSignTokens(line: string, scan: Scan, directory: Directory): SignToken[] {
  const found: SignToken[] = []
  for (const { index } of line.matchAll(signs)) {
    const token = isListed(line, index, found.at(-1)) ? readSignToken(line, index, scan, directory) : null
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

function readSignToken(line: string, from: number, scan: Scan, directory: Directory): SignToken | null {
  const sign = line.charAt(from)
  if (!scan.isOpen(from, from + 1) || isAtTime(line, from)) return null
  if (sign === '~') {
    const estimate = readEstimate(line, from + 1)
    return estimate && scan.isOpen(from, estimate.to) ? { kind: 'estimate', from, ...estimate } : null
  }
  if (sign === ':') return readRussianParent(line, from, scan, directory)
  if (isNameSign(sign)) return readNameToken(line, from, sign, scan, directory)
  const name = readWord(line, from, scan)
  if (name === null) return sign === '!' ? readMark(line, from) : null
  const { text, quoted, to } = name
  if (sign === '!') return quoted ? null : readPriority(text, { from, to })
  return /\p{L}/u.test(text) ? { kind: 'tag', from, to, text } : null
}

function readNameToken(
  line: string,
  from: number,
  sign: NameSign,
  scan: Scan,
  directory: Directory,
): SignToken | null {
  const token = { kind: 'name', sign, from } as const
  const quote = readQuote(line, from, scan)
  if (quote) {
    const entry = resolveName(indexOf(directory, sign), { sign, text: quote.text, quoted: true })
    const named = entry && { text: quote.text, id: entry.id, name: entry.name }
    return { ...token, to: quote.to, text: quote.text, named }
  }
  const name = readName(line, from + 1, sign, directory)
  if (!name || /[/@\\#+~]/.test(line.charAt(name.to)) || !scan.isOpen(from, name.to)) return null
  // `+7 916`, `@5`, `/2`: a number is a name only where there is one of that name, and else it is nothing.
  return name.named || /\p{L}/u.test(name.text) ? { ...token, ...name } : null
}

/** On the Russian layout the key of `^` gives `:`. That stands in texts as well, so nothing is said of names that are not clear. */
function readRussianParent(line: string, from: number, scan: Scan, directory: Directory): SignToken | null {
  const token = readNameToken(line, from, '^', scan, directory)
  return token?.kind === 'name' && token.named ? token : null
}

function readQuote(line: string, from: number, { quotes }: Scan): { text: string; to: number } | null {
  const quote = quotes.get(from + 1)
  const text = quote ? line.slice(quote.from + 1, quote.to - 1).trim() : ''
  return quote && text !== '' ? { text, to: quote.to } : null
}

function readWord(
  line: string,
  from: number,
  scan: Scan,
): { text: string; quoted: boolean; to: number } | null {
  const quote = readQuote(line, from, scan)
  if (quote) return { ...quote, quoted: true }
  const text = readBareName(line, from + 1)
  if (text === '') return null
  const to = from + 1 + text.length
  // `/etc/hosts`, `@name@host`, `#C++`: part of something larger.
  const isWhole = !/[/@\\#+~]/.test(line.charAt(to))
  return isWhole && scan.isOpen(from, to) ? { text, quoted: false, to } : null
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
  return sign === '@' || sign === '+' || sign === '/' || sign === '^'
}
