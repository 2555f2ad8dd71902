/** A nested value as PHP reads it from a query; lists are objects with the keys 0, 1, … */
export type QueryValue = string | QueryObject
export type QueryObject = { [key: string]: QueryValue }

/** PHP's own `max_input_nesting_level`. */
const deepest = 64

/**
 * Reads `filter[STAGES_ID]=5&select[]=ID` the way PHP's `parse_str` does. The objects have no prototype, so that no key
 * is special. Malformed percent-encoding is taken literally. (`qs` reads the ordinary ones alike, but makes one item
 * of two in `cmd[][x]=1&cmd[][x]=2`, a list of two in `a=1&a[b]=2`, and drops the key `__proto__`.)
 */
export function parsePhpQuery(text: string): QueryObject {
  const root = emptyObject()
  const nextIndexes = new Map<QueryObject, number>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const path = readPath(decode(equals < 0 ? pair : pair.slice(0, equals)))
    if (path.length > 0 && path.length <= deepest)
      put(root, path, equals < 0 ? '' : decode(pair.slice(equals + 1)), nextIndexes)
  }
  return root
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

/** The first name cannot hold a dot, a space or an unclosed bracket: they become `_`. */
function readPath(key: string): string[] {
  const name = /^[^[]+/.exec(key)?.[0]
  if (name === undefined) return []
  const inner = key.slice(name.length)
  const steps = [...inner.matchAll(/\[([^\]]*)\]/g)].map((match) => (match[1] ?? '').trimStart())
  const isUnclosed = steps.length === 0 && inner !== ''
  return [(isUnclosed ? name + inner : name).replace(/[. []/g, '_'), ...steps]
}

function put(root: QueryObject, path: string[], value: string, nextIndexes: Map<QueryObject, number>): void {
  let target = root
  path.forEach((step, index) => {
    // PHP goes on after the highest number, wherever that stands.
    const next = nextIndexes.get(target) ?? 0
    const key = step === '' && index > 0 ? String(next) : step
    if (/^(?:0|[1-9]\d{0,14})$/.test(key)) nextIndexes.set(target, Math.max(next, Number(key) + 1))
    const existing = target[key]
    if (index === path.length - 1) target[key] = value
    else target = target[key] = typeof existing === 'object' ? existing : emptyObject()
  })
}

function emptyObject(): QueryObject {
  return Object.create(null) as QueryObject
}
