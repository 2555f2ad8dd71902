import { setTimeout as sleep } from 'node:timers/promises'
import { isRead, WriteWithheld } from './reads.ts'

/** What `JSON.parse` gives: whatever the portal answered. A wrong guess fails in the case that makes it. */
export type Json = ReturnType<typeof JSON.parse>
export type Row = Record<string, Json>
export type Reply = { status: number; headers: Headers; body: Json }

/** A request as it goes out, for cases that ask what a portal makes of unusual ones. */
export type RawRequest = {
  api: 'v2' | 'v3'
  /** What follows the webhook address: method, suffix, query. */
  path: string
  method?: 'GET' | 'POST'
  body?: string
  headers?: Record<string, string>
  /** Another secret than the webhook's. */
  code?: string
  /** An access token instead of a webhook; it goes into the body, or with `Bearer` into the header. */
  token?: { value: string; in: 'body' | 'header' }
}

/** Calls a portal over plain HTTP. It shares no line with the app's own client, so that neither hides the other's mistakes. */
export type Caller = {
  v2: (method: string, params?: object) => Promise<Reply>
  v3: (method: string, params?: object, key?: string) => Promise<Reply>
  send: (request: RawRequest) => Promise<Reply>
  /** Takes the webhook's secret, and tokens in addresses, out of a text. */
  hide: (text: string) => string
  /** From now on no request begins: calls throw `Stopped`. What is under way is waited for by whoever made it. */
  stop: () => void
  /** Lets requests begin again. */
  resume: () => void
}

/** A call was not made, because the run was stopped. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

export type Webhook = { origin: string; userId: number; code: string }

/** Reads a webhook address in any pasted form; null if it is none. */
export function parseWebhook(text: string): Webhook | null {
  const address = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  const [, userId, code] = /^\/rest\/(?:api\/)?(\d+)\/([^/]+)/.exec(address?.pathname ?? '') ?? []
  if (!address || !/^https?:$/.test(address.protocol) || userId === undefined || code === undefined)
    return null
  return { origin: address.origin, userId: Number(userId), code }
}

type CallerOptions = {
  /** Milliseconds from the beginning of one request to the next. */
  gap: number
  /** False: a call that might change something throws `WriteWithheld`. */
  mayWrite?: boolean
}

export function createCaller(webhook: Webhook, { gap, mayWrite = true }: CallerOptions): Caller {
  let isStopped = false
  let next = 0

  async function pace(): Promise<void> {
    const wait = next - Date.now()
    next = Math.max(next, Date.now()) + gap
    if (wait > 0) await sleep(wait)
  }

  async function send(request: RawRequest): Promise<Reply> {
    if (!mayWrite && !isRead(request)) throw new WriteWithheld('It might change something')
    for (let attempt = 1; ; attempt++) {
      await pace()
      if (isStopped) throw new Stopped('The run was stopped')
      const reply = await once(webhook, request)
      if (!isOverloaded(reply) || attempt === 6) return reply
      await sleep(1000 * 2 ** attempt) // it did not run, so it may be repeated
    }
  }

  const post = (api: 'v2' | 'v3', path: string, params: object, key?: string) =>
    send({
      api,
      path,
      body: JSON.stringify(params),
      headers: key === undefined ? {} : { 'Idempotency-Key': key },
    })

  return {
    v2: (method, params = {}) => post('v2', method, params),
    v3: (method, params = {}, key) => post('v3', method, params, key),
    send,
    hide: (text) => text.replaceAll(webhook.code, '•••').replace(/((?:auth|token)=)[^&"\s]+/g, '$1•••'),
    stop: () => void (isStopped = true),
    resume: () => void (isStopped = false),
  }
}

/** An answer in one line, for reports: its status and its error code, or the beginning of its body. */
export function brief({ status, body }: Reply): string {
  const error = body?.error
  const code = typeof error === 'string' ? error : error?.code
  const text = typeof body === 'string' ? body : JSON.stringify(body?.result ?? body)
  return `${status} ${code ?? (text ?? 'no body').slice(0, 200)}`
}

async function once(webhook: Webhook, request: RawRequest): Promise<Reply> {
  const base = request.api === 'v2' ? '/rest/' : '/rest/api/'
  const method = request.method ?? 'POST'
  const { token } = request
  const caller = token ? '' : `${webhook.userId}/${request.code ?? webhook.code}/`
  const url = `${webhook.origin}${base}${caller}${request.path}`
  const bearer = token?.in === 'header' ? { Authorization: `Bearer ${token.value}` } : {}
  const headers = {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    ...bearer,
    ...request.headers,
  }
  const given = request.body ?? '{}'
  const spoken =
    token?.in === 'body' ? JSON.stringify({ ...(JSON.parse(given) as object), auth: token.value }) : given
  const body = method === 'POST' ? spoken : null
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
    })
    return { status: response.status, headers: response.headers, body: parse(await response.text()) }
  } catch (error) {
    throw unanswered(request, error)
  }
}

/** The error of `fetch` may quote the address, and that holds the secret, so no more than its code is passed on. */
function unanswered({ path }: RawRequest, error: unknown): Error {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined
  return new Error(`No answer to ${path.split('?')[0]} (${cause?.code ?? 'network error'})`)
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text // a page from something in front of the portal
  }
}

function isOverloaded({ status, body }: Reply): boolean {
  return (status === 503 && body?.error === 'QUERY_LIMIT_EXCEEDED') || status === 429
}
