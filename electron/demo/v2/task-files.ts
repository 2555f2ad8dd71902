import { attachFile } from '../attachments.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import { v2Error } from '../errors.ts'
import { canEdit, findVisible } from '../rights.ts'
import { mayUseStorage } from './drive.ts'
import { requireInt } from './params.ts'
import { coreError } from './task-input.ts'

/** `tasks.task.files.*`: files of the Drive on tasks. */
export const taskFileMethods: Record<string, V2Method> = {
  'tasks.task.files.attach': { scopes: ['task'], run: attach },
}

/** `fileId` is the number of the Drive's object, `ID` in the answer to an upload. */
function attach(call: Call): V2Answer {
  const { portal, user, params } = call
  const taskId = requireInt(params, 'taskId')
  const fileId = requireInt(params, 'fileId')
  const task = findVisible(portal.data, taskId, user)
  if (!task || !canEdit(portal.data, task, user)) throw v2Error('0', 'Action on the task is not allowed')
  const file = portal.data.files.find((candidate) => candidate.id === fileId)
  if (!file || !mayUseStorage(user, file.storageId))
    throw coreError('File not found or access to it is denied')
  return { result: { attachmentId: attachFile(portal, task, file.id) } }
}
