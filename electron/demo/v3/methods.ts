import type { V3Method } from '../context.ts'
import { taskMethods } from './tasks.ts'

/** All methods of REST 3.0, spelt as documented. */
export function v3Methods(): Map<string, V3Method> {
  return new Map(Object.entries({ ...taskMethods }))
}
