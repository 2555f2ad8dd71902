import { isGranted } from './context.ts'
import type { Call, Portal } from './context.ts'
import type { Params } from './body.ts'
import type { User } from './data.ts'
import type { Started, Timekeeper } from './envelope.ts'
import { v2Error, v3Error } from './errors.ts'
import type { Fault, Faults } from './faults.ts'
import { throwFault } from './faults.ts'
import { runBatch } from './v2/batch.ts'
import { v2Methods } from './v2/methods.ts'
import { allScopes } from './v2/system.ts'
import { runOnce } from './v3/idempotency.ts'
import { v3Methods } from './v3/methods.ts'

/** An authorised call as it came in. */
export type Incoming = {
  method: string
  user: User
  params: Params
  started: Started
  /** What was chosen to go wrong with it. */
  fault: Fault | undefined
  idempotencyKey: string | undefined
}

export type Answered = { body: object; headers: Record<string, string> }

/** Finds and runs the method that was called. Refusals are thrown as `PortalError`. */
export type Calls = { v2: (incoming: Incoming) => Answered; v3: (incoming: Incoming) => Answered }

export function createCalls(portal: Portal, timekeeper: Timekeeper, faults: Faults): Calls {
  const old = v2Methods()
  const rest3 = v3Methods()

  function runV2(name: string, { user, params, fault }: Pick<Incoming, 'user' | 'params' | 'fault'>) {
    throwFault(fault)
    const method = old.get(name)
    if (!method) throw v2Error('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404)
    const scopes = scopesUnder(fault)
    if (!isGranted(method.scopes, scopes)) {
      const message = 'The request requires higher privileges than provided by the webhook token'
      throw v2Error('insufficient_scope', message, 403)
    }
    return method.run({ portal, user, scopes, params })
  }

  /** A command of a batch: a call of its own, but for the connection. */
  function runCommand(user: User, name: string, params: Params) {
    const method = name.toLowerCase()
    const started = timekeeper.start()
    const fault = faults.before?.({ method, api: 'v2', userId: user.id, body: params })
    const answer = runV2(method, { user, params, fault })
    return { answer, time: timekeeper.finish(started, { api: 'v2', userId: user.id, method }) }
  }

  return {
    v2(incoming) {
      const { user, params, fault, started } = incoming
      const method = incoming.method.toLowerCase()
      const call: Call = { portal, user, scopes: scopesUnder(fault), params }
      if (method === 'batch') throwFault(fault)
      const answer =
        method === 'batch'
          ? runBatch(call, (name, values) => runCommand(user, name, values))
          : runV2(method, incoming)
      const time = timekeeper.finish(started, { api: 'v2', userId: user.id, method })
      return { body: { ...answer, time }, headers: {} }
    },

    v3({ method: name, user, params: { auth: _token, ...params }, fault, started, idempotencyKey }) {
      throwFault(fault)
      const method = rest3.get(name)
      if (!method) throw v3Error('METHODNOTFOUNDEXCEPTION', 'Method not found')
      const call: Call = { portal, user, scopes: scopesUnder(fault), params }
      if (!isGranted(method.scopes, call.scopes))
        throw v3Error('INSUFFICIENTSCOPEEXCEPTION', 'Insufficient scope', 403)
      const { result, headers } =
        method.writes && idempotencyKey !== undefined
          ? runOnce(call, name, idempotencyKey, () => method.run(call))
          : { result: method.run(call), headers: {} }
      const time = timekeeper.finish(started, { api: 'v3', userId: user.id, method: name })
      return { body: method.isBare ? result : { result, time }, headers }
    },
  }
}

function scopesUnder(fault: Fault | undefined): readonly string[] {
  return fault?.kind === 'scopes' ? fault.scopes : allScopes
}
