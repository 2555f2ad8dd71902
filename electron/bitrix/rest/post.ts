import { BitrixError, brokenAnswer } from './errors.ts'
import { networkError, timeoutError } from './network-errors.ts'
import { isLoopback, isSafeTransport, portalHost } from './webhook.ts'

/** The part of `fetch` that is used. It has to show redirects instead of following them, as Node's own does. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

type Target = { method: string; origin: string; path: string }
/** A POST: `method` is the name of the REST method, for errors. */
export type HttpRequest = Target & {
  body: string
  headers: Record<string, string>
  signal?: AbortSignal | undefined
}
export type Posted = { status: number; text: string; origin: string }
export type PostOptions = { fetch: Fetch; timeoutMs: number; maxBytes: number }

/**
 * Sends one POST and reads the whole answer. A renamed portal's redirect is followed once, as a POST with the
 * same body (change-domen.md). Throws BitrixError, or the signal's reason when it is aborted.
 */
export async function post(request: HttpRequest, options: PostOptions): Promise<Posted> {
  const first = await send(request, options)
  if (!('location' in first)) return first
  const origin = newOrigin(first.location, request)
  if (!origin) throw movedError(request)
  const second = await send({ ...request, origin }, options)
  if ('location' in second) throw movedError(request)
  return second
}

/** The same for an address that never moves: a redirect is not followed, for the body holds what only it may see. */
export async function postThere(request: HttpRequest, options: PostOptions): Promise<Posted> {
  const answer = await send(request, options)
  if ('location' in answer) throw movedError(request)
  return answer
}

async function send(request: HttpRequest, options: PostOptions): Promise<Posted | { location: string }> {
  const { origin, path, body, headers, method, signal } = request
  const where = { method, host: portalHost(origin) }
  const limit = timeLimit(options.timeoutMs, signal)
  try {
    const init: RequestInit = { method: 'POST', body, headers, redirect: 'manual', signal: limit.signal }
    const response = await options.fetch(origin + path, init)
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
    throw limit.isOver() ? timeoutError(where, options.timeoutMs) : networkError(error, where)
  } finally {
    limit.end()
  }
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

/** The renamed portal's origin; null where the body, which may hold a token, must not go. */
function newOrigin(location: string, { origin, path }: Target): string | null {
  if (!URL.canParse(location, origin + path)) return null
  const from = new URL(origin)
  const to = new URL(location, origin + path)
  const isAsSafe = isLoopback(from) ? isLoopback(to) : to.protocol === 'https:'
  return to.origin !== from.origin && isAsSafe && isSafeTransport(to) ? to.origin : null
}

function movedError({ method, origin }: Target): BitrixError {
  const host = portalHost(origin)
  const message = `${method} was sent elsewhere by ${host}, to where it must not go`
  return new BitrixError('portal-moved', message, { outcome: 'did-not-run', subject: host })
}

/** A signal that is aborted after `ms` or by the caller's own; `AbortSignal.any` leaks listeners in Node 20. */
function timeLimit(ms: number, outer: AbortSignal | undefined) {
  const controller = new AbortController()
  let isOver = false
  const stop = () => controller.abort(outer?.reason)
  const timer = setTimeout(() => {
    isOver = true
    controller.abort()
  }, ms)
  if (outer?.aborted) stop()
  outer?.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    isOver: () => isOver,
    end: () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', stop)
    },
  }
}
