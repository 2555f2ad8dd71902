import { onAbort } from '../../abort.ts'
import type { Credentials, OAuthAccess } from './credentials.ts'
import { BitrixError } from './errors.ts'

type RenewalDeps = {
  credentials: () => Promise<Credentials>
  refresh: ((stale: OAuthAccess) => Promise<OAuthAccess>) | undefined
}

/**
 * Exchanges a stale access for a new one. That several calls share one refresh is the token keeper's matter.
 * Returns null where there is nothing to exchange: the account has been changed, or there is no refresh.
 */
export function tokenRenewal({ credentials, refresh }: RenewalDeps) {
  return async (stale: OAuthAccess, signal?: AbortSignal): Promise<OAuthAccess | null> => {
    const now = await credentials()
    // A call that was made for one account must never be repeated for another.
    if (now.kind !== 'oauth' || now.origin !== stale.origin || now.userId !== stale.userId) return null
    if (now.accessToken !== stale.accessToken) return now
    return refresh ? untilAborted(refresh(stale), signal) : null
  }
}

/** True for the two answers that a new token mends. Source: settings/oauth/auto-renewal.md. */
export function isStaleToken(error: unknown): error is BitrixError {
  return error instanceof BitrixError && /^(?:expired|invalid)_token$/i.test(error.portalCode ?? '')
}

/**
 * True for REST 3.0's one answer to every caller that it does not know, with an expired token as with none (server code).
 * A refusal of rights has the same code and another status, and is not one of credentials.
 */
export function mayBeStaleToken(error: unknown): error is BitrixError {
  const isDenied = error instanceof BitrixError && error.code === 'credentials-refused'
  return isDenied && /_ACCESSDENIEDEXCEPTION$/i.test(error.portalCode ?? '')
}

/** The refusal of a token in words for who signed in with an application, not with a webhook. */
export function signInRefused(error: unknown): unknown {
  if (!(error instanceof BitrixError)) return error
  const { outcome, subject, detail, portalCode = '' } = error
  return new BitrixError('sign-in-refused', error.message, {
    outcome,
    subject,
    detail,
    portalCode,
    cause: error,
  })
}

/** Whatever became of the refresh, the call that waits for it was not made. */
export function beforeSending(error: BitrixError): BitrixError {
  if (error.outcome === 'did-not-run') return error
  const { subject, detail } = error
  return new BitrixError(error.code, error.message, { outcome: 'did-not-run', subject, detail, cause: error })
}

/** Stops waiting when the signal says so; the work goes on for those who still wait. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const unfollow = onAbort(signal, reject)
    work.then(resolve, reject).finally(unfollow)
  })
}
