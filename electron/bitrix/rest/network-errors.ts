import type { ErrorCode } from '../../model.ts'
import { connectionFaultIn } from '../../network/faults.ts'
import { BitrixError, type Outcome } from './errors.ts'

type Meaning = readonly [code: ErrorCode, outcome: Outcome]

const meanings = new Map<string, Meaning>([
  ['ENOTFOUND', ['host-not-found', 'did-not-run']],
  ['EAI_AGAIN', ['host-not-found', 'did-not-run']],
  ['EAI_FAIL', ['host-not-found', 'did-not-run']],
  ['ENODATA', ['host-not-found', 'did-not-run']],
  ['ECONNREFUSED', ['offline', 'did-not-run']],
  ['ENETUNREACH', ['offline', 'did-not-run']],
  ['ENETDOWN', ['offline', 'did-not-run']],
  ['EHOSTUNREACH', ['offline', 'did-not-run']],
  ['EHOSTDOWN', ['offline', 'did-not-run']],
  ['EADDRNOTAVAIL', ['offline', 'did-not-run']],
  ['UND_ERR_CONNECT_TIMEOUT', ['host-silent', 'did-not-run']],
  ['ETIMEDOUT', ['host-silent', 'unknown']],
  ['UND_ERR_HEADERS_TIMEOUT', ['host-silent', 'unknown']],
  ['UND_ERR_BODY_TIMEOUT', ['host-silent', 'unknown']],
  ['UND_ERR_HEADERS_OVERFLOW', ['portal-broken', 'unknown']],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', ['portal-broken', 'unknown']],
])
// The handshake comes before the request, so nothing of it was sent.
const handshake = /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO)/

/** The error for a call that got no whole answer, by the cause's code; nothing else of the cause is kept. */
export function networkError(
  error: unknown,
  { method, host }: { method: string; host: string },
): BitrixError {
  const fault = connectionFaultIn(error)
  if (fault) {
    const { problem, subject } = fault
    const message = `${method} did not reach ${host}`
    return new BitrixError(problem, message, { outcome: 'did-not-run', subject, cause: fault })
  }
  const { code, syscall } = rootCause(error)
  const [meaning, outcome] = meaningOf(code)
  const detail = handshake.test(code) ? code : undefined
  return new BitrixError(meaning, `${method} got no answer from ${host} (${code || 'no reason given'})`, {
    outcome: syscall === 'connect' ? 'did-not-run' : outcome,
    subject: host,
    detail,
    cause: Object.assign(new Error(code || 'The connection failed'), { code }),
  })
}

/** The error for an answer that did not come in time. */
export function timeoutError({ method, host }: { method: string; host: string }, ms: number): BitrixError {
  const message = `${method} got no answer from ${host} within ${ms} ms`
  return new BitrixError('host-silent', message, { outcome: 'unknown', subject: host })
}

function meaningOf(code: string): Meaning {
  if (handshake.test(code)) return ['offline', 'did-not-run']
  if (code.startsWith('HPE_')) return ['portal-broken', 'unknown']
  return meanings.get(code) ?? ['offline', 'unknown']
}

/** Node wraps the reason once or twice: `fetch failed`, then (for several addresses) an AggregateError. */
function rootCause(error: unknown): { code: string; syscall: unknown } {
  for (let depth = 0, at = error; depth < 5 && at instanceof Object; depth += 1) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(at.code)) {
      // Only connecting to several addresses at once fails with several errors.
      return { code: at.code, syscall: 'syscall' in at ? at.syscall : 'errors' in at ? 'connect' : undefined }
    }
    at = 'errors' in at && Array.isArray(at.errors) ? at.errors[0] : 'cause' in at ? at.cause : null
  }
  return { code: '', syscall: undefined }
}
