import type { Webhook } from './http/address.ts'
import type { PortalData, User } from './data/data.ts'
import type { PortalError } from './http/errors.ts'
import { v2Error } from './http/errors.ts'
import type { AppCard } from './oauth/card.ts'
import type { Grants } from './oauth/grants.ts'
import { allScopes } from './v2/system.ts'
import { isWebhookCode } from './webhooks.ts'

/** Who calls. */
export type Caller = {
  /** On whose books the call goes; all users of the application share one. */
  account: string
  /** The `client_id` of the application; null by webhook. */
  application: string | null
  user: User
  scopes: readonly string[]
}

/** Tells who calls. Both throw an error of the old API; REST 3.0 has one of its own for all of them. */
export type Callers = {
  byWebhook: (webhook: Webhook) => Caller
  byToken: (token: string | null) => Caller
}

export function createCallers(key: string, data: PortalData, card: AppCard, grants: Grants): Callers {
  const find = (userId: number) => data.users.find((user) => user.id === userId)
  return {
    byWebhook({ userId, code }) {
      const user = isWebhookCode(key, userId, code) ? find(userId) : undefined
      if (!user) throw wrongAuthorisation()
      return { account: `webhook ${userId}`, application: null, user, scopes: allScopes }
    },
    byToken(token) {
      if (token === null) throw wrongAuthorisation()
      const holder = grants.look('access', token)
      if (holder === 'expired') throw expiredToken()
      if (holder === 'unknown') throw v2Error('invalid_token', 'Unable to get application by token', 401)
      const user = find(holder.userId)
      if (!user) throw v2Error('authorization_error', 'Unable to authorize user', 401)
      return { account: 'application', application: card.clientId, user, scopes: card.scopes }
    },
  }
}

export function expiredToken(): PortalError {
  return v2Error('expired_token', 'The access token provided has expired', 401)
}

function wrongAuthorisation(): PortalError {
  return v2Error('NO_AUTH_FOUND', 'Wrong authorization data', 401)
}
