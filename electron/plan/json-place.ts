const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** Where in a JSON text the value at a path stands: `7: stages[2].color`. The text must be valid JSON. */
export function placeOf(text: string, path: readonly PropertyKey[]): string {
  const tokens = [...text.matchAll(token)]
  let at = 0
  for (const key of path) at = childOf(tokens, at, String(key)) ?? at
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  const line = lineOf(text, tokens[at]?.index ?? 0)
  return name === '' ? String(line) : `${line}: ${name.replace(/^\./, '')}`
}

/** The line of an offset, counted from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

type Token = { 0: string }

/** The index of the token where the value of a key begins; null where there is no such key. */
function childOf(tokens: readonly Token[], parent: number, key: string): number | null {
  const isList = tokens[parent]?.[0] === '['
  let at = parent + 1
  for (let index = 0; at < tokens.length && !isClosing(tokens[at]); index++) {
    const name = isList ? String(index) : nameIn(tokens[at])
    const value = isList ? at : at + 2
    if (name === key) return value
    at = endOf(tokens, value)
    if (tokens[at]?.[0] === ',') at += 1
  }
  return null
}

/** The index behind the value that begins here. */
function endOf(tokens: readonly Token[], start: number): number {
  let depth = 0
  for (let at = start; at < tokens.length; at++) {
    if (isOpening(tokens[at])) depth += 1
    if (isClosing(tokens[at])) depth -= 1
    if (depth <= 0) return at + 1
  }
  return tokens.length
}

const nameIn = (token: Token | undefined) => String(JSON.parse(token?.[0] ?? '""'))
const isOpening = (token: Token | undefined) => token?.[0] === '{' || token?.[0] === '['
const isClosing = (token: Token | undefined) => token?.[0] === '}' || token?.[0] === ']'
