import { AppError } from '../errors.ts'
import type { Priority, Stage } from '../ipc/contract.ts'
import { ask, askV3 } from './ask.ts'
import type { BitrixClient } from './client.ts'
import { portalDirectory, type Directory } from './directory.ts'
import { BitrixError } from './errors.ts'
import { listPlan, type PlanTasks } from './plan-tasks.ts'
import { readCreated, readTasks } from './task-answers.ts'
import { withNames } from './task-names.ts'
import { portalHost } from './webhook.ts'

/** What a new task is to be. `deadline`: wall-clock time with offset, `2026-11-23T15:00:00+03:00`. */
export type NewTask = {
  title: string
  description: string
  deadline: string | null
  priority?: Priority
  creatorId: number
  responsibleId: number
}

export type CreatedTask = {
  taskId: number
  /** The task's page on the portal. */
  link: string
}

/** The caller's tasks. All throw BitrixError, whose `outcome` tells whether the call may have run. */
export type PortalTasks = {
  /** Creates the task of `createTaskBody`, once for a key and its bytes, however often it is called in 24 hours. */
  createTask: (bodyText: string, idempotencyKey: string, signal?: AbortSignal) => Promise<CreatedTask>
  /** The open tasks of these stages of My Plan. */
  listPlan: (stages: readonly Pick<Stage, 'id'>[], signal?: AbortSignal) => Promise<PlanTasks>
  /** Moves a task within My Plan and looks it up there; throws `move-not-verified` when it is not where it should be. */
  moveToStage: (taskId: number, stageId: number) => Promise<void>
  completeTask: (taskId: number) => Promise<void>
  deleteTask: (taskId: number) => Promise<void>
}

/** Sources: tasks-task-add-rest-v3.md, stages/task-stages-move-task.md, tasks-task-{list,complete,delete}.md. */
export function portalTasks(
  client: BitrixClient,
  directory: Directory = portalDirectory(client),
): PortalTasks {
  async function isInStage(taskId: number, stageId: number): Promise<boolean> {
    const query = { filter: { STAGES_ID: stageId, ID: taskId }, select: ['ID'], start: -1 }
    const read = (result: unknown) => readTasks(result, stageId)
    const { value } = await ask(client, 'tasks.task.list', query, { kind: 'read', read })
    return value.some(({ id }) => id === taskId)
  }

  return {
    createTask: async (bodyText, idempotencyKey, signal) => {
      const { origin, userId } = await client.portal()
      const task = await askV3(client, 'tasks.task.add', bodyText, {
        kind: 'write',
        priority: 'capture',
        idempotencyKey,
        signal,
        read: readCreated,
      })
      return { taskId: task.id, link: ownLink(task.link, origin) ?? taskLink(origin, userId, task.id) }
    },
    listPlan: async (stages, signal) => {
      const { tasks, grouped } = await listPlan(client, stages, { signal })
      return { tasks: await withNames(tasks, directory), grouped }
    },
    moveToStage: async (taskId, stageId) => {
      await client.v2('task.stages.movetask', { id: taskId, stageId }, { kind: 'write' })
      if (await isInStage(taskId, stageId).catch(uncertainMove)) return
      const { origin } = await client.portal()
      const details = { outcome: 'did-not-run', subject: portalHost(origin) } as const
      throw new BitrixError('move-not-verified', 'The portal agreed to a move and did not make it', details)
    },
    completeTask: async (taskId) => {
      await client.v2('tasks.task.complete', { taskId }, { kind: 'write' })
    },
    deleteTask: async (taskId) => {
      await client.v2('tasks.task.delete', { taskId }, { kind: 'write' })
    },
  }
}

const portalTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/

/**
 * The body of `tasks.task.add` as it has to be stored and sent again, byte for byte. Throws `title-empty`, and
 * `input-invalid` for a date that the portal's strict parser would not take (no milliseconds, no `Z`).
 */
export function createTaskBody({
  title,
  description,
  deadline,
  priority,
  creatorId,
  responsibleId,
}: NewTask): string {
  if (title.trim() === '') throw new AppError('title-empty', 'A task needs a title')
  if (deadline !== null && !(portalTime.test(deadline) && !Number.isNaN(Date.parse(deadline)))) {
    throw new AppError('input-invalid', 'A deadline has to be written as YYYY-MM-DDTHH:MM:SS±HH:MM')
  }
  const fields = {
    title,
    ...(description === '' ? {} : { description }),
    creatorId,
    responsibleId,
    ...(deadline === null ? {} : { deadline }),
    ...(priority === undefined ? {} : { priority }),
  }
  return JSON.stringify({ fields })
}

/** The task's page in the browser, as its owner sees it. */
export function taskLink(origin: string, userId: number, taskId: number): string {
  return `${origin}/company/personal/user/${userId}/tasks/task/view/${taskId}/`
}

/** The portal's own link, which is relative; null for anything that leads elsewhere. */
function ownLink(link: string, origin: string): string | null {
  if (!link.startsWith('/') || !URL.canParse(link, origin)) return null
  const url = new URL(link, origin)
  return url.origin === origin ? url.href : null
}

/** The move was made, so a failure to look must not say that it did not run. */
function uncertainMove(error: unknown): never {
  if (!(error instanceof BitrixError)) throw error
  const { subject, detail } = error
  const details = { outcome: 'unknown', subject, detail, cause: error } as const
  throw new BitrixError('move-not-verified', 'A move could not be looked up', details)
}
