import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { SignInError } from './sign-in-errors.ts'
import { isLoopback } from '../../network/hosts.ts'
import { isSafeTransport } from '../rest/webhook.ts'

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
const host = /^(?:[a-z\d-]+\.)*[a-z\d-]+(?::\d{1,5})?$/i

/**
 * The origin of a portal whose address a person typed, with or without scheme and path. Throws `portal-malformed`,
 * or `portal-insecure` where a token would travel in the open.
 */
export function parsePortal(typed: string): string {
  const bare = typed.replace(wrapping, '')
  const absolute = /^[a-z]+:\/\//i.test(bare) ? bare : `https://${bare.replace(/^\/+/, '')}`
  const url = URL.canParse(absolute) ? new URL(absolute) : null
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  const isHost = url?.hostname.includes('.') || (url && isLoopback(url))
  if (!url || !isWeb || !isHost || url.username !== '' || url.password !== '') {
    throw new SignInError('portal-malformed', 'What was typed is not the address of a portal')
  }
  if (!isSafeTransport(url)) {
    throw new SignInError('portal-insecure', 'A portal over plain http was refused', { subject: url.host })
  }
  return url.origin
}

/** 256 random bits for one sign-in, fit for an address. */
export function newState(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares two states in a time that tells nothing of them. */
export function isSameState(one: string, other: string): boolean {
  const digest = (state: string) => createHash('sha256').update(state).digest()
  return timingSafeEqual(digest(one), digest(other))
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
  const url = new URL('/oauth/authorize/', portal)
  url.search = new URLSearchParams({ client_id: clientId, response_type: 'code', state }).toString()
  return url.href
}

/**
 * Understands the address that the browser was sent back to, in any pasted form: whole, its query alone, in quotes,
 * broken over lines, in a sentence, with `&amp;`. What has not exactly one code is `unknown`.
 */
export function parseCallback(pasted: string): Callback | { kind: 'unknown' } {
  const query = queryIn(pasted.slice(0, 20_000))
  const codes = query.getAll('code')
  const states = query.getAll('state')
  const [code = '', state = ''] = [codes[0], states[0]]
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

/** The callback, if it belongs to this sign-in. Throws `callback-malformed`, `state-wrong` or `portal-other`. */
export function acceptCallback(
  callback: Callback | { kind: 'unknown' },
  { state, portal }: { state: string; portal: string },
): Callback {
  if (callback.kind === 'unknown') {
    throw new SignInError('callback-malformed', 'The pasted text is not the address of a sign-in')
  }
  if (!isSameState(callback.state, state)) {
    throw new SignInError('state-wrong', 'The address belongs to another sign-in')
  }
  if (callback.domain !== null && !isSamePortal(callback.domain, portal)) {
    throw new SignInError('portal-other', 'Another portal has answered', { subject: callback.domain })
  }
  return callback
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
  const words = joined.split(wrapping).filter((word) => /(?:^|[?&#])code=/.test(word))
  const word = words[0]?.replace(/[,;.)\]]+$/, '') ?? ''
  return new URLSearchParams(word.replace(/^[^?#]*[?#]/, '').replaceAll('#', '&'))
}

function hostIn(text: string | null): string | null {
  const bare = text?.replace(/^https?:\/\//i, '').replace(/\/+$/, '') ?? ''
  return host.test(bare) ? bare.toLowerCase() : null
}
