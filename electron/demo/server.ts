import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { readAddress } from './address.ts'
import type { Address } from './address.ts'
import { readBody, readV2Params, readV3Params } from './body.ts'
import type { Calls } from './calls.ts'
import type { User } from './data.ts'
import type { Timekeeper } from './envelope.ts'
import { errorBody, toPortalError, v2Error, v3Error } from './errors.ts'
import type { PortalError } from './errors.ts'
import type { Fault, Faults } from './faults.ts'
import { proxyPage } from './faults.ts'
import type { Page, Pages } from './pages.ts'

type CallAddress = Extract<Address, { kind: 'call' }>

export type ServerParts = {
  calls: Calls
  pages: Pages
  timekeeper: Timekeeper
  faults: Faults
  /** The user that a webhook belongs to; undefined if its code is wrong. */
  authorise: (userId: number, code: string) => User | undefined
  /** Runs a function and, if it changed the data, resolves only when the change is kept. */
  keep: <T>(run: () => T) => Promise<T>
  /** Bytes. */
  bodyLimit: number
}

/** Answers every request to the portal, and never throws. */
export function createListener(parts: ServerParts): RequestListener {
  return (request, response) => {
    answer(parts, request, response).catch(() => {
      response.destroy() // only a connection that is gone already gets here
    })
  }
}

async function answer(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = readAddress(request.url ?? '/')
  if (!isLoopback(request.headers.host)) {
    sendError(response, v2Error('INVALID_REQUEST', 'This portal answers only on this computer', 403))
  } else if (address.kind === 'call') await answerCall(parts, address, request, response)
  else if (address.kind === 'unauthorised') sendError(response, wrongAuthorisation())
  else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    sendError(response, v2Error('INVALID_REQUEST', 'Only GET is answered here', 405))
  } else sendPage(response, choosePage(parts.pages, address))
}

async function answerCall(
  parts: ServerParts,
  address: CallAddress,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { api } = address
  const started = parts.timekeeper.start()
  try {
    checkMethod(api, request.method)
    const user = parts.authorise(address.userId, address.code)
    if (!user) throw wrongAuthorisation()
    const body = await readBody(request, parts.bodyLimit)
    const params =
      api === 'v2'
        ? readV2Params(address.query, body, request.headers['content-type'] ?? '')
        : readV3Params(body)
    const method = api === 'v2' ? address.method.toLowerCase() : address.method
    const fault = parts.faults.before?.({ api, method, userId: user.id, body: params })
    if (breakOff(fault, request, response)) return
    const idempotencyKey = request.headers['idempotency-key']?.toString()
    const incoming = { method, user, params, started, fault, idempotencyKey }
    const answered = await parts.keep(() => parts.calls[api](incoming))
    if (fault?.kind === 'reset-after') request.socket.resetAndDestroy()
    else sendJson(response, 200, answered.body, answered.headers)
  } catch (error) {
    sendError(response, toPortalError(error, api))
  }
}

/** Does what a fault wants instead of the call; false if the call shall go on. */
function breakOff(fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault?.kind) {
    case 'html':
      sendHtml(response, fault.status, fault.body ?? proxyPage(fault.status))
      return true
    case 'reset-before':
      request.socket.resetAndDestroy()
      return true
    case 'silence':
      return true
    case 'redirect':
      response.writeHead(302, { Location: fault.origin + (request.url ?? '/') })
      response.end()
      return true
    default:
      return false
  }
}

function checkMethod(api: 'v2' | 'v3', method: string | undefined): void {
  if (method === 'GET' || method === 'POST') return
  if (api === 'v3') throw v3Error('WRONGHTTPREQUESTMETHODEXCEPTION', 'Wrong HTTP request method')
  throw v2Error('INVALID_REQUEST', 'Only GET and POST are answered', 405)
}

/** Another name for this computer would let a web page read the portal (DNS rebinding). */
function isLoopback(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host ?? '')
}

function wrongAuthorisation(): PortalError {
  return v2Error('NO_AUTH_FOUND', 'Wrong authorization data', 401)
}

function choosePage(pages: Pages, address: Address): Page {
  if (address.kind === 'home') return pages.home()
  return address.kind === 'task' ? pages.task(address.taskId, address.userId) : pages.missing()
}

function sendPage(response: ServerResponse, { status, headers, html }: Page): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  sendHtml(response, status, html)
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'text/html; charset=utf-8')
  send(response, status, html)
}

function sendError(response: ServerResponse, error: PortalError): void {
  sendJson(response, error.status, errorBody(error), {})
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string>,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  send(response, status, JSON.stringify(body))
}

function send(response: ServerResponse, status: number, body: string): void {
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.statusCode = status
  response.end(body)
}
