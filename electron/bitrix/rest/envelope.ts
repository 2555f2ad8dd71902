import { parseJson } from '../../json.ts'
import * as z from 'zod'

/** What a portal answered, whichever of the two APIs was asked. Source: api-reference/data-types.md, rest-v3.md. */
export type Answer = Success | Failure
type Success = Timed & { ok: true; result: unknown; total?: number; next?: number }
type Failure = Timed & { ok: false; code: string; text: string }
/** `operatingResetIn`: milliseconds until the method's account of running time becomes smaller, if it was said. */
type Timed = { operatingResetIn: number | null }

const count = z.coerce.number().int().nonnegative().optional().catch(undefined)
const seconds = z.coerce.number().positive().optional().catch(undefined)
const time = z
  .object({ start: seconds, finish: seconds, operating_reset_at: seconds })
  .catch({ start: undefined, finish: undefined, operating_reset_at: undefined })
const answer = z.looseObject({ total: count, next: count, time: time.optional() })
const words = z.union([z.string(), z.number().transform(String)]).catch('')
const errorV3 = z.object({
  code: words.default(''),
  message: words.default(''),
  validation: z
    .array(z.object({ message: words.default('') }))
    .catch([])
    .default([]),
})

/** Reads the text of an answer; null when it is not one of a Bitrix24 portal. */
export function readAnswer(text: string): Answer | null {
  const parsed = answer.safeParse(parseJson(text))
  if (!parsed.success) return null
  const { time, total, next } = parsed.data
  const timed = { operatingResetIn: resetIn(time) }
  const failure = readFailure(parsed.data)
  if (failure) return { ok: false, ...failure, ...timed }
  if (!Object.hasOwn(parsed.data, 'result')) return null
  return {
    ok: true,
    result: parsed.data['result'],
    ...(total === undefined ? {} : { total }),
    ...(next === undefined ? {} : { next }),
    ...timed,
  }
}

/** Reads an error of either shape, also where it stands in a batch or in an answer with status 200. */
export function readFailure(body: Record<string, unknown>): { code: string; text: string } | null {
  const { error, error_description: description } = body
  if (error === undefined || error === null || error === false) return null
  if (typeof error !== 'object') return { code: String(error), text: words.parse(description) }
  const read = errorV3.safeParse(error)
  if (!read.success) return { code: '', text: '' }
  const { code, message, validation } = read.data
  const reasons = validation.map((reason) => reason.message).filter((reason) => reason !== '')
  return { code, text: reasons.length > 0 ? reasons.join(' ') : message }
}

/** The portal's two clocks are compared with each other, because the computer's may be wrong. */
function resetIn(time: z.infer<typeof answer>['time']): number | null {
  const asOf = time?.finish ?? time?.start
  if (!asOf || !time?.operating_reset_at) return null
  return Math.max(0, (time.operating_reset_at - asOf) * 1000)
}
