import type { Call, V3Method } from '../context.ts'
import type { Result } from '../data/data.ts'
import { toMoment } from '../data/dates.ts'
import { canSee } from '../data/rights.ts'
import { isObject, own } from '../http/body.ts'
import { accessDenied, invalidObject, invalidRequest, v3Error } from '../http/errors.ts'
import { readPagination } from './order.ts'
import { required, wrongType } from './validate.ts'

const scopes = ['task', 'tasks']

/** `tasks.task.result.*`: what came of a task, in words. */
export const resultMethods: Record<string, V3Method> = {
  'tasks.task.result.add': { scopes, writes: true, run: add },
  'tasks.task.result.list': { scopes, writes: false, run: list },
}

function add(call: Call): object {
  const fields = own(call.params, 'fields')
  if (!isObject(fields)) throw invalidRequest([required('fields')])
  const [taskId, text] = [own(fields, 'taskId'), own(fields, 'text')]
  if (text === undefined || text === null || text === '') throw invalidObject([required('text')])
  if (typeof text !== 'string') throw invalidRequest([wrongType('text', 'string')])
  const task = requireTask(call, taskId)
  const { portal, user } = call
  const id = Math.max(0, ...portal.data.results.map((result) => result.id)) + 1
  const result: Result = { id, taskId: task.id, authorId: user.id, text, created: toMoment(portal.now()) }
  portal.data.results.push(result)
  portal.changed()
  return { item: describe(call, result) }
}

function list(call: Call): object {
  const filter = own(call.params, 'filter')
  if (!Array.isArray(filter) || filter.length === 0) throw invalidRequest([required('filter')])
  const condition = filter.find((one: unknown) => Array.isArray(one) && one[0] === 'taskId') as
    unknown[] | undefined
  if (!condition)
    throw v3Error('VALIDATION_REQUESTFILTERVALIDATIONEXCEPTION', 'A filter for `taskId` is required')
  const task = requireTask(call, condition.at(-1))
  const { offset, limit } = readPagination(call.params)
  const found = call.portal.data.results.filter(({ taskId }) => taskId === task.id)
  return { items: found.slice(offset, offset + limit).map((result) => describe(call, result)) }
}

function requireTask({ portal, user }: Call, id: unknown) {
  if (id === undefined || id === null) throw invalidObject([required('taskId')])
  if (!Number.isSafeInteger(id)) throw invalidRequest([wrongType('taskId', 'int')])
  const task = portal.data.tasks.find((candidate) => candidate.id === id)
  if (!task) throw invalidRequest([{ message: 'Task not found', field: 'taskId' }])
  if (!canSee(portal.data, task, user)) throw accessDenied()
  return task
}

function describe({ portal, user }: Call, { id, taskId, text, authorId, created }: Result): object {
  const isOwn = authorId === user.id
  return {
    id,
    taskId,
    text,
    authorId,
    createdAt: portal.zones.format(created, user.timeZone),
    updatedAt: null,
    status: 'open',
    fileIds: [],
    rights: { edit: isOwn, remove: isOwn },
    messageId: null,
  }
}
