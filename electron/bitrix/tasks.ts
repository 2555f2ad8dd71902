import * as z from 'zod'
import type { Stage } from '../model.ts'
import { ask, askV3 } from './rest/ask.ts'
import type { BitrixClient, CallOptions, CallOptionsV3 } from './rest/client.ts'
import { portalDirectory, type Directory } from './directory.ts'
import { BitrixError, keyWasUsed } from './rest/errors.ts'
import { listKanban, listPlan, type PlanTasks } from './plan-tasks.ts'
import { readCreated, readTasks } from './task-answers.ts'
import { withNames } from './task-names.ts'
import { findCreated } from './tasks-v2.ts'
import { portalHost } from './rest/webhook.ts'

export { createTaskBody, readTaskBody, type NewTask } from './new-task.ts'

export type CreatedTask = {
  taskId: number
  /** The task's page on the portal. */
  link: string
}

/** A step of a capture goes before what is read in the background: `{ priority: 'capture' }`. */
type Haste = Pick<CallOptions, 'signal' | 'priority'>

/** The caller's tasks. All throw BitrixError, whose `outcome` tells whether the call may have run. */
export type PortalTasks = {
  /**
   * Creates the task of `createTaskBody`, once for a key and its bytes, however often it is called in 24 hours. A key
   * that was used with other bytes (an access token may be among them) is answered with the task that it made, if
   * that can be told from its title. `keyIsKept`: see `CallOptionsV3`.
   */
  createTask: (
    bodyText: string,
    idempotencyKey: string,
    options?: Pick<CallOptionsV3, 'signal' | 'keyIsKept'>,
  ) => Promise<CreatedTask>
  /** The open tasks of these stages of My Plan. */
  listPlan: (stages: readonly Pick<Stage, 'id'>[], signal?: AbortSignal) => Promise<PlanTasks>
  /** Moves a task within My Plan and looks it up there; throws `move-not-verified` when it is not where it should be. */
  moveToStage: (taskId: number, stageId: number, haste?: Haste) => Promise<void>
  /** Whether a task stands in this stage of My Plan. */
  isInStage: (taskId: number, stageId: number, haste?: Haste) => Promise<boolean>
  /** The open tasks of a project's kanban; `stages` in the order of the board. */
  listKanban: (
    projectId: number,
    stages: readonly Pick<Stage, 'id'>[],
    signal?: AbortSignal,
  ) => Promise<PlanTasks>
  /** Moves a task on its project's kanban and looks it up there, as `moveToStage` does. */
  moveOnKanban: (
    taskId: number,
    to: { projectId: number; stageId: number; isFirst: boolean },
    haste?: Haste,
  ) => Promise<void>
  completeTask: (taskId: number, haste?: Haste) => Promise<void>
  deleteTask: (taskId: number, haste?: Haste) => Promise<void>
}

const sentBody = z.object({ fields: z.object({ title: z.string(), creatorId: z.number() }) })
/** A day, and an hour for clocks that differ. Milliseconds. */
const keyLife = 25 * 3_600_000

type Condition = Record<string, number | number[]>

/** Sources: tasks-task-add-rest-v3.md, stages/task-stages-move-task.md, tasks-task-{list,complete,delete}.md. */
export function portalTasks(
  client: BitrixClient,
  directory: Directory = portalDirectory(client),
  now: () => number = Date.now,
): PortalTasks {
  async function isFound(taskId: number, condition: Condition, haste: Haste): Promise<boolean> {
    const query = { filter: { ...condition, ID: taskId }, select: ['ID'], start: -1 }
    const read = (result: unknown) => readTasks(result, 0)
    const { value } = await ask(client, 'tasks.task.list', query, { ...haste, kind: 'read', read })
    return value.some(({ id }) => id === taskId)
  }

  async function move(to: { id: number; stageId: number }, condition: Condition, haste: Haste = {}) {
    await client.v2('task.stages.movetask', to, { ...haste, kind: 'write' })
    if (await isFound(to.id, condition, haste).catch(uncertainMove)) return
    const { origin } = await client.portal()
    const details = { outcome: 'did-not-run', subject: portalHost(origin) } as const
    throw new BitrixError('move-not-verified', 'The portal agreed to a move and did not make it', details)
  }

  /** What a used key has made; a portal keeps keys for 24 hours, and only those of calls that succeeded. */
  async function madeBefore(bodyText: string, because: unknown, signal?: AbortSignal) {
    if (!keyWasUsed(because)) throw because
    const { title, creatorId } = sentBody.parse(JSON.parse(bodyText)).fields
    const since = new Date(now() - keyLife).toISOString().replace(/\.\d+Z$/, '+00:00')
    const candidates = await findCreated(client, { title, creatorId, since }, { signal })
    const [only, ...others] = candidates
    if (!only || others.length > 0) throw because
    return { id: only.taskId, link: '' }
  }

  return {
    createTask: async (bodyText, idempotencyKey, { signal, keyIsKept } = {}) => {
      const { origin, userId } = await client.portal()
      const task = await askV3(client, 'tasks.task.add', bodyText, {
        kind: 'write',
        priority: 'capture',
        ...{ idempotencyKey, keyIsKept, signal },
        read: readCreated,
      }).catch((error: unknown) => madeBefore(bodyText, error, signal))
      return { taskId: task.id, link: ownLink(task.link, origin) ?? taskLink(origin, userId, task.id) }
    },
    listPlan: async (stages, signal) => {
      const { tasks, grouped } = await listPlan(client, stages, { signal })
      return { tasks: await withNames(tasks, directory), grouped }
    },
    moveToStage: (id, stageId, haste) => move({ id, stageId }, { STAGES_ID: stageId }, haste),
    isInStage: (taskId, stageId, haste = {}) => isFound(taskId, { STAGES_ID: stageId }, haste),
    listKanban: async (projectId, stages, signal) => {
      const { tasks, grouped } = await listKanban(client, projectId, stages, { signal })
      return { tasks: await withNames(tasks, directory), grouped }
    },
    moveOnKanban: (id, { projectId, stageId, isFirst }, haste) => {
      // What stands in the first column may be in no stage.
      const condition = { GROUP_ID: projectId, STAGE_ID: isFirst ? [0, stageId] : stageId }
      return move({ id, stageId }, condition, haste)
    },
    completeTask: async (taskId, haste = {}) => {
      await client.v2('tasks.task.complete', { taskId }, { ...haste, kind: 'write' })
    },
    deleteTask: async (taskId, haste = {}) => {
      await client.v2('tasks.task.delete', { taskId }, { ...haste, kind: 'write' })
    },
  }
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
