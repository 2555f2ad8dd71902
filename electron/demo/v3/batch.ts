import { isObject, own } from '../body.ts'
import type { Params } from '../body.ts'
import { isGranted } from '../context.ts'
import type { Call, V3Method } from '../context.ts'
import { v3Error } from '../errors.ts'

const longest = 50 // Bitrix24 names no limit; this is the one of the old batch

/** `batch` of REST 3.0: a list of `{ method, query }`, run in order; the first that fails fails them all. */
export function batchMethod(find: (name: string) => V3Method | undefined): V3Method {
  return { scopes: null, writes: false, run: (call) => runAll(call, find) }
}

/** What ran before a failure stays done; nothing is documented of taking it back. */
function runAll(call: Call, find: (name: string) => V3Method | undefined): object {
  const commands = Object.values(call.params) // a list, or an object with the keys 0, 1, …
  if (commands.length > longest) throw v3Error('LOGICEXCEPTION', 'Too many commands')
  const checked = commands.map((command) => readCommand(command))
  return checked.map(({ name, query }) => {
    const method = find(name)
    if (!method) throw v3Error('METHODNOTFOUNDEXCEPTION', 'Method not found')
    if (!isGranted(method.scopes, call.scopes))
      throw v3Error('INSUFFICIENTSCOPEEXCEPTION', 'Insufficient scope', 403)
    return method.run({ ...call, params: query })
  })
}

/** The body of an old batch is refused with the code that Bitrix24 has for it. */
function readCommand(command: unknown): { name: string; query: Params } {
  const name = isObject(command) ? own(command, 'method') : undefined
  const query = isObject(command) ? (own(command, 'query') ?? {}) : undefined
  if (typeof name !== 'string' || !isObject(query)) {
    throw v3Error('INVALIDSELECTEXCEPTION', 'A command must have a method and may have a query')
  }
  return { name, query }
}
