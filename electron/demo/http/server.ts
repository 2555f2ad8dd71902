import type { RequestListener } from 'node:http'
import { readAddress } from './address.ts'
import type { Address } from './address.ts'
import type { Control } from './control.ts'
import { v2Error } from './errors.ts'
import { answerAuthorize, answerTokenCall } from '../oauth/endpoints.ts'
import type { OAuthParts } from '../oauth/endpoints.ts'
import type { Page } from './page-frame.ts'
import type { PageSessions } from './page-sessions.ts'
import type { Pages } from './pages.ts'
import type { Exchange, Reply } from './replies.ts'
import { pageReply, redirectReply, refusal, send } from './replies.ts'
import { answerCall } from './rest.ts'
import type { RestParts } from './rest.ts'

export type ServerParts = {
  rest: RestParts
  oauth: OAuthParts
  pages: Pages
  sessions: PageSessions
  /** Null: there is no control address. */
  control: Control | null
  /** Whether a `Host` is one of its own: another name would let a web page read the portal (DNS rebinding). */
  isOwnHost: (host: string) => boolean
}

/** Handles every request to the portal, and never throws. */
export function createListener(parts: ServerParts): RequestListener {
  return (request, response) => {
    answer(parts, { request, response }).catch(() => {
      response.destroy() // only a connection that is gone already gets here
    })
  }
}

async function answer(parts: ServerParts, exchange: Exchange): Promise<void> {
  const { request } = exchange
  if (!parts.isOwnHost(request.headers.host ?? '')) {
    send(exchange, refusal(v2Error('INVALID_REQUEST', 'This portal answers only on this computer', 403)))
    return
  }
  if (parts.control?.owns(request.url ?? '/')) {
    await parts.control.answer(exchange)
    return
  }
  const address = readAddress(request.url ?? '/')
  if (address.kind === 'call') await answerCall(parts.rest, address, exchange)
  else if (address.kind === 'token') await answerTokenCall(parts.oauth, address.query, exchange)
  else if (address.kind === 'authorize' && isOneOf(exchange, 'GET', 'HEAD', 'POST')) {
    await answerAuthorize(parts.oauth, address.query, exchange)
  } else if (address.kind !== 'authorize' && isOneOf(exchange, 'GET', 'HEAD')) {
    send(exchange, answerPage(parts, address, exchange))
  }
}

/** Refuses other methods than these. */
function isOneOf(exchange: Exchange, ...methods: string[]): boolean {
  if (methods.includes(exchange.request.method ?? '')) return true
  exchange.response.setHeader('Allow', methods.join(', '))
  send(exchange, refusal(v2Error('INVALID_REQUEST', `Only ${methods.join(', ')} are answered here`, 405)))
  return false
}

function answerPage(parts: ServerParts, address: Address, { request }: Exchange): Reply {
  if (address.kind === 'enter') {
    const entered = parts.sessions.enter(address.ticket)
    if (!entered) return pageReply(parts.pages.closed())
    return redirectReply(entered.path, { 'Set-Cookie': entered.cookie })
  }
  return pageReply(choosePage(parts, address, request.headers.cookie))
}

/** What the portal holds is shown only to a browser that was let in: others use this computer too. */
function choosePage(
  { pages, oauth, sessions }: ServerParts,
  address: Address,
  cookies: string | undefined,
): Page {
  if (address.kind === 'cancelled') return oauth.pages.cancelled()
  if (address.kind !== 'home' && address.kind !== 'task') return pages.missing()
  if (!sessions.isIn(cookies)) return pages.closed()
  return address.kind === 'home' ? pages.home() : pages.task(address.taskId, address.userId)
}
