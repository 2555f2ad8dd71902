/** A nested value as PHP reads it from a query; lists are objects with the keys 0, 1, … */
export type QueryValue = string | QueryObject
export type QueryObject = { [key: string]: QueryValue }

const deepest = 64

/**
 * Reads `filter[STAGES_ID]=5&select[]=ID` the way PHP does. The objects have no prototype, so that no key is special.
 * Malformed percent-encoding is taken literally.
 */
export function parsePhpQuery(text: string): QueryObject {
  const root = emptyObject()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const key = decode(equals < 0 ? pair : pair.slice(0, equals))
    const path = readPath(key)
    if (path.length > 0 && path.length <= deepest)
      put(root, path, equals < 0 ? '' : decode(pair.slice(equals + 1)))
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

function readPath(key: string): string[] {
  const name = /^[^[]+/.exec(key)?.[0]
  if (name === undefined) return []
  const inner = [...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')
  return [name, ...inner]
}

function put(root: QueryObject, path: string[], value: string): void {
  let target = root
  path.forEach((step, index) => {
    const key = step === '' && index > 0 ? String(nextIndex(target)) : step
    if (index === path.length - 1) {
      target[key] = value
      return
    }
    const existing = target[key]
    const child = typeof existing === 'object' ? existing : emptyObject()
    target[key] = child
    target = child
  })
}

/** PHP continues after the highest number; without gaps that is the number of keys. */
function nextIndex(target: QueryObject): number {
  let index = Object.keys(target).length
  while (String(index) in target) index += 1
  return index
}

function emptyObject(): QueryObject {
  return Object.create(null) as QueryObject
}
