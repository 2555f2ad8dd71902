import type { V2Answer } from '../context.ts'
import { toInt } from './params.ts'

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
