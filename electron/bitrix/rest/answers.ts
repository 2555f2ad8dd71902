import * as z from 'zod'
import { withoutDirections } from '../../directions.ts'

/** An id as a number; v2 writes ids as strings. Whole and above zero. */
export const id = z
  .union([z.number(), z.string().regex(/^\d{1,15}$/)])
  .transform(Number)
  .pipe(z.number().int().positive().safe())

/** An id where `0`, `null` or nothing at all means that there is none. */
export const idOrNull = id.nullable().catch(null).default(null)

/** A text; numbers become text, anything else is an empty one. */
export const text = z
  .union([z.string(), z.number().transform(String)])
  .catch('')
  .default('')

/** A name or title that is there to be shown, without signs that would turn what stands beside it. */
export const name = text.transform(withoutDirections)

/** A flag: true, "Y", "1" or 1; anything else is false. */
export const flag = z
  .unknown()
  .optional()
  .transform((value) => [true, 'Y', 'y', '1', 1, 'true'].includes(value as string))

/** A number for sorting; what is not one sorts last. */
export const order = z
  .unknown()
  .optional()
  .transform((value) => {
    const number =
      typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : NaN
    return Number.isFinite(number) ? number : Number.MAX_SAFE_INTEGER
  })

/** A moment in ISO 8601 with offset, or null. */
export const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/)
  .refine((value) => !Number.isNaN(Date.parse(value)))
  .nullable()
  .catch(null)
  .default(null)

/** An object with these fields and any others; PHP writes an empty object as `[]`. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => (isEmptyArray(value) ? {} : value), z.object(shape))
}

/**
 * Those elements of a list that can be read, the others left out; null where there is no list at all. Portals
 * send a plain array or an object keyed by id, and `[]` for none.
 */
export function listOf<T>(item: z.ZodType<T>, value: unknown): T[] | null {
  if (!(value instanceof Object)) return null
  return Object.values(value).flatMap((element) => {
    const read = item.safeParse(element)
    return read.success ? [read.data] : []
  })
}

/** The value as the schema reads it, or null. */
export function readAs<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const read = schema.safeParse(value)
  return read.success ? read.data : null
}

/** Reads the id of something that was just made. */
export const readId = (value: unknown): number | null => readAs(id, value)

/** Reads a yes or no; null for anything that is neither. */
export function readFlag(value: unknown): boolean | null {
  if ([true, 'Y', 'true', 1, '1'].includes(value as string)) return true
  return [false, 'N', 'false', 0, '0'].includes(value as string) ? false : null
}

/** Takes any answer for a good one, where its being there is all that matters. */
export const readNothing = (): true => true

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
