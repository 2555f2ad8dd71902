import { authorise, type Credentials, type TokenPlace } from './credentials.ts'
import { readAnswer } from './envelope.ts'
import { BitrixError, brokenAnswer, portalError } from './errors.ts'
import { post, type PostOptions } from './post.ts'
import type { Body } from './streamed-file.ts'
import { isPrivate } from '../../network/hosts.ts'
import { isSafeTransport, portalHost, type AllowsPlain } from './webhook.ts'

/** One call of a method: which API, and the body as it goes over the wire. */
export type Call = {
  api: 'v2' | 'v3'
  method: string
  body: Body
  idempotencyKey: string | undefined
  tokenIn: TokenPlace
}
type AttemptOptions = PostOptions & { version: string; allowsPlain?: AllowsPlain | undefined }

/** Makes a call once. Returns the result, or the error that the portal named; throws BitrixError for any other. */
export async function attempt(
  call: Call,
  credentials: Credentials,
  options: AttemptOptions,
  signal?: AbortSignal,
) {
  const { method, idempotencyKey } = call
  const { origin } = credentials
  const address = new URL(origin)
  if (!isSafeTransport(address) && options.allowsPlain?.(address) !== true) throw insecure(address)
  const { path, body, secret, headers: authorisation } = authorise(call, credentials)
  const headers = { ...headersFor(options.version, idempotencyKey), ...authorisation }
  const posted = await post({ method, origin, path, body, headers, signal }, options)
  const where = { method, status: posted.status, host: portalHost(posted.origin) }
  const answer = readAnswer(posted.text)
  if (!answer || (answer.ok && posted.status >= 400)) throw brokenAnswer(where)
  const { operatingResetIn } = answer
  if (answer.ok) return { ...answer, origin: posted.origin, error: null }
  return { operatingResetIn, error: portalError(answer, { ...where, secret }) }
}

function headersFor(version: string, idempotencyKey: string | undefined): Record<string, string> {
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
    throw new RangeError('An idempotency key has 1 to 255 printable ASCII characters and no space')
  }
  return {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    'User-Agent': `Quickplan/${version}`,
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
  }
}

function insecure(url: URL): BitrixError {
  const details = { outcome: 'did-not-run', subject: portalHost(url.href) } as const
  const code = isPrivate(url) ? 'plain-http-private' : 'webhook-insecure'
  return new BitrixError(code, 'A call over plain http was not made', details)
}
