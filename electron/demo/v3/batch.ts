import { isObject, own } from '../body.ts'
import type { Params } from '../body.ts'
import { v3Error } from '../errors.ts'

const longest = 50 // Bitrix24 names no limit; this is the one of the old batch

/**
 * `batch` of REST 3.0: a list of `{ method, query }`, or an object with numbers for keys, run in order. The first that
 * fails fails them all; what ran before it stays done, since nothing is documented of taking it back.
 */
export function runBatch(params: Params, run: (method: string, query: Params) => object): object[] {
  const commands = Object.values(params)
  if (commands.length > longest) throw v3Error('LOGICEXCEPTION', 'Too many commands')
  return commands.map(readCommand).map(({ method, query }) => run(method, query))
}

/** The body of an old batch is refused with the code that Bitrix24 has for it. */
function readCommand(command: unknown): { method: string; query: Params } {
  const method = isObject(command) ? own(command, 'method') : undefined
  const query = isObject(command) ? (own(command, 'query') ?? {}) : undefined
  if (typeof method !== 'string' || !isObject(query)) {
    throw v3Error('INVALIDSELECTEXCEPTION', 'A command must have a method and may have a query')
  }
  return { method, query }
}
