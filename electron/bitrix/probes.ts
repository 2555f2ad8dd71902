import * as z from 'zod'
import { fields, listOf, readAs } from './rest/answers.ts'
import { readScopes } from './account.ts'
import { ask } from './rest/ask.ts'
import { batch, batchSize, type Command } from './rest/batch.ts'
import type { BitrixClient, RequestOptions } from './rest/client.ts'
import { BitrixError } from './rest/errors.ts'
import { sortsByHand } from './board/plan-order.ts'
import { areAlike, impossibleStage } from './board/plan-tasks.ts'
import { planStages } from './board/stages.ts'
import { readTasks } from './tasks/task-answers.ts'
import { lacksRest3 } from './tasks/tasks-v2.ts'
import { readTaskList } from './tasks/tasks-v3.ts'

/** All permissions of the account. */
export async function scopesOf(client: BitrixClient, request: RequestOptions): Promise<string[]> {
  return (await ask(client, 'scope', {}, { ...request, kind: 'read', read: readScopes })).value
}

const oneTask = { select: ['id'], pagination: { page: 1, limit: 1 } }

/**
 * A portal that does not know `STAGES_ID` ignores it and lists the same tasks for each stage, even for one that
 * cannot be. Null where there is no task to tell by.
 */
export async function sortsByStage(client: BitrixClient, request: RequestOptions): Promise<boolean | null> {
  const stages = await planStages(client).list(request.signal)
  const ids = [impossibleStage, ...stages.map(({ id }) => id)].slice(0, batchSize)
  const pages = await batch(client, ids.map(listOfStage), request)
  const [impossible, ...lists] = pages.map((page) => readTasks(page, 0) ?? [])
  if (impossible && impossible.length > 0) return false
  return lists.flat().length === 0 ? null : !areAlike(lists)
}

/** Whether an order by hand of My Plan's tasks can be read; null where there is none to tell by. */
export async function readsOrder(client: BitrixClient, request: RequestOptions): Promise<boolean | null> {
  const stages = await planStages(client).list(request.signal)
  return sortsByHand(
    client,
    stages.slice(0, stagesAsked).map(({ id }) => id),
  )
}

/** Two calls each, in the background. */
const stagesAsked = 3

const more = ['groupId', 'stageId', 'creatorId', 'tags']

/** Whether a list of REST 3.0 tells what the documentation gives to single tasks only; null where there is no task to tell by. */
export async function tellsAll(client: BitrixClient, request: RequestOptions): Promise<boolean | null> {
  const query = { select: ['id', ...more], pagination: { page: 1, limit: 1 } }
  try {
    const items = readItems(await client.v3('tasks.task.list', query, { ...request, kind: 'read' }))
    const [first] = items ?? []
    if (!items || !first) return items ? null : false
    // What a list does not know it leaves out silently.
    return more.every((name) => name in first)
  } catch (error) {
    if (lacksRest3(error) || isNo(error)) return false
    throw error
  }
}

const readItems = (result: unknown) =>
  listOf(z.looseObject({}), readAs(fields({ items: z.unknown() }), result)?.items)

function listOfStage(stageId: number): Command {
  const params = { filter: { STAGES_ID: stageId, '!REAL_STATUS': 5 }, select: ['ID'], start: -1 }
  return { method: 'tasks.task.list', params }
}

/** Asked where it matters: only calls of REST 3.0 have keys that a token in the body could spoil. */
export async function takesBearer(client: BitrixClient, request: RequestOptions): Promise<boolean | null> {
  if ((await client.portal()).kind !== 'oauth') return null
  try {
    const options = { ...request, kind: 'read', tokenIn: 'header' } as const
    return readTaskList(await client.v3('tasks.task.list', oneTask, options)) !== null
  } catch (error) {
    if (lacksRest3(error)) return null
    if (isNo(error) || isShut(error)) return false
    throw error
  }
}

/** The portal has looked at the call and does not do such things. */
function isNo(error: unknown): boolean {
  return error instanceof BitrixError && error.outcome === 'refused'
}

/** The portal did not see the token. */
function isShut(error: unknown): boolean {
  return error instanceof BitrixError && ['credentials-refused', 'sign-in-refused'].includes(error.code)
}
