import { attachFile } from '../data/attachments.ts'
import { own } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import type { Task } from '../data/data.ts'
import { v2Error } from '../http/errors.ts'
import { canDelete, canEdit, canSee, findVisible } from '../data/rights.ts'
import { changeTask, createTask, deleteTask } from '../data/tasks.ts'
import { optionalObject, page, requireFields, requireInt } from './params.ts'
import { readNewFiles } from './task-files.ts'
import { readFilter } from './task-filter.ts'
import { coreError, readTaskFields } from './task-input.ts'
import { readOrder } from './task-order.ts'
import { describeWithActions, selectFromTask } from './task-shape.ts'

const scopes = ['task']
const notAllowed = () => v2Error('0', 'Action on the task is not allowed')

/** `tasks.task.*` of the old API: UPPER_CASE in, camelCase out. */
export const taskMethods: Record<string, V2Method> = {
  'tasks.task.add': { scopes, run: add },
  'tasks.task.get': { scopes, run: get },
  'tasks.task.list': { scopes, run: list },
  'tasks.task.update': { scopes, run: update },
  'tasks.task.delete': { scopes, run: remove },
}

function add(call: Call): V2Answer {
  const fields = requireFields(call.params)
  const changes = readTaskFields(call, fields, null)
  const fileIds = readNewFiles(call, fields)
  const { title, responsibleId, creatorId = call.user.id } = changes
  if (title === undefined) throw coreError('Task title is not specified')
  if (responsibleId === undefined) throw coreError('Responsible person is not specified')
  const task = createTask(call.portal, call.user, { ...changes, title, responsibleId, creatorId })
  for (const id of fileIds) attachFile(call.portal, task, id)
  return { result: { task: describeWithActions(call, task) } }
}

function get(call: Call): V2Answer {
  const task = findVisible(call.portal.data, requireInt(call.params, 'taskId'), call.user)
  if (!task) return { result: [] } // Bitrix24 does not call a missing task an error here
  const select = own(call.params, 'select')
  if (select === undefined) return { result: { task: describeWithActions(call, task) } }
  const selected = selectFromTask(call, task, select)
  delete selected.tags // only lists tell the tags
  return { result: { task: selected } }
}

function list(call: Call): V2Answer {
  const { portal, user, params } = call
  const matches = readFilter(call, optionalObject(params, 'filter'))
  const compare = readOrder(call, optionalObject(params, 'order'))
  const found = portal.data.tasks
    .filter((task) => canSee(portal.data, task, user) && matches(task))
    .sort(compare)
  const { items, counts } = page(found, own(params, 'start'))
  return {
    result: { tasks: items.map((task) => selectFromTask(call, task, own(params, 'select'))) },
    ...counts,
  }
}

function update(call: Call): V2Answer {
  const task = findEditable(call)
  if (!task) throw notAllowed()
  const fields = requireFields(call.params)
  const changes = readTaskFields(call, fields, task)
  const fileIds = readNewFiles(call, fields)
  changeTask(call.portal, call.user, task, changes)
  for (const id of fileIds) attachFile(call.portal, task, id)
  return { result: { task: describeWithActions(call, task) } }
}

function remove(call: Call): V2Answer {
  const { portal, user, params } = call
  const task = findVisible(portal.data, requireInt(params, 'taskId'), user)
  if (!task || !canDelete(portal.data, task, user))
    throw v2Error('1048582', 'Action on the task is not allowed')
  deleteTask(portal, task)
  return { result: { task: true } }
}

function findEditable({ portal, user, params }: Call): Task | undefined {
  const task = findVisible(portal.data, requireInt(params, 'taskId'), user)
  return task && canEdit(portal.data, task, user) ? task : undefined
}
