import * as z from 'zod'
import { ask, askV3 } from '../rest/ask.ts'
import type { BitrixClient, CallOptionsV3, RequestOptions } from '../rest/client.ts'
import { BitrixError, keyWasUsed } from '../rest/errors.ts'
import { scrumError, scrumTasks } from '../board/scrum.ts'
import { readCreated, readTasks } from './task-answers.ts'
import { findCreated } from './tasks-v2.ts'
import { portalHost } from '../rest/webhook.ts'

export { createTaskBody, readTaskBody, type NewTask } from './new-task.ts'

/** `projectId`: of the task, 0 for none; looked up where it is not given. */
type MoveOptions = RequestOptions & { projectId?: number }

/** The caller's tasks. All throw BitrixError, whose `outcome` tells whether the call may have run. */
export type PortalTasks = {
  /**
   * Creates the task of `createTaskBody`, once for a key and its bytes, however often it is called in 24 hours. A key
   * that was used with other bytes (an access token may be among them) is answered with the task that it made, if
   * that can be recognised by its title. `keyIsKept`: see `CallOptionsV3`.
   */
  createTask: (
    bodyText: string,
    idempotencyKey: string,
    options?: Pick<CallOptionsV3, 'signal' | 'keyIsKept'>,
  ) => Promise<{ taskId: number }>
  /**
   * Moves a task within My Plan and looks it up there; throws `move-not-verified` when it is not where it should be, and
   * `task-is-scrum` instead of tearing a task out of its sprint.
   */
  moveToStage: (taskId: number, stageId: number, options?: MoveOptions) => Promise<void>
  /** Whether a task stands in this stage of My Plan. */
  isInStage: (taskId: number, stageId: number, request?: RequestOptions) => Promise<boolean>
  completeTask: (taskId: number, request?: RequestOptions) => Promise<void>
  deleteTask: (taskId: number, request?: RequestOptions) => Promise<void>
}

const sentBody = z.object({ fields: z.object({ title: z.string(), creatorId: z.number() }) })
/** A day, and an hour for clocks that differ. Milliseconds. */
const keyLife = 25 * 3_600_000

type Condition = Record<string, number | number[]>

/** Sources: tasks-task-add-rest-v3.md, stages/task-stages-move-task.md, tasks-task-{list,complete,delete}.md. */
export function portalTasks(client: BitrixClient, now: () => number = Date.now): PortalTasks {
  async function isFound(taskId: number, condition: Condition, request: RequestOptions): Promise<boolean> {
    const query = { filter: { ...condition, ID: taskId }, select: ['ID'], start: -1 }
    const read = (result: unknown) => readTasks(result, 0)
    const { value } = await ask(client, 'tasks.task.list', query, { ...request, kind: 'read', read })
    return value.some(({ id }) => id === taskId)
  }

  async function move(
    to: { id: number; stageId: number },
    condition: Condition,
    { projectId, ...request }: MoveOptions = {},
  ) {
    const scrum = scrumTasks(client)
    if (projectId !== undefined) await scrum.note(to.id, projectId)
    if ((await scrum.among([to.id], request)).has(to.id)) throw scrumError()
    await client.v2('task.stages.movetask', to, { ...request, kind: 'write' })
    if (await isFound(to.id, condition, request).catch(uncertainMove)) return
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
    return only.taskId
  }

  return {
    createTask: async (bodyText, idempotencyKey, { signal, keyIsKept } = {}) => {
      const taskId = await askV3(client, 'tasks.task.add', bodyText, {
        kind: 'write',
        priority: 'capture',
        idempotencyKey,
        keyIsKept,
        signal,
        read: readCreated,
      }).catch((error: unknown) => madeBefore(bodyText, error, signal))
      return { taskId }
    },
    moveToStage: (id, stageId, options) => move({ id, stageId }, { STAGES_ID: stageId }, options),
    isInStage: (taskId, stageId, request = {}) => isFound(taskId, { STAGES_ID: stageId }, request),
    completeTask: async (taskId, request = {}) => {
      await client.v2('tasks.task.complete', { taskId }, { ...request, kind: 'write' })
    },
    deleteTask: async (taskId, request = {}) => {
      await client.v2('tasks.task.delete', { taskId }, { ...request, kind: 'write' })
    },
  }
}

/** The task's page in the browser, as its owner sees it. */
export function taskLink(origin: string, userId: number, taskId: number): string {
  return `${origin}/company/personal/user/${userId}/tasks/task/view/${taskId}/`
}

/** The move was made, so a failure to look must not say that it did not run. */
function uncertainMove(error: unknown): never {
  if (!(error instanceof BitrixError)) throw error
  const { subject, detail } = error
  const details = { outcome: 'unknown', subject, detail, cause: error } as const
  throw new BitrixError('move-not-verified', 'A move could not be looked up', details)
}
