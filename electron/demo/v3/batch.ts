import { isObject, own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import { v3Error } from '../http/errors.ts'

const longest = 50 // documented nowhere for REST 3.0; the old API's number

/**
 * `batch` of REST 3.0: a list of commands, or an object with numbers for keys and nothing beside them. The results come in order; the first refusal is the refusal of the whole batch, and what ran before it stays done.
 */
export function runBatch(params: Params, run: (method: string, query: Params) => object): object[] {
  const commands = Object.values(params)
  const isList = Object.keys(params).every((key) => /^\d+$/.test(key))
  // What a body in the style of the old API is told.
  if (!isList || commands.length === 0) throw v3Error('INVALIDSELECTEXCEPTION', 'Invalid batch')
  if (commands.length > longest) throw v3Error('LOGICEXCEPTION', 'Max batch length exceeded')
  return commands.map(readCommand).map(({ method, query }) => run(method, query))
}

function readCommand(command: unknown): { method: string; query: Params } {
  const method = isObject(command) ? own(command, 'method') : undefined
  const query = isObject(command) ? (own(command, 'query') ?? {}) : undefined
  if (typeof method !== 'string' || !isObject(query)) {
    throw v3Error('INVALIDSELECTEXCEPTION', 'A command of the batch has no method or a wrong query')
  }
  return { method, query }
}
