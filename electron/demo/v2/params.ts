import type { V2Answer } from '../context.ts'
import type { Params } from '../http/body.ts'
import { isObject, own } from '../http/body.ts'
import { v2Error } from '../http/errors.ts'

function missing(name: string): Error {
  return v2Error('100', `Could not find value for parameter {${name}} (internal error)`)
}

/** A whole number, written as number or text. Error "100" where it is absent or something else. */
export function requireInt(params: Params, name: string): number {
  const value = own(params, name)
  if (value === undefined || value === null || value === '') throw missing(name)
  const number = toInt(value)
  if (number === null)
    throw v2Error('100', `Invalid value to match with parameter {${name}}. Should be value of type int.`)
  return number
}

/** An object of fields. Error "100" where it is absent, empty or no object. */
export function requireFields(params: Params): Params {
  const fields = own(params, 'fields')
  if (!isObject(fields) || Object.keys(fields).length === 0) throw missing('fields')
  return fields
}

export function requireText(params: Params, name: string): string {
  const value = own(params, name)
  if (value === undefined || value === null) throw missing(name)
  return toText(value)
}

/** An object or list that may be absent. */
export function optionalObject(params: Params, name: string): Params {
  const value = own(params, name)
  return isObject(value) ? value : {}
}

/** Null unless the value is a whole number in either spelling. */
export function toInt(value: unknown): number | null {
  const isNumeric =
    typeof value === 'number' || (typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value))
  const number = isNumeric ? Number(value) : NaN
  return Number.isSafeInteger(number) ? number : null
}

/** Text of a scalar; empty for everything else. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** A list, whether it came as one, as an object with numbers for keys, or as a single value. */
export function toList(value: unknown): unknown[] {
  if (value === undefined || value === null || value === '') return []
  if (Array.isArray(value)) return value
  return isObject(value) ? Object.values(value) : [value]
}

export function toInts(value: unknown): number[] {
  return [...new Set(toList(value).map(toInt))].filter((number) => number !== null)
}

/** `Y`, `1` and `true` in all their spellings. */
export function toFlag(value: unknown): boolean {
  return ['y', '1', 'true'].includes(toText(value).toLowerCase())
}

/** Methods of the social network read their parameters in any case. */
export function withUpperCaseNames(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name.toUpperCase(), value]))
}

/** An object as PHP writes it: an empty one becomes `[]`, and so does one with the keys 0, 1, … */
export function phpObject(entries: [string, unknown][]): object {
  const isList = entries.every(([key], index) => key === String(index))
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}

const pageSize = 50

/**
 * One page of a list, from `start` on. `total` counts all; `next` is absent on the last page.
 * `start = -1` saves the counting: the first page, with neither.
 */
export function page<T>(all: T[], start: unknown): { items: T[]; counts: Pick<V2Answer, 'total' | 'next'> } {
  const from = toInt(start) ?? 0
  if (from < 0) return { items: all.slice(0, pageSize), counts: {} }
  const next = from + pageSize
  return {
    items: all.slice(from, next),
    counts: { total: all.length, ...(next < all.length ? { next } : {}) },
  }
}
