import type { Token } from './tokens.ts'

/** What was read, and the index of the token after it. */
export type Read<T> = { value: T; end: number }

/** Reads an expression that starts at a token; null when there is none. */
export type Parser<T> = {
  (tokens: readonly Token[], at: number): Read<T> | null
  first: First
}

/** What an expression can begin with; so most parsers need not be asked. */
type First = { words: ReadonlySet<string>; number: boolean; sign: boolean; empty: boolean }

const noFirst: First = { words: new Set(), number: false, sign: false, empty: false }

function parser<T>(first: Partial<First>, read: (tokens: readonly Token[], at: number) => Read<T> | null) {
  return Object.assign(read, { first: { ...noFirst, ...first } })
}

/** A table whose keys may list several words: `[['пн понедельник', 1]]`. */
export function table<T>(entries: readonly (readonly [words: string, value: T])[]): Map<string, T> {
  return new Map(entries.flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)))
}

/** One word of a table, as its value. */
export function lookup<T>(words: ReadonlyMap<string, T>): Parser<T> {
  return parser({ words: new Set(words.keys()) }, (tokens, at) => {
    const token = tokens[at]
    const value = token?.kind === 'word' ? words.get(token.text) : undefined
    return value === undefined ? null : { value, end: at + 1 }
  })
}

/** One of these words, which are separated by spaces. */
export const word = (words: string): Parser<string> =>
  lookup(new Map(words.split(' ').map((each) => [each, each])))

/** These words, one after the other. */
export const words = (text: string): Parser<string[]> => seq<string[]>(...text.split(' ').map(word))

/** A whole number within bounds, of as many digits as wanted. */
export function number(min: number, max: number, digits = 1, mostDigits = 4): Parser<number> {
  return parser({ number: true }, (tokens, at) => {
    const token = tokens[at]
    if (token?.kind !== 'number' || token.text.length < digits || token.text.length > mostDigits) return null
    const value = Number(token.text)
    return value >= min && value <= max ? { value, end: at + 1 } : null
  })
}

/** One of these signs. */
export function sign(signs: string): Parser<string> {
  return parser({ sign: true }, (tokens, at) => {
    const token = tokens[at]
    return token?.kind === 'sign' && signs.includes(token.text) ? { value: token.text, end: at + 1 } : null
  })
}

/** Without white space before it. */
export function adjacent<T>(inner: Parser<T>): Parser<T> {
  return parser(inner.first, (tokens, at) => (tokens[at]?.spaced === false ? inner(tokens, at) : null))
}

/** One after the other. */
export function seq<T extends unknown[]>(...parsers: { [K in keyof T]: Parser<T[K]> }): Parser<T> {
  const solid = parsers.findIndex(({ first }) => !first.empty)
  const leading = solid < 0 ? parsers : parsers.slice(0, solid + 1)
  return parser({ ...firstOf(leading), empty: solid < 0 }, (tokens, at) => {
    // Most begin with a word that is not there: no list is made for them.
    let values: unknown[] | null = null
    let end = at
    for (const each of parsers) {
      const read = each(tokens, end)
      if (!read) return null
      values = values ?? []
      values.push(read.value)
      end = read.end
    }
    return { value: values as T, end }
  })
}

/** The one that reads furthest; of equals the first. */
export function any<T>(...parsers: Parser<T>[]): Parser<T> {
  const able = dispatch(parsers)
  return remembered(
    parser({ ...firstOf(parsers), empty: false }, (tokens, at) => {
      let best: Read<T> | null = null
      for (const each of able(tokens[at])) {
        const read = each(tokens, at)
        if (read && read.end > (best?.end ?? at)) best = read
      }
      return best
    }),
  )
}

/** The same; what it read at a place is kept for the other expressions that ask there, one after the other. */
function remembered<T>(inner: Parser<T>): Parser<T> {
  let line: readonly Token[] | null = null
  let place = -1
  let last: Read<T> | null = null
  return parser(inner.first, (tokens, at) => {
    if (tokens !== line || at !== place) [line, place, last] = [tokens, at, inner(tokens, at)]
    return last
  })
}

/** Which of these parsers may begin at a token, in their order. */
export function dispatch<T>(
  parsers: readonly Parser<T>[],
): (token: Token | undefined) => readonly Parser<T>[] {
  if (parsers.some(({ first }) => first.empty)) return () => parsers
  const byWord = new Map<string, Parser<T>[]>()
  for (const each of parsers)
    for (const text of each.first.words) byWord.set(text, [...(byWord.get(text) ?? []), each])
  const none: readonly Parser<T>[] = []
  const byNumber = parsers.filter(({ first }) => first.number)
  const bySign = parsers.filter(({ first }) => first.sign)
  return (token) => {
    if (token?.kind === 'word') return byWord.get(token.text) ?? none
    if (token?.kind === 'number') return byNumber
    return token?.kind === 'sign' ? bySign : none
  }
}

function firstOf(parsers: readonly Parser<unknown>[]): First {
  const firsts = parsers.map(({ first }) => first)
  return {
    words: new Set(firsts.flatMap((first) => [...first.words])),
    number: firsts.some((first) => first.number),
    sign: firsts.some((first) => first.sign),
    empty: firsts.some((first) => first.empty),
  }
}

/** Null without moving on where it is not there. */
export function optional<T>(inner: Parser<T>): Parser<T | null> {
  return parser<T | null>(
    { ...inner.first, empty: true },
    (tokens, at) => inner(tokens, at) ?? { value: null, end: at },
  )
}

/** What was read, mapped to something else; null refuses it after all. */
export function map<T, U>(inner: Parser<T>, make: (value: T) => U | null): Parser<U> {
  return parser(inner.first, (tokens, at) => {
    const read = inner(tokens, at)
    const value = read && make(read.value)
    return read && value !== null ? { value, end: read.end } : null
  })
}

/** The second of two, the first being only the way to it. */
export const after = <T>(first: Parser<unknown>, second: Parser<T>): Parser<T> =>
  map(seq(first, second), ([, value]) => value)

/** Only where the line before it allows it. */
export const where = <T>(
  isAllowed: (tokens: readonly Token[], at: number) => boolean,
  inner: Parser<T>,
): Parser<T> => parser(inner.first, (tokens, at) => (isAllowed(tokens, at) ? inner(tokens, at) : null))

/** The same value for whatever was read. */
export const constant = <T>(inner: Parser<unknown>, value: T): Parser<T> => map(inner, () => value)

/** With or without a full stop at its end. */
export const dotted = <T>(inner: Parser<T>): Parser<T> =>
  map(seq(inner, optional(adjacent(sign('.')))), ([value]) => value)
