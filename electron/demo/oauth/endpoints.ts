import type { IncomingMessage } from 'node:http'
import type { Params } from '../http/body.ts'
import { readBody } from '../http/body.ts'
import type { Clock } from '../data/clock.ts'
import type { User } from '../data/data.ts'
import { toPortalError, v2Error } from '../http/errors.ts'
import type { Fault, Faults } from '../http/faults.ts'
import { throwFault } from '../http/faults.ts'
import type { Exchange, Reply } from '../http/replies.ts'
import { breakOff, deliver, jsonReply, pageReply, redirectReply, refusal } from '../http/replies.ts'
import type { AuthorizePages } from './authorize.ts'
import { readQuestion, redirectTarget } from './authorize.ts'
import type { AppCard } from './card.ts'
import type { Grants } from './grants.ts'
import { answerToken, invalidGrant } from './token.ts'

export type OAuthParts = {
  card: AppCard
  grants: Grants
  pages: AuthorizePages
  users: User[]
  clock: Clock
  faults: Faults
  /** Runs a function and, if it changed the data, resolves only when the change is kept. */
  keep: <T>(run: () => T) => Promise<T>
  /** `http://127.0.0.1:PORT` */
  url: () => string
  /** The host that hands out tokens. */
  tokenServer: () => string
}

const bodyLimit = 64 * 1024

/** Asks who signs in, and sends the user who was chosen back to the application with a code. */
export async function answerAuthorize(parts: OAuthParts, query: string, exchange: Exchange): Promise<void> {
  const { request } = exchange
  const question = readQuestion(query)
  let fault: Fault | undefined
  try {
    if (request.method !== 'POST') return await deliver(exchange, pageReply(parts.pages.ask(question)), fault)
    const page = parts.pages.refuse(question) ?? (isForeign(request) ? parts.pages.foreign() : null)
    const user = page ? undefined : findUser(parts.users, await readBody(request, bodyLimit))
    if (!user) return await deliver(exchange, pageReply(page ?? parts.pages.unknownPerson()), fault)
    fault = parts.faults.before?.({ api: 'oauth', method: 'oauth/authorize', userId: user.id, body: {} })
    if (breakOff(exchange, fault)) return
    throwFault(fault)
    const target = await inKeeping(parts, fault, () => {
      const code = parts.grants.issue('code', user.id)
      return redirectTarget(parts.card, code, question.state, {
        portal: new URL(parts.url()).host,
        tokenServer: parts.tokenServer(),
      })
    })
    await deliver(exchange, redirectReply(target), fault)
  } catch (error) {
    await deliver(exchange, pageReply(parts.pages.failed(toPortalError(error, 'v2'))), fault)
  }
}

/** Hands out tokens, to GET with a query and to POST with a form. */
export async function answerTokenCall(parts: OAuthParts, query: string, exchange: Exchange): Promise<void> {
  let fault: Fault | undefined
  let reply: Reply
  try {
    const params = await readTokenParams(query, exchange.request)
    const body = { grant_type: params.grant_type }
    fault = parts.faults.before?.({ api: 'oauth', method: 'oauth/token', userId: 0, body })
    if (breakOff(exchange, fault)) return
    throwFault(fault)
    if (fault?.kind === 'dead-refresh-token') await kill(parts, params.refresh_token)
    reply = jsonReply(
      200,
      await inKeeping(parts, fault, () => answerToken({ ...parts, now: parts.clock.now }, params)),
    )
  } catch (error) {
    reply = refusal(toPortalError(error, 'v2'))
  }
  await deliver(exchange, reply, fault)
}

function inKeeping<T>(parts: OAuthParts, fault: Fault | undefined, run: () => T): Promise<T> {
  const skew = fault?.kind === 'clock-skew' ? fault.seconds : 0
  return parts.keep(() => parts.clock.skewed(skew, run))
}

async function kill(parts: OAuthParts, token: unknown): Promise<never> {
  await parts.keep(() => parts.grants.take('refresh', typeof token === 'string' ? token : ''))
  throw invalidGrant()
}

async function readTokenParams(query: string, request: IncomingMessage): Promise<Params> {
  if (request.method !== 'GET' && request.method !== 'POST') {
    throw v2Error('invalid_request', 'Only GET and POST are answered', 405)
  }
  const form = new URLSearchParams(request.method === 'POST' ? await readBody(request, bodyLimit) : '')
  return Object.fromEntries([...new URLSearchParams(query), ...form])
}

/** Another page must not choose for the person; browsers say where a form comes from, other clients say nothing. */
function isForeign({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function findUser(users: User[], form: string): User | undefined {
  const id = new URLSearchParams(form).get('user')
  return users.find((user) => String(user.id) === id)
}
