import { randomBytes } from 'node:crypto'
import { isSameSecret } from '../../same-secret.ts'
import { SignInError, tokenErrorCode } from './sign-in-errors.ts'
import { cloudDomain, isLoopback, isPrivate, readableHost } from '../../network/hosts.ts'
import { isSafeTransport, type AllowsPlain } from '../rest/webhook.ts'

/** What the portal sent the browser back with; null for what it left out. `code` is a secret for 30 seconds. */
export type Callback = {
  kind: 'code'
  code: string
  state: string
  /** The portal's host, as the portal says. */
  domain: string | null
  /** The host that exchanges the code. */
  serverDomain: string | null
  memberId: string | null
}

const wrapping = /[\s"'`<>«»“”„\u200b-\u200d\u2060\ufeff]+/g
const host = /^(?:\[[\da-f:.]+\]|[\p{L}\p{N}_.-]+)(?::\d{1,5})?$/iu
/** The portal's own pages, by the first part of their path: what comes before is where the portal lies. */
const pages =
  /\/(?:company|workgroups|crm|stream|online|tasks|rest|oauth|auth|bitrix|market|marketplace|disk|docs|calendar|mail|devops|sites|timeman|page|index\.php)(?:\/.*)?$/i

/**
 * The portal whose address a person typed, with or without scheme and path: its origin, and the path that it lies below.
 * Throws `portal-malformed`, or `portal-insecure` and `plain-http-private` where a token would travel in the open.
 */
export function parsePortal(typed: string, allowsPlain: AllowsPlain = () => false): string {
  const bare = typed.replace(wrapping, '')
  const hasScheme = /^[a-z]+:\/\//i.test(bare)
  const absolute = hasScheme ? bare : `https://${bare.replace(/^\/+/, '')}`
  const url = URL.canParse(absolute) ? new URL(absolute) : null
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  // A bare word is the beginning of a name rather than a name of the company's own network.
  const isHost = url && (/[.:]/.test(url.host) || isLoopback(url) || hasScheme)
  if (!url || !isWeb || !isHost || url.username !== '' || url.password !== '') {
    throw new SignInError('portal-malformed', 'What was typed is not the address of a portal')
  }
  if (!isSafeTransport(url) && !allowsPlain(url)) {
    const reason = isPrivate(url) ? 'plain-http-private' : 'portal-insecure'
    throw new SignInError(reason, 'A portal over plain http was refused', { subject: readableHost(url.host) })
  }
  return url.origin + placeOf(url)
}

/** Portals of the cloud lie at the top. */
function placeOf({ hostname, pathname }: URL): string {
  if (cloudDomain(hostname) !== null) return ''
  return pathname
    .replace(/\/{2,}/g, '/')
    .replace(pages, '')
    .replace(/\/+$/, '')
}

/** 256 random bits for one sign-in, fit for an address. */
export function newState(): string {
  return randomBytes(32).toString('base64url')
}

/** The portal's page that asks the person. `portal` is its origin. Source: settings/oauth/index.md. */
export function authorizeUrl({
  portal,
  clientId,
  state,
}: {
  portal: string
  clientId: string
  state: string
}): string {
  const url = new URL(`${portal}/oauth/authorize/`)
  url.search = new URLSearchParams({ client_id: clientId, response_type: 'code', state }).toString()
  return url.href
}

/** The portal, or the user on its page, has said no: RFC 6749, section 4.1.2.1. */
export type Declined = { kind: 'declined'; error: string; state: string }

/**
 * Understands the address that the browser was sent back to, in any pasted form: whole, its query alone, in quotes,
 * broken over lines, in a sentence, with `&amp;`. What has not exactly one code, or an error instead, is `unknown`.
 */
export function parseCallback(pasted: string): Callback | Declined | { kind: 'unknown' } {
  const query = queryIn(pasted.slice(0, 20_000))
  const codes = query.getAll('code')
  const states = query.getAll('state')
  const [code = '', state = ''] = [codes[0], states[0]]
  const error = query.get('error') ?? ''
  if (codes.length === 0 && states.length === 1 && /^[a-z_]{1,50}$/i.test(error)) {
    return { kind: 'declined', error, state }
  }
  // Two codes or states: the address was put together by hand, perhaps by an attacker.
  if (code === '' || codes.length > 1 || states.length > 1 || !/^[\x21-\x7e]{1,2000}$/.test(code)) {
    return { kind: 'unknown' }
  }
  return {
    kind: 'code',
    code,
    state,
    domain: hostIn(query.get('domain')),
    serverDomain: hostIn(query.get('server_domain')),
    memberId: query.get('member_id') || null,
  }
}

/**
 * The callback, if it belongs to this sign-in. Throws `callback-malformed`, `state-wrong` or `portal-other`, and where the
 * portal has said no what it said: `cancelled` for the user's own no.
 */
export function acceptCallback(
  callback: Callback | Declined | { kind: 'unknown' },
  { state, portal }: { state: string; portal: string },
): Callback {
  if (callback.kind === 'unknown') {
    throw new SignInError('callback-malformed', 'The pasted text is not the address of a sign-in')
  }
  if (!isSameSecret(callback.state, state)) {
    throw new SignInError('state-wrong', 'The address belongs to another sign-in')
  }
  if (callback.kind === 'declined') throw refusal(callback)
  if (callback.domain !== null && !isSamePortal(callback.domain, portal)) {
    throw new SignInError('portal-other', 'Another portal has answered', { subject: callback.domain })
  }
  return callback
}

function refusal({ error }: Declined): SignInError {
  const isOwnNo = error.toLowerCase() === 'access_denied'
  const code = isOwnNo ? 'cancelled' : tokenErrorCode(error, 400, 'authorization_code')
  return new SignInError(code, 'The portal has sent the browser back with an error', { portalCode: error })
}

/** As addresses have it: lower case, its own letters as punycode. */
function hostOf(text: string): string {
  const { hostname } = new URL(`https://${text}`)
  return hostname + (/:\d+$/.exec(text)?.[0] ?? '')
}

/** True when this host (and port) is the portal's; the names of this computer count as one. */
export function isSamePortal(host: string, portal: string): boolean {
  const asked = new URL(portal)
  if (host.toLowerCase() === asked.host) return true
  const said = URL.canParse(`${asked.protocol}//${host}`) ? new URL(`${asked.protocol}//${host}`) : null
  return said !== null && isLoopback(said) && isLoopback(asked) && said.port === asked.port
}

function queryIn(pasted: string): URLSearchParams {
  // An address has no spaces, so those inside it come from a line break; those around it end it.
  const joined = pasted.replace(/\s*[\r\n]+\s*/g, '').replaceAll('&amp;', '&')
  const words = joined.split(wrapping).filter((word) => /(?:^|[?&#])(?:code|error)=/.test(word))
  const word = words[0]?.replace(/[,;.)\]]+$/, '') ?? ''
  return new URLSearchParams(word.replace(/^[^?#]*[?#]/, '').replaceAll('#', '&'))
}

function hostIn(text: string | null): string | null {
  const bare = text?.replace(/^https?:\/\//i, '').replace(/\/+$/, '') ?? ''
  return host.test(bare) && URL.canParse(`https://${bare}`) ? hostOf(bare) : null
}
