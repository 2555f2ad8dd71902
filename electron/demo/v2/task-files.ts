import { attachFile } from '../data/attachments.ts'
import { own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import type { DriveFile } from '../data/data.ts'
import { v2Error } from '../http/errors.ts'
import { canEdit, findVisible } from '../data/rights.ts'
import { mayUseStorage } from './drive.ts'
import { requireInt, toInt, toList, toText } from './params.ts'
import { coreError } from './task-input.ts'

/** `tasks.task.files.*` and `disk.attachedObject.*`: files of the Drive on tasks. */
export const taskFileMethods: Record<string, V2Method> = {
  'tasks.task.files.attach': { scopes: ['task'], run: attach },
  'disk.attachedobject.get': { scopes: ['disk'], run: getAttached },
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

/** An attachment by its number, for everybody who may see the task that it hangs on. */
function getAttached({ portal, user, params }: Call): V2Answer {
  const { data, zones } = portal
  const id = toInt(own(params, 'id'))
  if (id === null) throw v2Error('ERROR_ARGUMENT', 'Invalid value of parameter {Parameter #0}')
  const attachment = data.attachments.find((one) => one.id === id)
  const file = data.files.find((one) => one.id === attachment?.fileId)
  if (!attachment || !file) throw v2Error('ERROR_NOT_FOUND', `Could not find entity with id \`${id}\``)
  if (!findVisible(data, attachment.taskId, user)) throw v2Error('ACCESS_DENIED', 'Access denied')
  return {
    result: {
      ID: String(id),
      OBJECT_ID: String(file.id),
      MODULE_ID: 'tasks',
      ENTITY_TYPE: 'tasks_task',
      ENTITY_ID: String(attachment.taskId),
      CREATED_BY: String(file.creatorId),
      CREATE_TIME: zones.format(file.created, user.timeZone),
      DOWNLOAD_URL: `/bitrix/tools/disk/uf.php?attachedId=${id}&action=download&ncc=1`,
      NAME: file.name,
      SIZE: String(file.size),
    },
  }
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
