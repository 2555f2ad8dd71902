import type { Address } from './address.ts'
import { readBearer, readBody, readV2Params, readV3Params } from './body.ts'
import type { Spoken } from './body.ts'
import type { Calls } from '../calls.ts'
import type { Callers } from '../callers.ts'
import { expiredToken } from '../callers.ts'
import type { Clock } from '../data/clock.ts'
import type { Timekeeper } from './envelope.ts'
import { toPortalError, v2Error, v3Error } from './errors.ts'
import type { Fault, Faults } from './faults.ts'
import type { Intensity } from './limits.ts'
import type { Grants } from '../oauth/grants.ts'
import type { Exchange, Reply } from './replies.ts'
import { breakOff, deliver, jsonReply, refusal } from './replies.ts'

type CallAddress = Extract<Address, { kind: 'call' }>

export type RestParts = {
  calls: Calls
  callers: Callers
  grants: Grants
  timekeeper: Timekeeper
  intensity: Intensity
  clock: Clock
  faults: Faults
  /** Runs a function and, if it changed the data, resolves only when the change is kept. */
  keep: <T>(run: () => T) => Promise<T>
  /** Bytes. */
  bodyLimit: number
}

/** Runs a call of either API, by webhook or by token, and sends the reply. */
export async function answerCall(parts: RestParts, address: CallAddress, exchange: Exchange): Promise<void> {
  const { api } = address
  let fault: Fault | undefined
  const begun = parts.timekeeper.start()
  try {
    checkMethod(api, exchange.request.method)
    // A wrong webhook is turned away before its body is read.
    const { webhook: given } = address
    const webhook = given && identify(api, () => parts.callers.byWebhook(given))
    const { params, token, rawBody } = await readSpoken(parts, address, exchange)
    const caller = webhook ?? identify(api, () => parts.callers.byToken(token))
    parts.intensity(caller.account)
    const method = api === 'v2' ? address.method.toLowerCase() : address.method
    fault = parts.faults.before?.({ api, method, userId: caller.user.id, body: params })
    if (breakOff(exchange, fault)) return
    if (fault?.kind === 'expired-token') await expire(parts, api, token)
    const skew = fault?.kind === 'clock-skew' ? fault.seconds : 0
    const idempotencyKey = exchange.request.headers['idempotency-key']?.toString()
    const { body, headers } = await parts.keep(() =>
      parts.clock.skewed(skew, () => {
        const started = skew === 0 ? begun : parts.timekeeper.start()
        return parts.calls[api]({ method, caller, params, started, fault, idempotencyKey, rawBody })
      }),
    )
    await deliver(exchange, jsonReply(200, body, headers), fault)
  } catch (error) {
    await deliver(exchange, nameError(error, api), fault)
  }
}

/** The token of the body or query, else the one of the header. */
async function readSpoken(
  parts: RestParts,
  address: CallAddress,
  { request }: Exchange,
): Promise<Spoken & { rawBody: string }> {
  const body = await readBody(request, parts.bodyLimit)
  const { params, token } =
    address.api === 'v2'
      ? readV2Params(address.query, body, request.headers['content-type'] ?? '')
      : readV3Params(address.query, body, address.method === 'batch')
  return { params, token: token ?? readBearer(request.headers.authorization), rawBody: body }
}

async function expire(parts: RestParts, api: 'v2' | 'v3', token: string | null): Promise<never> {
  await parts.keep(() => {
    if (token !== null) parts.grants.expire(token)
  })
  return identify(api, () => {
    throw expiredToken()
  })
}

/** REST 3.0 tells none of the reasons apart for which it does not know a caller (server code). */
function identify<T>(api: 'v2' | 'v3', find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (api === 'v3') throw v3Error('ACCESSDENIEDEXCEPTION', 'Access denied', 401)
    throw error
  }
}

function nameError(error: unknown, api: 'v2' | 'v3'): Reply {
  return refusal(toPortalError(error, api))
}

function checkMethod(api: 'v2' | 'v3', method: string | undefined): void {
  if (method === 'GET' || method === 'POST') return
  if (api === 'v3') throw v3Error('WRONGHTTPREQUESTMETHODEXCEPTION', 'Wrong HTTP request method')
  throw v2Error('INVALID_REQUEST', 'Only GET and POST are answered', 405)
}
