import type { Params } from '../http/body.ts'
import { own } from '../http/body.ts'
import type { PortalError } from '../http/errors.ts'
import { v2Error } from '../http/errors.ts'
import type { AppCard } from './card.ts'
import { isClient } from './card.ts'
import type { Grants } from './grants.ts'
import { lifetimes } from './grants.ts'

export type TokenParts = {
  card: AppCard
  grants: Grants
  now: () => Date
  /** `http://127.0.0.1:PORT`: this portal is its own authorisation server. */
  url: () => string
  /** The host that hands out tokens. */
  tokenServer: () => string
}

/**
 * The pair of tokens for a code or a refresh token (`settings/oauth/index.md`, `auto-renewal.md`). Both are used up,
 * whatever happens to the answer. Throws `invalid_request`, `invalid_client` or `invalid_grant`.
 */
export function answerToken({ card, grants, now, url, tokenServer }: TokenParts, params: Params): object {
  const isRefresh = textOf(params, 'grant_type') === 'refresh_token'
  if (!isRefresh && textOf(params, 'grant_type') !== 'authorization_code') throw invalidRequest('grant_type')
  const clientId = textOf(params, 'client_id')
  const clientSecret = textOf(params, 'client_secret')
  const secret = textOf(params, isRefresh ? 'refresh_token' : 'code')
  if (clientId === '' || clientSecret === '') throw invalidRequest('client_id or client_secret')
  if (secret === '') throw invalidRequest(isRefresh ? 'refresh_token' : 'code')
  if (!isClient(card, clientId, clientSecret)) throw v2Error('invalid_client', 'Invalid client', 401)
  const userId = grants.take(isRefresh ? 'refresh' : 'code', secret)
  if (userId === null) throw invalidGrant()
  const issued = {
    access_token: grants.issue('access', userId),
    refresh_token: grants.issue('refresh', userId),
    expires_in: lifetimes.access / 1000,
    client_endpoint: `${url()}/rest/`,
    server_endpoint: `${new URL(url()).protocol}//${tokenServer()}/rest/`,
    domain: tokenServer(),
    member_id: card.memberId,
    scope: card.scopes.join(','),
    status: 'L',
  }
  // Documented for the refresh answer only.
  const expires = Math.floor((now().getTime() + lifetimes.access) / 1000)
  return isRefresh ? { ...issued, expires, user_id: userId } : issued
}

export function invalidGrant(): PortalError {
  return v2Error('invalid_grant', 'Invalid grant', 400)
}

function invalidRequest(name: string): PortalError {
  return v2Error('invalid_request', `Wrong or missing ${name}`, 400)
}

function textOf(params: Params, name: string): string {
  const value = own(params, name)
  return typeof value === 'string' ? value : ''
}
