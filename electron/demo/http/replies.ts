import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { PortalError } from './errors.ts'
import { errorBody } from './errors.ts'
import type { Fault } from './faults.ts'
import { proxyPage } from './faults.ts'
import type { Page } from './page-frame.ts'

/** An answer that is ready to go. */
export type Reply = { status: number; headers: Record<string, string>; body: string }

/** One request and the answer to it. */
export type Exchange = { request: IncomingMessage; response: ServerResponse }

export function jsonReply(status: number, body: object, headers: Record<string, string> = {}): Reply {
  const type = { 'Content-Type': 'application/json; charset=utf-8' }
  return { status, headers: { ...headers, ...type }, body: JSON.stringify(body) }
}

export function pageReply({ status, headers, html }: Page): Reply {
  return { status, headers, body: html }
}

export function refusal(error: PortalError): Reply {
  return jsonReply(error.status, errorBody(error))
}

export function redirectReply(location: string, headers: Record<string, string> = {}): Reply {
  return { status: 302, headers: { ...headers, Location: location }, body: '' }
}

export function send({ response }: Exchange, reply: Reply): void {
  writeHead(response, reply)
  response.end(reply.body)
}

/** Does what a fault wants instead of the call; false if the call shall go on. */
export function breakOff(exchange: Exchange, fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case 'html': {
      const headers = { 'Content-Type': 'text/html; charset=utf-8' }
      send(exchange, { status: fault.status, headers, body: fault.body ?? proxyPage(fault.status) })
      return true
    }
    case 'reset-before':
      exchange.request.socket.resetAndDestroy()
      return true
    case 'silence':
      return true
    case 'redirect':
      send(exchange, redirectReply(fault.origin + (exchange.request.url ?? '/')))
      return true
    default:
      return false
  }
}

/** Sends the answer of a call that ran, as far as its fault lets it through. */
export async function deliver(exchange: Exchange, reply: Reply, fault: Fault | undefined): Promise<void> {
  const { request, response } = exchange
  if (fault?.kind === 'reset-after') request.socket.resetAndDestroy()
  else if (fault?.kind === 'half') sendHalf(exchange, reply)
  else {
    if (fault?.kind === 'held') await fault.until
    if (fault?.kind === 'slow') await wait(fault.ms, undefined, { ref: false })
    if (fault?.kind === 'clock-skew') response.setHeader('Date', dateAhead(fault.seconds))
    send(exchange, reply)
  }
}

/** Announces the whole answer and hangs up in the middle of it. */
function sendHalf({ request, response }: Exchange, reply: Reply): void {
  const bytes = Buffer.from(reply.body)
  writeHead(response, { ...reply, headers: { ...reply.headers, 'Content-Length': String(bytes.length + 1) } })
  response.flushHeaders()
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => request.socket.destroy())
}

function dateAhead(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toUTCString()
}

function writeHead(response: ServerResponse, { status, headers }: Reply): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.statusCode = status
}
