import { own } from '../http/body.ts'
import type { Call, V3Method } from '../context.ts'
import type { Task } from '../data/data.ts'
import { accessDenied, v3Error } from '../http/errors.ts'
import { canDelete, canEdit, canSee } from '../data/rights.ts'
import { changeTask, createTask, deleteTask } from '../data/tasks.ts'
import type { TaskDraft } from '../data/tasks.ts'
import { readFilter } from './filter.ts'
import { readOrder, readPagination } from './order.ts'
import { applySelect, readSelect } from './select.ts'
import { readChanges } from './task-input.ts'
import { describeListed, describeTask, personalLink } from './task-shape.ts'
import { readFields, requireId } from './validate.ts'

const scopes = ['task', 'tasks']

/** `tasks.task.*` of REST 3.0. */
export const taskMethods: Record<string, V3Method> = {
  'tasks.task.add': { scopes, writes: true, run: add },
  'tasks.task.get': { scopes, writes: false, run: get },
  'tasks.task.list': { scopes, writes: false, run: list },
  'tasks.task.update': { scopes, writes: true, run: update },
  'tasks.task.delete': { scopes, writes: true, run: remove },
}

function add(call: Call): object {
  // The three required fields are there: `readFields` has seen to it.
  const draft = readChanges(call, readFields(call.params, 'add'), null) as TaskDraft
  const task = createTask(call.portal, call.user, draft)
  const link = task.groupId
    ? `/workgroups/group/${task.groupId}/tasks/task/view/${task.id}/`
    : personalLink(call.user.id, task.id)
  return { item: describeTask(call, task, link) }
}

function get(call: Call): object {
  const id = requireId(call.params)
  const selection = readSelect(call.params)
  const task = find(call, id)
  if (!task) throw v3Error('ENTITYNOTFOUNDEXCEPTION', `Record with ID = \`${id}\` not found`)
  if (!canSee(call.portal.data, task, call.user)) throw accessDenied()
  const described = describeTask(call, task, personalLink(call.user.id, id))
  return { item: selection ? applySelect(call, task, described, selection) : described }
}

function list(call: Call): object {
  const { portal, user, params } = call
  const selection = readSelect(params) ?? { own: new Set(['id']), relations: new Map() }
  const matches = readFilter(own(params, 'filter'))
  const compare = readOrder(params)
  const { offset, limit } = readPagination(params)
  const found = portal.data.tasks
    .filter((task) => matches(task.id) && canSee(portal.data, task, user))
    .sort(compare)
  const items = found.slice(offset, offset + limit)
  return { items: items.map((task) => applySelect(call, task, describeListed(call, task), selection)) }
}

function update(call: Call): object {
  const task = find(call, requireId(call.params))
  const fields = readFields(call.params, 'update')
  if (!task || !canEdit(call.portal.data, task, call.user)) throw accessDenied()
  changeTask(call.portal, call.user, task, readChanges(call, fields, task))
  return { result: true }
}

function remove(call: Call): object {
  const task = find(call, requireId(call.params))
  if (!task || !canDelete(call.portal.data, task, call.user)) throw accessDenied()
  deleteTask(call.portal, task)
  return { result: true }
}

function find({ portal }: Call, id: number): Task | undefined {
  return portal.data.tasks.find((task) => task.id === id)
}
