/** The part of a webhook address that says who calls. `code` is secret. */
export type Webhook = { userId: number; code: string }

/** What an address asks for. */
export type Address =
  /** `webhook`: null where the caller must name a token. */
  | { kind: 'call'; api: 'v2' | 'v3'; webhook: Webhook | null; method: string; query: string }
  /** The page that asks whether an application may come in; `query` as it was written. */
  | { kind: 'authorize'; query: string }
  | { kind: 'cancelled' }
  | { kind: 'token'; query: string }
  /** An invitation to see the pages. Secret. */
  | { kind: 'enter'; ticket: string }
  | { kind: 'home' }
  | { kind: 'task'; userId: number | null; taskId: number }
  | { kind: 'unknown' }

/** Reads the target of a request. Never throws: what cannot be decoded is `unknown`. */
export function readAddress(target: string): Address {
  const [path = '', ...rest] = target.split('?')
  const segments = decode(path)
  if (!segments) return { kind: 'unknown' }
  if (segments[0]?.toLowerCase() === 'rest') return readCall(segments.slice(1), rest.join('?'))
  return readPage(segments, rest.join('?'))
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
  const own = api === 'v3' ? segments.slice(1) : segments
  const [user, code] = own
  const userId = readId(user)
  const webhook = userId === null || code === undefined ? null : { userId, code }
  const name = (webhook ? own.slice(2) : own).join('/')
  const method = api === 'v2' ? name.replace(/\.json$/i, '') : name
  return { kind: 'call', api, webhook, method, query }
}

function readPage(segments: string[], query: string): Address {
  if (segments.length === 0) return { kind: 'home' }
  const path = segments.join('/')
  if (path === 'enter') return { kind: 'enter', ticket: new URLSearchParams(query).get('ticket') ?? '' }
  if (path === 'oauth/authorize') return { kind: 'authorize', query }
  if (path === 'oauth/cancelled') return { kind: 'cancelled' }
  if (path === 'oauth/token') return { kind: 'token', query }
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
