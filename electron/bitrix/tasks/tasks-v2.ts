import * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { PlanTask } from '../../model.ts'
import { fields, id, idOrNull, listOf, moment, name, readAs, readNothing, text } from '../rest/answers.ts'
import { ask, forCapture } from '../rest/ask.ts'
import type { BitrixClient, RequestOptions } from '../rest/client.ts'
import { BitrixError, isRefusedByPage } from '../rest/errors.ts'
import { createTaskFieldsV2, priorityV2, type NewTask } from './new-task.ts'
import { isStoredTitle, titlePattern } from './stored-title.ts'
import { readTasks } from './task-answers.ts'
import type { TaskChange } from './tasks-v3.ts'

/** A task that may be the one whose answer was lost. `marker`: see `createTaskV2`; empty where the portal keeps none. */
export type Candidate = { taskId: number; title: string; createdAt: string | null; marker: string }

/** What REST 3.0 cannot write. Lists replace what was there, so each has to be whole. */
export type TaskExtras = {
  tags?: readonly string[]
  accomplices?: readonly number[]
  auditors?: readonly number[]
}

const madeTask = fields({ task: fields({ id }) })
const foundTask = fields({ id, title: name, createdBy: idOrNull, createdDate: moment, xmlId: text })
const taskPeople = fields({ id, accomplices: z.unknown().optional() })
const foundTasks = fields({ tasks: z.unknown().optional() })

/**
 * Creates a task where there is no REST 3.0. The old API cannot tell a repetition from a second task, so a call whose
 * `outcome` is `unknown` must be looked up with `findCreated` before another. `marker` goes into the field for foreign
 * ids, by which the task is known whatever becomes of its title. Source: tasks/tasks-task-add.md.
 */
export async function createTaskV2(
  client: BitrixClient,
  task: NewTask,
  { marker, ...request }: RequestOptions & { marker?: string } = {},
): Promise<number> {
  const options = { ...forCapture(request), kind: 'write', read: readMade } as const
  const fields = { ...createTaskFieldsV2(task), ...(marker === undefined ? {} : { XML_ID: marker }) }
  return (await ask(client, 'tasks.task.add', { fields }, options)).value
}

/**
 * Tasks of this title, in whatever form the portal has stored it, that this user created since then (ISO 8601 with
 * offset), oldest first: what an unanswered call may have left. Source: tasks/tasks-task-list.md.
 */
export async function findCreated(
  client: BitrixClient,
  { creatorId, title, since }: { creatorId: number; title: string; since: string },
  request: RequestOptions = {},
): Promise<Candidate[]> {
  const query = {
    order: { ID: 'asc' },
    filter: { CREATED_BY: creatorId, TITLE: titlePattern(title), '>=CREATED_DATE': since },
    select: ['ID', 'TITLE', 'CREATED_BY', 'CREATED_DATE', 'XML_ID'],
    start: -1,
  }
  // TITLE is a pattern, and a portal ignores a condition that it does not know, so all are checked again here.
  const read = (result: unknown) =>
    readCandidates(result)?.filter(
      (found) =>
        isStoredTitle(found.title, title) &&
        [null, creatorId].includes(found.creatorId) &&
        (found.createdAt === null || Date.parse(found.createdAt) >= Date.parse(since)),
    ) ?? null
  const { value } = await ask(client, 'tasks.task.list', query, {
    ...forCapture(request),
    kind: 'read',
    read,
  })
  return value.map(({ taskId, title, createdAt, marker }) => ({ taskId, title, createdAt, marker }))
}

/** Writes tags and people; the same call may be made again after any failure. Source: tasks/tasks-task-update.md. */
export async function updateExtras(
  client: BitrixClient,
  taskId: number,
  { tags, accomplices, auditors }: TaskExtras,
  request: RequestOptions = {},
): Promise<void> {
  const changed = {
    ...(tags === undefined ? {} : { TAGS: tags }),
    ...(accomplices === undefined ? {} : { ACCOMPLICES: accomplices }),
    ...(auditors === undefined ? {} : { AUDITORS: auditors }),
  }
  if (Object.keys(changed).length === 0) throw new AppError('input-invalid', 'There is nothing to change')
  const options = { ...forCapture(request), kind: 'write', read: readNothing } as const
  await ask(client, 'tasks.task.update', { taskId, fields: changed }, options)
}

/** The tags and people that `updateExtras` writes, as they are; null for a task that is gone or not the caller's. Source: tasks-task-list.md. */
export async function getExtras(
  client: BitrixClient,
  taskId: number,
  request: RequestOptions = {},
): Promise<{ tags: string[]; accomplices: number[] } | null> {
  // Only lists tell the tags.
  const query = { filter: { ID: taskId }, select: ['ID', 'TAGS', 'ACCOMPLICES'], start: -1 }
  const options = { ...forCapture(request), kind: 'read', read: readExtras } as const
  const { value } = await ask(client, 'tasks.task.list', query, options)
  const found = value.find((one) => one.id === taskId)
  return found ? { tags: found.tags, accomplices: found.accomplices } : null
}

/** Changes a task where there is no REST 3.0; the same call may be made again. Source: tasks-task-update.md. */
export async function updateTaskV2(
  client: BitrixClient,
  taskId: number,
  { title, description, deadline, priority, responsibleId }: Omit<TaskChange, 'projectId'>,
  request: RequestOptions = {},
): Promise<void> {
  const fields = {
    ...(title === undefined ? {} : { TITLE: title }),
    ...(description === undefined ? {} : { DESCRIPTION: description }),
    ...(responsibleId === undefined ? {} : { RESPONSIBLE_ID: responsibleId }),
    ...(deadline === undefined ? {} : { DEADLINE: deadline ?? '' }),
    ...(priority === undefined ? {} : { PRIORITY: priorityV2[priority] }),
  }
  await client.v2('tasks.task.update', { taskId, fields }, { ...forCapture(request), kind: 'write' })
}

/** One task by the old API, or null when it is gone or not the caller's. Source: tasks/tasks-task-get.md. */
export async function getTaskV2(
  client: BitrixClient,
  taskId: number,
  request: RequestOptions = {},
): Promise<Omit<PlanTask, 'stageId'> | null> {
  const select = ['ID', 'TITLE', 'DEADLINE', 'PRIORITY', 'GROUP_ID', 'RESPONSIBLE_ID', 'STATUS']
  const options = { ...request, kind: 'read', read: readOne } as const
  return (await ask(client, 'tasks.task.get', { taskId, select }, options)).value.task
}

/** True where an error says that the portal or the account has no REST 3.0, so that the old API has to do. */
export function lacksRest3(error: unknown): boolean {
  if (!(error instanceof BitrixError)) return false
  // A portal from before REST 3.0 answers its addresses with a page, or takes the id for a method.
  if (isRefusedByPage(error)) return true
  return /METHOD_?NOT_?FOUND|INSUFFICIENT_?SCOPE/i.test(error.portalCode ?? '')
}

/** Reads the id of v2 `tasks.task.add`. */
export function readMade(result: unknown): number | null {
  return readAs(madeTask, result)?.task.id ?? null
}

/** Reads the tasks that `findCreated` asks for. */
export function readCandidates(result: unknown): (Candidate & { creatorId: number | null })[] | null {
  const tasks = listOf(foundTask, readAs(foundTasks, result)?.tasks)
  return (
    tasks?.map(({ id, title, createdBy, createdDate, xmlId }) => ({
      taskId: id,
      title,
      createdAt: createdDate,
      marker: xmlId,
      creatorId: createdBy,
    })) ?? null
  )
}

/** Reads v2 `tasks.task.get`, which answers a missing task with an empty list; null for anything else. */
export function readOne(result: unknown): { task: Omit<PlanTask, 'stageId'> | null } | null {
  if (Array.isArray(result)) return result.length === 0 ? { task: null } : null
  if (!(result instanceof Object) || !('task' in result)) return null
  const [read] = readTasks({ tasks: [result.task] }, 0) ?? []
  if (!read) return null
  const { id, title, deadline, priority, project, responsible, tags, isCompleted, state, isScrum } = read
  return { task: { id, title, deadline, priority, project, responsible, tags, isCompleted, state, isScrum } }
}

/** Reads the tags and people of v2 `tasks.task.list`. */
export function readExtras(result: unknown): { id: number; tags: string[]; accomplices: number[] }[] | null {
  const tags = new Map(readTasks(result, 0)?.map((task) => [task.id, task.tags]))
  const people = listOf(taskPeople, readAs(foundTasks, result)?.tasks)
  return (
    people?.map(({ id: taskId, accomplices }) => ({
      id: taskId,
      tags: tags.get(taskId) ?? [],
      accomplices: listOf(id, accomplices) ?? [],
    })) ?? null
  )
}
