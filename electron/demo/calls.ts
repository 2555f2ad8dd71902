import { isGranted } from './context.ts'
import type { Call, Portal } from './context.ts'
import type { Params } from './http/body.ts'
import type { Caller } from './callers.ts'
import type { Started, Timekeeper } from './http/envelope.ts'
import { v2Error, v3Error } from './http/errors.ts'
import type { Fault, Faults } from './http/faults.ts'
import { throwFault } from './http/faults.ts'
import { runBatch } from './v2/batch.ts'
import { v2Methods } from './v2/methods.ts'
import { runBatch as runBatchV3 } from './v3/batch.ts'
import { runOnce } from './v3/idempotency.ts'
import { v3Methods } from './v3/methods.ts'

/** An authorised call as it came in. */
export type Incoming = {
  method: string
  caller: Caller
  params: Params
  started: Started
  /** What was chosen to go wrong with it. */
  fault: Fault | undefined
  idempotencyKey: string | undefined
  /** The body as it came, token and all. */
  rawBody: string
}

export type Answered = { body: object; headers: Record<string, string> }

/** Finds and runs the method that was called. Refusals are thrown as `PortalError`. */
export type Calls = { v2: (incoming: Incoming) => Answered; v3: (incoming: Incoming) => Answered }

/** `hasRest3`: false for a portal from before REST 3.0. */
export function createCalls(
  portal: Portal,
  timekeeper: Timekeeper,
  faults: Faults,
  hasRest3: boolean,
): Calls {
  const old = v2Methods()
  const rest3: ReturnType<typeof v3Methods> = hasRest3 ? v3Methods() : new Map()

  function callOf({ user, application, scopes }: Caller, fault: Fault | undefined, params: Params): Call {
    return { portal, user, application, scopes: fault?.kind === 'scopes' ? fault.scopes : scopes, params }
  }

  function runV2(name: string, { caller, params, fault }: Pick<Incoming, 'caller' | 'params' | 'fault'>) {
    throwFault(fault)
    const method = old.get(name)
    if (!method) throw v2Error('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404)
    const call = callOf(caller, fault, params)
    if (!isGranted(method.scopes, call.scopes)) {
      const holder = caller.application === null ? 'webhook token' : 'access token'
      const message = `The request requires higher privileges than provided by the ${holder}`
      throw v2Error('insufficient_scope', message, 403)
    }
    return method.run(call)
  }

  /** A command of a batch: a call of its own, but for the connection. */
  function runCommand(caller: Caller, name: string, params: Params) {
    const method = name.toLowerCase()
    const started = timekeeper.start()
    const fault = faults.before?.({ method, api: 'v2', userId: caller.user.id, body: params })
    const answer = runV2(method, { caller, params, fault })
    const book = { api: 'v2', account: caller.account, method, isCommand: true } as const
    return { answer, time: timekeeper.finish(started, book) }
  }

  function runV3({ method: name, caller, params, fault, ...keyed }: Omit<Incoming, 'started'>) {
    throwFault(fault)
    const method = rest3.get(name)
    if (!method) throw v3Error('METHODNOTFOUNDEXCEPTION', 'Method not found')
    const call = callOf(caller, fault, params)
    if (!isGranted(method.scopes, call.scopes))
      throw v3Error('INSUFFICIENTSCOPEEXCEPTION', 'Insufficient scope', 403)
    const { isBare = false, writes, run } = method
    const { idempotencyKey: key, rawBody } = keyed
    if (!writes || key === undefined) return { result: run(call), headers: {}, isBare }
    // The keys of a webhook and of the application are strangers to each other.
    const keyHolder = caller.application === null ? name : `${caller.account} ${name}`
    return { ...runOnce(call, { method: keyHolder, key, rawBody }, () => run(call)), isBare }
  }

  function runCommandV3(caller: Caller, method: string, params: Params): object {
    const started = timekeeper.start()
    const fault = faults.before?.({ method, api: 'v3', userId: caller.user.id, body: params })
    const { result } = runV3({ method, caller, params, fault, idempotencyKey: undefined, rawBody: '' })
    timekeeper.finish(started, { api: 'v3', account: caller.account, method, isCommand: true })
    return result
  }

  return {
    v2(incoming) {
      const { caller, params, fault, started } = incoming
      const method = incoming.method.toLowerCase()
      const call = callOf(caller, fault, params)
      if (method === 'batch') throwFault(fault)
      timekeeper.admit({ api: 'v2', account: caller.account, method })
      const answer =
        method === 'batch'
          ? runBatch(call, (name, values) => runCommand(caller, name, values))
          : runV2(method, incoming)
      const time = timekeeper.finish(started, { api: 'v2', account: caller.account, method })
      return { body: { ...answer, time }, headers: {} }
    },

    v3(incoming) {
      const { caller, params, fault, started, method } = incoming
      const account = { api: 'v3' as const, account: caller.account, method }
      timekeeper.admit(account)
      if (method !== 'batch') {
        const { result, headers, isBare } = runV3(incoming)
        const time = timekeeper.finish(started, account)
        return { body: isBare ? result : { result, time }, headers }
      }
      throwFault(fault)
      const result = runBatchV3(params, (name, query) => runCommandV3(caller, name, query))
      return { body: { result, time: timekeeper.finish(started, account) }, headers: {} }
    },
  }
}
