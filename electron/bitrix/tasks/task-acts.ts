import * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { TaskAction, TaskResults, TaskRights, TaskState } from '../../model.ts'
import { fields, flag, listOf, moment, readAs, readNothing, text } from '../rest/answers.ts'
import { ask, askV3 } from '../rest/ask.ts'
import type { BitrixClient } from '../rest/client.ts'
import { brokenAnswer } from '../rest/errors.ts'
import { portalHost } from '../rest/webhook.ts'
import { readTasks } from './task-answers.ts'
import { lacksRest3 } from './tasks-v2.ts'

/** What can be done with one task beside moving it. All throw BitrixError. */
export type TaskActs = {
  /** What the portal lets the caller do with a task; null where there is no REST 3.0 to ask. */
  rights: (taskId: number) => Promise<TaskRights | null>
  /** Changes a task's state and returns the new one: a task under control is not completed but awaits that. */
  act: (taskId: number, action: TaskAction) => Promise<TaskState>
  /** The results of a task, and whether it has to have one; without REST 3.0 none is demanded. */
  results: (taskId: number) => Promise<TaskResults>
  /** Adds a result, once for a key, however often it is called in 24 hours. */
  addResult: (taskId: number, text: string, idempotencyKey: string) => Promise<void>
}

const rights = fields({
  start: flag,
  pause: flag,
  defer: flag,
  complete: flag,
  renew: flag,
  approve: flag,
  disapprove: flag,
  edit: flag,
  remove: flag,
  deadline: flag,
  changeResponsible: flag,
  createResult: flag,
  completeResult: z
    .unknown()
    .optional()
    .transform((value) => value !== false),
})
const demand = fields({ item: fields({ requireResult: flag }) })
const items = fields({ items: z.unknown() })
const result = fields({ text, createdAt: moment })

/** Sources: tasks-task-access-get.md, tasks-task-{start,complete,…}.md, result/tasks-task-result-{add,list}.md. */
export function taskActs(client: BitrixClient): TaskActs {
  const read = { kind: 'read' } as const

  async function demandsResult(taskId: number): Promise<boolean> {
    const body = JSON.stringify({ id: taskId, select: ['id', 'requireResult'] })
    const options = { ...read, read: (answer: unknown) => readAs(demand, answer) } as const
    return (await askV3(client, 'tasks.task.get', body, options)).item.requireResult
  }

  async function listResults(taskId: number): Promise<TaskResults['results']> {
    const query = { filter: [['taskId', taskId]], order: { id: 'ASC' }, pagination: { page: 1, limit: 50 } }
    const options = { ...read, read: readResults } as const
    return askV3(client, 'tasks.task.result.list', JSON.stringify(query), options)
  }

  return {
    rights: async (taskId) => {
      try {
        return await askV3(client, 'tasks.task.access.get', JSON.stringify({ id: taskId }), {
          ...read,
          read: readRights,
        })
      } catch (error) {
        if (lacksRest3(error)) return null
        throw error
      }
    },
    act: async (taskId, action) => {
      const method = `tasks.task.${action}`
      const options = { kind: 'write', read: readState } as const
      return (await ask(client, method, { taskId }, options)).value.state ?? stateOf(client, taskId)
    },
    results: async (taskId) => {
      try {
        return { isRequired: await demandsResult(taskId), results: await listResults(taskId) }
      } catch (error) {
        if (lacksRest3(error)) return { isRequired: false, results: [] }
        throw error
      }
    },
    addResult: async (taskId, words, idempotencyKey) => {
      if (words.trim() === '') throw new AppError('input-invalid', 'A result has words')
      const body = JSON.stringify({ fields: { taskId, text: words } })
      const options = { kind: 'write', idempotencyKey, read: readNothing } as const
      await askV3(client, 'tasks.task.result.add', body, options)
    },
  }
}

/** Where an action's answer says nothing of the task, it is looked up. */
async function stateOf(client: BitrixClient, taskId: number): Promise<TaskState> {
  const query = { filter: { ID: taskId }, select: ['ID', 'STATUS', 'REAL_STATUS'], start: -1 }
  const options = { kind: 'read', read: (answer: unknown) => readTasks(answer, 0) } as const
  const [found] = (await ask(client, 'tasks.task.list', query, options)).value
  if (found) return found.state
  const { origin } = await client.portal()
  throw brokenAnswer({ method: 'tasks.task.list', status: 200, host: portalHost(origin) })
}

/** Reads `tasks.task.access.get`; what is not said is not allowed, but for a demand that may not be known. */
export function readRights(answer: unknown): TaskRights | null {
  const read = readAs(rights, answer)
  if (!read) return null
  const { changeResponsible, createResult, completeResult, ...others } = read
  return { ...others, responsible: changeResponsible, result: createResult, hasResult: completeResult }
}

/** Reads `tasks.task.result.list`, oldest first; results without words are left out. */
export function readResults(answer: unknown): TaskResults['results'] | null {
  const found = listOf(result, readAs(items, answer)?.items)
  return found?.filter((one) => one.text !== '') ?? null
}

/** Reads the state out of an action's answer; null inside where it does not say. */
function readState(answer: unknown): { state: TaskState | null } {
  const task = readAs(fields({ task: z.unknown() }), answer)?.task
  return { state: readTasks({ tasks: [task] }, 0)?.[0]?.state ?? null }
}
