import * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { Priority } from '../../model.ts'
import { fields, id, listOf, moment, name, readAs, readNothing, text } from '../rest/answers.ts'
import { askV3 } from '../rest/ask.ts'
import type { BitrixClient, RequestOptions } from '../rest/client.ts'

/** A task as REST 3.0 tells it. Names are empty and times null where the portal does not say. */
export type Task = {
  id: number
  title: string
  description: string
  deadline: string | null
  startPlan: string | null
  endPlan: string | null
  priority: Priority
  isComplete: boolean
  responsibleName: string
  projectName: string
  stageTitle: string
  tags: string[]
}
/** A change; what is left out stays. Times: wall-clock with offset and without milliseconds; null takes one away. */
export type TaskChange = {
  title?: string
  description?: string
  deadline?: string | null
  priority?: Priority
  responsibleId?: number
  projectId?: number | null
}

const related = (field: 'name' | 'title') =>
  fields({ [field]: name })
    .catch({})
    .default({})
    .transform((value) => String(value[field] ?? ''))
const tag = fields({ name: text }).transform(({ name }) => name)
const task = fields({
  id,
  title: name,
  description: text,
  deadline: moment,
  startPlan: moment,
  endPlan: moment,
  priority: z.enum(['low', 'average', 'high']).catch('average').default('average'),
  status: text,
  responsible: related('name'),
  group: related('name'),
  stage: related('title'),
  tags: z
    .unknown()
    .optional()
    .transform((value) => listOf(tag, value)?.filter((name) => name !== '') ?? []),
}).transform(({ status, responsible, group, stage, ...read }): Task => ({
  ...read,
  isComplete: status === 'completed',
  responsibleName: responsible,
  projectName: group,
  stageTitle: stage,
}))
const item = fields({ item: task })
const items = fields({ items: z.unknown() })
const own = ['id', 'title', 'description', 'deadline', 'startPlan', 'endPlan', 'priority', 'status']
const relations = ['responsible.name', 'group.name', 'stage.title', 'tags.name']
/**
 * One task with its names. Throws `not-found` or `access-denied`, which both mean "gone or not yours".
 * Source: tasks-task-get-rest-v3.md.
 */
export function getTask(client: BitrixClient, taskId: number, request: RequestOptions = {}): Promise<Task> {
  const body = JSON.stringify({ id: taskId, select: [...own, ...relations] })
  return askV3(client, 'tasks.task.get', body, { ...request, kind: 'read', read: readTask })
}

/** Changes a task, once for a key and its change. Source: tasks-task-update-rest-v3.md. */
export async function updateTask(
  client: BitrixClient,
  taskId: number,
  { projectId, ...change }: TaskChange,
  idempotencyKey: string,
  request: RequestOptions = {},
): Promise<void> {
  const fields = { ...change, ...(projectId === undefined ? {} : { groupId: projectId }) }
  if (Object.keys(fields).length === 0) throw new AppError('input-invalid', 'There is nothing to change')
  const options = { ...request, kind: 'write', idempotencyKey, read: readNothing } as const
  await askV3(client, 'tasks.task.update', JSON.stringify({ id: taskId, fields }), options)
}

/** Deletes a task, once for a key: a repetition gets the first answer, not `not-found`. Source: tasks-task-delete-rest-v3.md. */
export async function deleteTask(
  client: BitrixClient,
  taskId: number,
  idempotencyKey: string,
  request: RequestOptions = {},
): Promise<void> {
  const options = { ...request, kind: 'write', idempotencyKey, read: readNothing } as const
  await askV3(client, 'tasks.task.delete', JSON.stringify({ id: taskId }), options)
}

/** Reads v3 `tasks.task.get`. */
export function readTask(result: unknown): Task | null {
  return readAs(item, result)?.item ?? null
}

/** Reads v3 `tasks.task.list`; what has no id is left out. */
export function readTaskList(result: unknown): Task[] | null {
  return listOf(task, readAs(items, result)?.items)
}
