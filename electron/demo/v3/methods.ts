import type { V3Method } from '../context.ts'
import { systemMethods } from './system.ts'
import { resultMethods } from './results.ts'
import { fieldMethods } from './task-fields.ts'
import { neighbourMethods } from './task-neighbours.ts'
import { taskMethods } from './tasks.ts'

/** All methods of REST 3.0, spelt as documented, but for `batch`, which is made of them. */
export function v3Methods(): Map<string, V3Method> {
  const single = new Map<string, V3Method>()
  const families = [taskMethods, neighbourMethods, resultMethods, fieldMethods, systemMethods(() => single)]
  for (const family of families) for (const [name, method] of Object.entries(family)) single.set(name, method)
  return single
}
