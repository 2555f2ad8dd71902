import { attachFile } from '../data/attachments.ts'
import { own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import type { DriveFile } from '../data/data.ts'
import { v2Error } from '../http/errors.ts'
import { canEdit, findVisible } from '../data/rights.ts'
import { mayUseStorage } from './drive.ts'
import { requireInt, toList, toText } from './params.ts'
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
  return { result: { attachmentId: attachFile(portal, task, requireFile(call, fileId).id) } }
}

/** The files that `UF_TASK_WEBDAV_FILES` adds, as `n9035`; numbers without the letter are attachments that are there. */
export function readNewFiles(call: Call, fields: Params): number[] {
  return toList(own(fields, 'UF_TASK_WEBDAV_FILES')).flatMap((value) => {
    const id = /^n(\d{1,15})$/.exec(toText(value))?.[1]
    return id === undefined ? [] : [requireFile(call, Number(id)).id]
  })
}

function requireFile({ portal, user }: Call, id: number): DriveFile {
  const file = portal.data.files.find((candidate) => candidate.id === id)
  if (!file || !mayUseStorage(user, file.storageId))
    throw coreError('File not found or access to it is denied')
  return file
}
