import { onAbort } from '../../abort.ts'
import type { ErrorCode } from '../../model.ts'
import { AppError } from '../../errors.ts'
import { BitrixError, brokenAnswer } from './errors.ts'
import { networkError, timeoutError } from './network-errors.ts'
import { readRedirect, type Redirect } from '../../network/redirects.ts'
import { lengthOf, partsOf, type Body, type StreamedBody } from './streamed-file.ts'
import { portalHost } from './webhook.ts'

/** The part of `fetch` that is used. It has to show redirects instead of following them, as Node's own does. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

type Target = { method: string; origin: string; path: string }
/** A POST: `method` is the name of the REST method, for errors. */
export type HttpRequest = Target & {
  body: Body
  headers: Record<string, string>
  signal?: AbortSignal | undefined
}
export type Posted = { status: number; text: string; origin: string }
/** Whether a person has agreed that the portal at one origin is to be called at the other from now on. */
export type MayMove = (from: string, to: string) => boolean
export type PostOptions = { fetch: Fetch; timeoutMs: number; maxBytes: number; mayMove?: MayMove | undefined }

/**
 * Sends one POST and reads the whole answer. A redirect is followed once, as a POST with the same body (change-domen.md),
 * and only to where the body may go: a renamed portal of Bitrix24's cloud, or what `mayMove` agrees to. Throws
 * BitrixError, or the signal's reason when it is aborted.
 */
export async function post(request: HttpRequest, options: PostOptions): Promise<Posted> {
  const first = await send(request, options)
  if (!('location' in first)) return first
  const { origin, path } = request
  const redirect = readRedirect(first.location, { origin, path })
  const isAgreed =
    redirect.kind === 'renamed' ||
    (redirect.kind === 'elsewhere' && options.mayMove?.(origin, redirect.origin) === true)
  if (!isAgreed) throw redirectError(request, redirect)
  const second = await send({ ...request, origin: redirect.origin }, options)
  if ('location' in second) {
    throw redirectError(
      { ...request, origin: redirect.origin },
      readRedirect(second.location, { origin: redirect.origin, path }),
    )
  }
  return second
}

/** The same for an address that never moves: a redirect is not followed, for the body holds what only it may see. */
export async function postThere(request: HttpRequest, options: PostOptions): Promise<Posted> {
  const answer = await send(request, options)
  if ('location' in answer) throw redirectError(request, readRedirect(answer.location, request))
  return answer
}

async function send(request: HttpRequest, options: PostOptions): Promise<Posted | { location: string }> {
  const { origin, path, body, headers, method, signal } = request
  const where = { method, host: portalHost(origin) }
  const limit = timeLimit(options.timeoutMs, signal)
  let unreadable: unknown = null
  try {
    const init: RequestInit = { method: 'POST', redirect: 'manual', signal: limit.signal }
    const sent =
      typeof body === 'string' ? { body, headers } : streamed(body, headers, (error) => (unreadable = error))
    const response = await options.fetch(origin + path, { ...init, ...sent })
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel()
      return { location }
    }
    const text = await readText(response, options.maxBytes)
    if (text === null) throw brokenAnswer({ ...where, status: response.status })
    return { status: response.status, text, origin }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof BitrixError) throw error
    // A part of the body is missing, so that nothing ran.
    if (unreadable instanceof AppError) throw unreadable
    throw limit.isOver() ? timeoutError(where, options.timeoutMs) : networkError(error, where)
  } finally {
    limit.end()
  }
}

/** With its length known beforehand: not every server takes a body in chunks. */
function streamed(
  body: StreamedBody,
  headers: Record<string, string>,
  onUnreadable: (error: unknown) => void,
): RequestInit {
  async function* parts() {
    try {
      yield* partsOf(body)
    } catch (error) {
      onUnreadable(error)
      throw error
    }
  }
  const length = { 'Content-Length': String(lengthOf(body)) }
  return { body: parts(), duplex: 'half', headers: { ...headers, ...length } }
}

/** Reads the body, or gives up with null as soon as it is larger than any answer may be. */
async function readText(response: Response, maxBytes: number): Promise<string | null> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    size += chunk.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      return null
    }
    text += decoder.decode(chunk.value, { stream: true })
  }
  return text + decoder.decode()
}

const redirectCodes = {
  renamed: 'portal-moved',
  elsewhere: 'portal-moved',
  insecure: 'portal-moved',
  page: 'gateway-page',
  'plain-page': 'network-sign-in',
} as const satisfies Record<Redirect['kind'], ErrorCode>

/** A call that was answered with a way to elsewhere; nothing of it went there. */
function redirectError({ method, origin }: Target, { kind, host }: Redirect): BitrixError {
  const subject = portalHost(origin)
  const message = `${method} was sent elsewhere by ${subject}, to where it must not go (${kind})`
  return new BitrixError(redirectCodes[kind], message, { outcome: 'did-not-run', subject, other: host })
}

/** A signal that is aborted after `ms` or by the caller's own. */
function timeLimit(ms: number, outer: AbortSignal | undefined) {
  const controller = new AbortController()
  let isOver = false
  const timer = setTimeout(() => {
    isOver = true
    controller.abort()
  }, ms)
  const unfollow = onAbort(outer, (reason) => controller.abort(reason))
  return {
    signal: controller.signal,
    isOver: () => isOver,
    end: () => {
      clearTimeout(timer)
      unfollow()
    },
  }
}
