import type { ErrorCode } from '../../model.ts'
import { BitrixError } from '../rest/errors.ts'

/** Why signing in or renewing a token failed. */
export type SignInReason = keyof typeof meanings

// The code that a window gets for each. Sources: settings/oauth/error-codes.md, index.md.
const meanings = {
  'portal-malformed': 'portal-malformed',
  'portal-insecure': 'portal-insecure',
  'callback-malformed': 'callback-malformed',
  'state-wrong': 'state-wrong',
  'portal-other': 'portal-other',
  'server-unknown': 'server-unknown',
  'port-taken': 'port-taken',
  'timed-out': 'timed-out',
  'code-dead': 'code-dead',
  'signed-out': 'signed-out',
  'application-unknown': 'application-unknown',
  'user-refused': 'user-refused',
  'token-refused': 'token-refused',
  'scope-missing': 'scope-missing',
  'plan-unpaid': 'plan-without-rest',
  'portal-deleted': 'portal-deleted',
  'server-busy': 'portal-busy',
  'server-broken': 'portal-broken',
  refused: 'refused',
} as const satisfies Record<string, ErrorCode>

/**
 * A step of signing in, or of renewing a token, that failed; no secret is in it. The call that wanted a token was
 * not made, whatever the reason.
 */
export class SignInError extends BitrixError {
  readonly reason: SignInReason

  constructor(
    reason: SignInReason,
    message: string,
    details: { subject?: string; detail?: string; portalCode?: string } = {},
  ) {
    super(meanings[reason], message, { outcome: 'did-not-run', ...details })
    this.reason = reason
  }
}

/** What was presented to the token endpoint: a fresh code, or a refresh token. */
export type Grant = 'authorization_code' | 'refresh_token'

const byCode = new Map<string, SignInReason>([
  ['INVALID_CLIENT', 'application-unknown'],
  ['WRONG_CLIENT', 'application-unknown'],
  ['UNAUTHORIZED_CLIENT', 'application-unknown'],
  ['APPLICATION_NOT_FOUND', 'application-unknown'],
  ['INSUFFICIENT_SCOPE', 'scope-missing'],
  ['INVALID_SCOPE', 'scope-missing'],
  ['PAYMENT_REQUIRED', 'plan-unpaid'],
  ['ACCESS_DENIED', 'plan-unpaid'],
  ['PORTAL_DELETED', 'portal-deleted'],
  ['USER_ACCESS_ERROR', 'user-refused'],
  ['AUTHORIZATION_ERROR', 'user-refused'],
  ['CONNECTION_ERROR', 'server-busy'],
  ['QUERY_LIMIT_EXCEEDED', 'server-busy'],
  ['OVERLOAD_LIMIT', 'server-busy'],
  ['INTERNAL_SERVER_ERROR', 'server-broken'],
  ['ERROR_UNEXPECTED_ANSWER', 'server-broken'],
  ['INVALID_REQUEST', 'refused'],
  ['UNSUPPORTED_GRANT_TYPE', 'refused'],
])
const deadGrants = ['INVALID_GRANT', 'BAD_VERIFICATION_CODE', 'EXPIRED_TOKEN', 'INVALID_TOKEN']

/** What an error code of the token endpoint means; its status decides only where the code is not known. */
export function tokenVerdict(said: string, status: number, grant: Grant): SignInReason {
  const code = said.toUpperCase()
  if (deadGrants.includes(code)) return grant === 'refresh_token' ? 'signed-out' : 'code-dead'
  return byCode.get(code) ?? verdictByStatus(status)
}

function verdictByStatus(status: number): SignInReason {
  // That a portal is gone is said with changing codes, but with this status.
  if (status === 404) return 'portal-deleted'
  if (status === 429 || status === 503) return 'server-busy'
  return status >= 500 || status < 400 ? 'server-broken' : 'refused'
}
