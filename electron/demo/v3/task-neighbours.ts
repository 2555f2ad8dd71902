import { attachFile } from '../data/attachments.ts'
import { own } from '../http/body.ts'
import type { Call, V3Method } from '../context.ts'
import type { Task } from '../data/data.ts'
import { toMoment } from '../data/dates.ts'
import { accessDenied, invalidRequest } from '../http/errors.ts'
import { canEdit, findVisible } from '../data/rights.ts'
import { mayUseStorage } from '../v2/drive.ts'
import { describeRights } from './task-shape.ts'
import { required, requireId, unknownProperty, wrongType } from './validate.ts'

const scopes = ['task', 'tasks']

/** What REST 3.0 has around a task: its chat, its files, its rights. */
export const neighbourMethods: Record<string, V3Method> = {
  'tasks.task.chat.message.send': { scopes, writes: true, run: sendMessage },
  'tasks.task.file.attach': { scopes, writes: false, run: attachFiles }, // a key counts for nothing here, as in the server's code
  'tasks.task.access.get': { scopes, writes: false, run: getAccess },
}

function sendMessage({ portal, user, params }: Call): object {
  const fields = own(params, 'fields')
  if (fields === undefined || fields === null) throw invalidRequest([required('fields')])
  if (typeof fields !== 'object') throw invalidRequest([wrongType('fields', 'array')])
  const foreign = Object.keys(fields).find((name) => name !== 'taskId' && name !== 'text')
  if (foreign !== undefined) throw unknownProperty(foreign)
  const taskId = own(fields, 'taskId')
  const text = own(fields, 'text')
  const complaints = [
    ...(taskId === undefined || taskId === null ? [required('taskId')] : []),
    ...(text === undefined || text === null || text === '' ? [required('text')] : []),
  ]
  if (complaints.length > 0) throw invalidRequest(complaints)
  if (!Number.isSafeInteger(taskId)) throw invalidRequest([wrongType('taskId', 'int')])
  if (typeof text !== 'string') throw invalidRequest([wrongType('text', 'string')])
  const task = requireVisible(portal, user, taskId as number)
  portal.data.chatMessages.push({ taskId: task.id, userId: user.id, text, at: toMoment(portal.now()) })
  portal.changed()
  return { result: true }
}

/** All files or none. */
function attachFiles({ portal, user, params }: Call): object {
  const taskId = requireId(params, 'taskId')
  const fileIds = own(params, 'fileIds')
  if (fileIds === undefined || fileIds === null) throw invalidRequest([required('fileIds')])
  if (!Array.isArray(fileIds) || !fileIds.every((id) => Number.isSafeInteger(id))) {
    throw invalidRequest([wrongType('fileIds', 'array')])
  }
  if (fileIds.length === 0) throw invalidRequest([required('fileIds')])
  const task = findVisible(portal.data, taskId, user)
  const isMine = (id: unknown) =>
    portal.data.files.some((file) => file.id === id && mayUseStorage(user, file.storageId))
  if (!task || !canEdit(portal.data, task, user) || !fileIds.every(isMine)) throw accessDenied()
  for (const id of fileIds as number[]) attachFile(portal, task, id)
  return { result: true }
}

/** A flat map, without the usual `item` around it. */
function getAccess(call: Call): object {
  return describeRights(call, requireVisible(call.portal, call.user, requireId(call.params)))
}

function requireVisible(portal: Call['portal'], user: Call['user'], id: number): Task {
  const task = findVisible(portal.data, id, user)
  if (!task) throw accessDenied()
  return task
}
