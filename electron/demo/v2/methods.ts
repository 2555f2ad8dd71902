import type { V2Method } from '../context.ts'
import { checklistMethods } from './checklist.ts'
import { commentMethods } from './comments.ts'
import { driveMethods } from './drive.ts'
import { projectMethods } from './projects.ts'
import { stageMethods } from './stages.ts'
import { systemMethods } from './system.ts'
import { taskActions } from './task-actions.ts'
import { taskFieldMethods } from './task-fields.ts'
import { taskFileMethods } from './task-files.ts'
import { taskMethods } from './tasks.ts'
import { userMethods } from './users.ts'

/** All methods of the old API by their lower-case names; `batch` is run by the dispatcher, which it calls back. */
export function v2Methods(): Map<string, V2Method> {
  const methods = new Map<string, V2Method>()
  const families = [
    userMethods,
    projectMethods,
    stageMethods,
    taskMethods,
    taskActions,
    taskFieldMethods,
    taskFileMethods,
    checklistMethods,
    commentMethods,
    driveMethods,
    systemMethods((name) => methods.get(name)),
  ]
  for (const family of families)
    for (const [name, method] of Object.entries(family)) methods.set(name, method)
  return methods
}
