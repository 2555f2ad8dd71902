import { AppError } from '../../errors.ts'
import type { ErrorCode } from '../../model.ts'
import { plainText } from './plain-text.ts'
import { meaningOf } from './error-codes.ts'

/**
 * What became of a call that failed.
 * `did-not-run`: it changed nothing and may be repeated, now or after its cause is mended.
 * `refused`: the portal looked at it and said no; repeating it unchanged is pointless.
 * `unknown`: it may have run (of no consequence for a read).
 */
export type Outcome = 'did-not-run' | 'refused' | 'unknown'

/** Which limit was hit: calls of all kinds per second, or one method's running time. */
export type Limit = 'requests' | 'operating'

type Details = {
  outcome: Outcome
  subject?: string | undefined
  /** The second host, where it is about two. */
  other?: string | undefined
  detail?: string | undefined
  cause?: unknown
  portalCode?: string
  limit?: Limit
  retryAfter?: number
}

/** A call that failed, and whether it may have run. Holds neither an address nor a secret. */
export class BitrixError extends AppError {
  readonly outcome: Outcome
  /** The portal's own code, for decisions inside this folder. */
  readonly portalCode: string | undefined
  readonly limit: Limit | undefined
  /** Milliseconds until it makes sense to try again, where that is known. */
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    { outcome, subject, other, detail, cause, ...more }: Details,
  ) {
    super(code, message, {
      cause,
      ...(subject === undefined ? {} : { subject }),
      ...(other === undefined ? {} : { other }),
      ...(detail ? { detail } : {}),
      ...(more.retryAfter === undefined ? {} : { waitSeconds: Math.ceil(more.retryAfter / 1000) }),
    })
    this.outcome = outcome
    this.portalCode = more.portalCode
    this.limit = more.limit
    this.retryAfter = more.retryAfter
  }
}

/** A call was not sent, as the portal may have forgotten its idempotency key while it waited for its turn. */
export class KeyForgotten extends BitrixError {
  constructor(method: string) {
    super('capture-in-doubt', `The key of ${method} may be forgotten`, { outcome: 'did-not-run' })
  }
}

/** What became of a call by the error it threw; a cancelled call and a bug are `unknown`. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof BitrixError) return error.outcome
  // Other expected failures (no account, a locked keychain) come before anything is sent.
  return error instanceof AppError ? 'did-not-run' : 'unknown'
}

/**
 * True where a call under an idempotency key was refused because the key was used with other bytes: an access token may
 * be among them. A portal keeps the keys of calls that succeeded only, so that the call has run.
 */
export function keyWasUsed(error: unknown): boolean {
  return error instanceof BitrixError && /IDEMPOTENCYKEYREUSED/i.test(error.portalCode ?? '')
}

/** Where an answer came from. `secret` is taken out of every text. */
export type Origin = { method: string; status: number; host: string; secret: string }

/** The error for what a portal said: `code` decides, `text` is shown as plain words. */
export function portalError(said: { code: string; text: string }, { method, status, host, secret }: Origin) {
  const [code, outcome, limit] = meaningOf(said.code, status, method)
  const portalCode = said.code
    .replaceAll(secret, '')
    .replace(/[^\w.#-]/g, '')
    .slice(0, 100)
  return new BitrixError(code, `${method} answered ${portalCode || 'an error'} (HTTP ${status})`, {
    outcome,
    subject: code === 'scope-missing' ? scopeOf(method) : host,
    detail: plainText(said.text.replaceAll(secret, '…')),
    portalCode,
    ...(limit ? { limit } : {}),
  })
}

/** What a page says that came instead of data: that of a network's own sign-in (RFC 6585), or one that forbids. */
const pageCodes = new Map<number, ErrorCode>([
  [511, 'network-sign-in'],
  [403, 'answer-blocked'],
  [451, 'answer-blocked'],
])

/** The error for an answer that is not what the method promises, such as a web page. */
export function brokenAnswer({ method, status, host }: Omit<Origin, 'secret'>): BitrixError {
  const refused = status >= 400 && status < 500 && status !== 408
  const code = pageCodes.get(status) ?? 'portal-broken'
  return new BitrixError(code, `${method} answered something else than data (HTTP ${status})`, {
    outcome: status === 511 ? 'did-not-run' : refused ? 'refused' : 'unknown',
    subject: host,
  })
}

/** The permission that a method asks for, by its name in the portal's form. Source: scopes/permissions.md. */
function scopeOf(method: string): string {
  if (method.startsWith('user.')) return 'user_brief'
  if (method.startsWith('sonet_group.')) return 'sonet_group'
  return method.startsWith('disk.') ? 'disk' : 'task'
}

/** True where a page refused a call: something before the portal, or one that does not know the address. */
export function isRefusedByPage(error: unknown): boolean {
  if (!(error instanceof BitrixError) || error.outcome !== 'refused') return false
  return error.code === 'portal-broken' || error.code === 'answer-blocked'
}
