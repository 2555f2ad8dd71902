import type { ErrorCode } from '../../model.ts'
import { BitrixError } from '../rest/errors.ts'

/**
 * A step of signing in, or of renewing a token, that failed; no secret is in it. The call that wanted a token was
 * not made, whatever the code.
 */
export class SignInError extends BitrixError {
  constructor(
    code: ErrorCode,
    message: string,
    details: { subject?: string; detail?: string; portalCode?: string } = {},
  ) {
    super(code, message, { outcome: 'did-not-run', ...details })
  }
}

/** What was presented to the token endpoint: a fresh code, or a refresh token. */
export type Grant = 'authorization_code' | 'refresh_token'

// What the token endpoint's codes mean. Sources: settings/oauth/error-codes.md, index.md.
const codes = new Map<string, ErrorCode>([
  ['INVALID_CLIENT', 'application-unknown'],
  ['WRONG_CLIENT', 'application-unknown'],
  ['UNAUTHORIZED_CLIENT', 'application-unknown'],
  ['APPLICATION_NOT_FOUND', 'application-unknown'],
  ['INSUFFICIENT_SCOPE', 'scope-missing'],
  ['INVALID_SCOPE', 'scope-missing'],
  ['PAYMENT_REQUIRED', 'plan-without-rest'],
  ['ACCESS_DENIED', 'plan-without-rest'],
  ['PORTAL_DELETED', 'portal-deleted'],
  ['USER_ACCESS_ERROR', 'user-refused'],
  ['AUTHORIZATION_ERROR', 'user-refused'],
  ['CONNECTION_ERROR', 'portal-busy'],
  ['QUERY_LIMIT_EXCEEDED', 'portal-busy'],
  ['OVERLOAD_LIMIT', 'portal-busy'],
  ['INTERNAL_SERVER_ERROR', 'portal-broken'],
  ['ERROR_UNEXPECTED_ANSWER', 'portal-broken'],
  ['INVALID_REQUEST', 'refused'],
  ['UNSUPPORTED_GRANT_TYPE', 'refused'],
])
const deadGrants = ['INVALID_GRANT', 'BAD_VERIFICATION_CODE', 'EXPIRED_TOKEN', 'INVALID_TOKEN']

/** What an error code of the token endpoint means; its status decides only where the code is not known. */
export function tokenErrorCode(portalCode: string, status: number, grant: Grant): ErrorCode {
  const code = portalCode.toUpperCase()
  if (deadGrants.includes(code)) return grant === 'refresh_token' ? 'signed-out' : 'code-dead'
  return codes.get(code) ?? codeOfStatus(status)
}

function codeOfStatus(status: number): ErrorCode {
  // A 404 under another code may be a gateway's: whether a portal is gone, only the portal itself can say.
  if (status === 404) return 'portal-broken'
  if (status === 429 || status === 503) return 'portal-busy'
  return status >= 500 || status < 400 ? 'portal-broken' : 'refused'
}
