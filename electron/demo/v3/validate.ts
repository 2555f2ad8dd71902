import { isObject, own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import { parseAtom } from '../data/dates.ts'
import type { Validation } from '../http/errors.ts'
import { invalidObject, invalidRequest, v3Error } from '../http/errors.ts'
import { durations, fields, priorities, statuses } from './fields.ts'
import type { Field } from './fields.ts'

/** Without these no task is made. */
export const requiredInAdd = ['title', 'creatorId', 'responsibleId']

/** A required whole number at the top of the body; texts are refused. */
export function requireId(params: Params, name = 'id'): number {
  const value = own(params, name)
  if (value === undefined || value === null) throw invalidRequest([required(name)])
  if (!Number.isSafeInteger(value)) throw invalidRequest([wrongType(name, 'int')])
  return value as number
}

/**
 * The object `fields`, checked for unknown and unwritable names, types and what is required.
 * All complaints of the last kind come together, each with its field.
 */
export function readFields(params: Params, mode: 'add' | 'update'): Params {
  const values = own(params, 'fields')
  if (values === undefined || values === null) throw invalidRequest([required('fields')])
  if (!isObject(values)) throw invalidRequest([wrongType('fields', 'array')])
  for (const name of Object.keys(values)) checkWritable(name, mode)
  const missing = mode === 'add' ? requiredInAdd.filter((name) => isAbsent(own(values, name))) : []
  const complaints = [...missing.map(required), ...wrongTypes(values, missing)]
  if (complaints.length > 0) throw invalidRequest(complaints)
  return values
}

export function required(field: string): Validation {
  return { message: `Required field \`${field}\` is not specified`, field }
}

export function unknownProperty(name: string) {
  return v3Error('UNKNOWNDTOPROPERTYEXCEPTION', `Unknown property \`${name.slice(0, 100)}\``)
}

function checkWritable(name: string, mode: 'add' | 'update'): void {
  const field = fields.get(name)
  if (!field) throw unknownProperty(name)
  if (field.write === 'never') {
    throw invalidObject([{ message: `Field \`${name}\` is not available for filling`, field: name }])
  }
  if (field.write === 'add' && mode === 'update') {
    throw invalidRequest([{ message: `Field \`${name}\` requires the \`Editable\` attribute`, field: name }])
  }
}

function wrongTypes(values: Params, missing: string[]): Validation[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const field = fields.get(name)
    if (!field || missing.includes(name) || (value === null && field.isNullable)) return []
    return isOfType(field.type, value) ? [] : [wrongType(name, field.type)]
  })
}

function isOfType(type: Field['type'], value: unknown): boolean {
  switch (type) {
    case 'int':
      return Number.isSafeInteger(value)
    case 'string':
      return typeof value === 'string'
    case 'bool':
      return typeof value === 'boolean'
    case 'datetime':
      return typeof value === 'string' && parseAtom(value) !== null
    case 'array':
      return isObject(value)
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
    case 'priority':
      return priorities.some((priority) => priority === value)
    case 'status':
      return [...statuses.values()].some((status) => status === value)
    case 'duration':
      return durations.some((duration) => duration === value)
  }
}

/** The complaint about a value that is of another type. */
export function wrongType(field: string, type: string): Validation {
  return { message: `Field \`${field}\` must be of type \`${type}\``, field }
}

/** An empty title counts as none. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
