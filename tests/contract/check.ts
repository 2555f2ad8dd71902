import { isDeepStrictEqual } from 'node:util'
import type { Json, Reply } from './portal.ts'
import { brief } from './portal.ts'

/** A portal answered otherwise than the reference says. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch'
}

/** What REST 3.0 puts before its error codes. */
export const prefix = 'BITRIX_REST_V3_EXCEPTION_'

/** Throws a `Mismatch` that says what should have been and what was seen. */
export function must(holds: boolean, sentence: string, seen?: unknown): asserts holds {
  if (holds) return
  throw new Mismatch(seen === undefined ? sentence : `${sentence}; seen: ${show(seen)}`)
}

export function mustEqual(seen: unknown, wanted: unknown, what: string): void {
  must(isDeepStrictEqual(seen, wanted), `${what} should be ${show(wanted)}`, seen)
}

/** The `result` of an answer that must be a success. */
export function resultOf(reply: Reply): Json {
  must(reply.status === 200, 'The call should succeed', brief(reply))
  must(Object.hasOwn(reply.body, 'result'), 'The answer should have a result', brief(reply))
  return reply.body.result
}

/** The code of a refusal, in either shape; REST 3.0's without its long prefix. */
export function codeOf({ body }: Reply): string | null {
  const error = body?.error
  if (typeof error === 'string') return error
  return typeof error?.code === 'string' ? error.code.replace(prefix, '') : null
}

/** The call must be refused with one of the codes; HTTP statuses are compared only where one is given. */
export function mustRefuse(reply: Reply, codes: string | string[], status?: number): void {
  const wanted = [codes].flat()
  must(wanted.includes(codeOf(reply) ?? ''), `The code should be ${wanted.join(' or ')}`, brief(reply))
  if (status !== undefined) mustEqual(reply.status, status, 'The HTTP status')
}

/** REST 3.0 must complain about this field. */
export function mustComplain(reply: Reply, field: string): void {
  const codes = ['VALIDATION_REQUESTVALIDATIONEXCEPTION', 'VALIDATION_DTOVALIDATIONEXCEPTION']
  mustRefuse(reply, codes)
  const complaints: Json = reply.body.error.validation
  const isNamed = Array.isArray(complaints) && complaints.some((complaint: Json) => complaint.field === field)
  must(isNamed, `The validation should name the field ${field}`, complaints)
}

/** ISO 8601 with seconds and offset, the only form in which the portal writes dates. */
export function isAtom(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(value)
}

export function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^\d+$/.test(value)
}

/** A value in few words. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return (text ?? String(value)).slice(0, 300)
}
