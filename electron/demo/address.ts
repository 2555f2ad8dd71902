/** What an address asks for. `code` is secret. */
export type Address =
  | { kind: 'call'; api: 'v2' | 'v3'; userId: number; code: string; method: string; query: string }
  /** A call with neither webhook nor token. */
  | { kind: 'unauthorised' }
  | { kind: 'home' }
  | { kind: 'task'; userId: number | null; taskId: number }
  | { kind: 'unknown' }

/** Reads the target of a request. Never throws: what cannot be decoded is `unknown`. */
export function readAddress(target: string): Address {
  const [path = '', ...rest] = target.split('?')
  const segments = decode(path)
  if (!segments) return { kind: 'unknown' }
  if (segments[0]?.toLowerCase() === 'rest') return readCall(segments.slice(1), rest.join('?'))
  return readPage(segments)
}

/** Doubled slashes and a closing one count for nothing. */
function decode(path: string): string[] | null {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return null // malformed percent-encoding
  }
}

function readCall(segments: string[], query: string): Address {
  const api = segments[0] === 'api' ? 'v3' : 'v2'
  const [user, code, ...method] = api === 'v3' ? segments.slice(1) : segments
  const userId = readId(user)
  if (userId === null || code === undefined) return { kind: 'unauthorised' }
  const name = method.join('/')
  return {
    kind: 'call',
    api,
    userId,
    code,
    method: api === 'v2' ? name.replace(/\.json$/i, '') : name,
    query,
  }
}

function readPage(segments: string[]): Address {
  if (segments.length === 0) return { kind: 'home' }
  const path = segments.join('/')
  const personal = /^company\/personal\/user\/(\d+)\/tasks\/task\/view\/(\d+)$/.exec(path)
  const group = /^workgroups\/group\/(?:\d+)\/tasks\/task\/view\/(\d+)$/.exec(path)
  const taskId = readId(personal?.[2] ?? group?.[1])
  if (taskId === null) return { kind: 'unknown' }
  return { kind: 'task', userId: readId(personal?.[1]), taskId }
}

function readId(text: string | undefined): number | null {
  const id = /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0
  return id > 0 ? id : null
}
