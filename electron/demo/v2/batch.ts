import { isObject, own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call, V2Answer } from '../context.ts'
import { v2Error } from '../http/errors.ts'
import { PortalError } from '../http/errors.ts'
import { parsePhpQuery } from '../http/php-query.ts'
import { phpObject, toFlag, toText } from './params.ts'

/** Runs one command and measures it; throws a `PortalError` where it is refused. */
export type RunCommand = (method: string, params: Params) => { answer: V2Answer; time: object }

const longest = 50
const outsideBatch = ['batch', 'disk.storage.uploadfile']

/** `batch`: up to 50 commands in their order. Refused commands stand in `result_error`; the batch itself succeeds. */
export function runBatch({ params }: Call, run: RunCommand): V2Answer {
  const commands = own(params, 'cmd')
  const halt = toFlag(own(params, 'halt'))
  const results = new Map<string, unknown>()
  const errors = new Map<string, object>()
  const totals = new Map<string, number>()
  const nexts = new Map<string, number>()
  const times = new Map<string, object>()

  for (const [index, [key, command]] of Object.entries(isObject(commands) ? commands : {}).entries()) {
    try {
      if (index >= longest) throw v2Error('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded')
      const { answer, time } = runCommand(toText(command), results, run)
      results.set(key, answer.result)
      times.set(key, time)
      if (answer.total !== undefined) totals.set(key, answer.total)
      if (answer.next !== undefined) nexts.set(key, answer.next)
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
      errors.set(key, { error: error.code, error_description: error.message })
      if (halt) break
    }
  }
  return {
    result: {
      result: phpObject([...results]),
      result_error: phpObject([...errors]),
      result_total: phpObject([...totals]),
      result_next: phpObject([...nexts]),
      result_time: phpObject([...times]),
    },
  }
}

function runCommand(command: string, results: Map<string, unknown>, run: RunCommand) {
  const [method = '', ...query] = command.split('?')
  if (outsideBatch.includes(method.toLowerCase())) {
    throw v2Error('ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage', 405)
  }
  const params = parsePhpQuery(query.join('?'))
  return run(method, substitute(params, results) as Params)
}

/** Puts earlier results in the place of `$result[key][…]`: whole values where nothing stands beside it. */
function substitute(value: unknown, results: Map<string, unknown>): unknown {
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, substitute(inner, results)]))
  }
  const text = toText(value)
  if (/^\$result(\[[^\]]*\])+$/.test(text)) return lookUp(text, results)
  return text.replace(/\$result(\[[^\]]*\])+/g, (reference) => toText(lookUp(reference, results)))
}

function lookUp(reference: string, results: Map<string, unknown>): unknown {
  const [key = '', ...path] = [...reference.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')
  return path.reduce<unknown>(
    (value, step) => (isObject(value) ? own(value, step) : undefined),
    results.get(key),
  )
}
