import type { Body } from './streamed-file.ts'
import type { Webhook } from './webhook.ts'

/** An application's way in, after a person let it. Source: settings/oauth/index.md. */
export type OAuthAccess = {
  kind: 'oauth'
  /** `https://host[:port]`, without a path. */
  origin: string
  /** 0 as long as the portal has not said who signed in. */
  userId: number
  /** The secret; it lives for an hour. */
  accessToken: string
}

/** What a call is authorised with: the address of a webhook, or an application's token. */
export type Credentials = (Webhook & { kind?: never }) | OAuthAccess

/** Where an access token travels; a webhook's code is always in the path. */
export type TokenPlace = 'body' | 'header'

type Call = { api: 'v2' | 'v3'; method: string; body: Body; tokenIn: TokenPlace }
type Authorised = { path: string; body: Body; headers: Record<string, string>; secret: string }

/** The address, body and headers that a call needs to be let in. Source: general-principles.md, authorization.md. */
export function authorise({ api, method, body, tokenIn }: Call, credentials: Credentials): Authorised {
  const base = api === 'v3' ? '/rest/api/' : '/rest/'
  if (credentials.kind !== 'oauth') {
    const { userId, code } = credentials
    return { path: `${base}${userId}/${code}/${method}`, body, headers: {}, secret: code }
  }
  const { accessToken: secret } = credentials
  const path = base + method
  if (tokenIn === 'header') return { path, body, headers: { Authorization: `Bearer ${secret}` }, secret }
  return { path, body: withToken(body, secret), headers: {}, secret }
}

/**
 * The JSON object with `auth` as its last field, every other byte as it was: the order of the fields counts for
 * methods that read them by position, and the bytes for an idempotency key. Throws TypeError for no object.
 */
export function withToken<B extends Body>(body: B, token: string): B
export function withToken(body: Body, token: string): Body {
  if (typeof body !== 'string') return { ...body, after: withField(body.after, token, false) }
  const end = body.trimEnd()
  if (!/^\s*\{/.test(end) || !end.endsWith('}')) throw new TypeError('Only a JSON object can carry a token')
  return withField(end, token, /^\s*\{\s*\}$/.test(end))
}

const withField = (end: string, token: string, isFirst: boolean) =>
  `${end.slice(0, -1)}${isFirst ? '' : ','}"auth":${JSON.stringify(token)}}`
