import { isObject } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { PortalError } from '../http/errors.ts'
import { v2Error } from '../http/errors.ts'
import { toInt } from './params.ts'

/** What a method takes at one position. `keys`: the only names that an object there may have. */
export type Parameter = {
  name: string
  type: 'integer' | 'array'
  isOptional?: boolean
  keys?: readonly string[]
}

type Value<P extends Parameter> = P['type'] extends 'integer' ? number : Params
type Values<P extends readonly Parameter[]> = { [Index in keyof P]: Value<P[Index]> }

/**
 * Reads the arguments of the methods that Bitrix24 binds by position: the values in the order sent, their names ignored.
 * One too many, one of the wrong type or a name that is not known breaks the call with `ERROR_CORE` and number 256.
 */
export function readPositional<const P extends readonly Parameter[]>(
  params: Params,
  method: string,
  expected: P,
): Values<P> {
  const given = Object.values(params)
  const read = expected.map((parameter, index) => readOne(parameter, index, method, given))
  if (given.length > expected.length) {
    throw wrongArguments(`Param #${expected.length} is not expected by method ${method}()`)
  }
  if (read.some((value) => typeof value === 'number' && value <= 0)) {
    throw v2Error('ERROR_CORE', 'TASKS_ERROR_ASSERT_EXCEPTION<br>')
  }
  return read as Values<P>
}

/** A refusal of the old task classes: 4 no right to edit, 8 the action failed, 256 wrong arguments. */
export function tasksException(number: 4 | 8 | 256, text: string): PortalError {
  const names = { 4: 'ACTION_NOT_ALLOWED', 8: 'ACTION_FAILED_TO_BE_PROCESSED', 256: 'WRONG_ARGUMENTS' }
  const end = `${number}/TE/${names[number]}<br>`
  return v2Error('ERROR_CORE', `TASKS_ERROR_EXCEPTION_#${number}; ${text}; ${end}`)
}

function readOne(parameter: Parameter, index: number, method: string, given: unknown[]): number | Params {
  const { name, type, isOptional, keys } = parameter
  const label = `Param #${index} (${name})`
  if (index >= given.length) {
    if (isOptional && type === 'array') return {}
    throw wrongArguments(`${label} expected by method ${method}(), but not given.`)
  }
  const value = given[index]
  const integer = toInt(value)
  if (type === 'integer' && integer !== null) return integer
  if (type === 'integer' || !isObject(value)) {
    const wanted = `expected to be of type "${type}", but given something else.`
    throw wrongArguments(`${label} for method ${method}() ${wanted}`)
  }
  const foreign = Object.keys(value).find((key) => keys && !keys.includes(key))
  if (foreign !== undefined) {
    throw wrongArguments(`${label} for method ${method}() must not contain key "${foreign.slice(0, 100)}".`)
  }
  return value
}

function wrongArguments(text: string): PortalError {
  return tasksException(256, text)
}
