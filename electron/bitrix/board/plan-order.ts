import { ask } from '../rest/ask.ts'
import type { BitrixClient } from '../rest/client.ts'
import { BitrixError } from '../rest/errors.ts'
import { portalHost } from '../rest/webhook.ts'
import { isSortingRefused } from './plan-tasks.ts'
import { scrumError, scrumTasks, type ScrumTasks } from './scrum.ts'
import { readTasks } from '../tasks/task-answers.ts'

/** The task that another one is put above (`before`) or below (`after`). */
export type Beside = { before: number } | { after: number }

const pageSize = 50
/** Of a stage that long nobody has put the end in order. */
const mostPages = 40

/**
 * Puts a task of My Plan beside another one in a stage, and looks whether it stands there. Throws `task-is-scrum`,
 * `move-not-verified` where it is not in the stage, and `order-not-kept` where the portal keeps another order.
 * Source: stages/task-stages-move-task.md; that `SORTING` reads what `before` and `after` write is server code.
 */
export async function placeTask(
  client: BitrixClient,
  { taskId, stageId, beside }: { taskId: number; stageId: number; beside: Beside },
  scrum: ScrumTasks = scrumTasks(client),
): Promise<void> {
  if ((await scrum.among([taskId])).has(taskId)) throw scrumError()
  const { error } = await client
    .v2('task.stages.movetask', { id: taskId, stageId, ...beside }, { kind: 'write' })
    .then(
      () => ({ error: null }),
      (error: unknown) => ({ error }),
    )
  // A call whose answer was lost may have run: what stands there tells.
  if (error && !(error instanceof BitrixError && error.outcome === 'unknown')) throw error
  const ids = await idsByHand(client, stageId)
  if (isBeside(ids, taskId, beside)) return
  if (error) throw error
  const { origin } = await client.portal()
  const details = { outcome: 'refused', subject: portalHost(origin) } as const
  if (ids.includes(taskId))
    throw new BitrixError('order-not-kept', 'The portal keeps no order by hand', details)
  throw new BitrixError('move-not-verified', 'The portal agreed to a move and did not make it', details)
}

/**
 * Whether the order by hand can be read: false where the portal refuses to sort by it, true where sorting the other way
 * round turns a stage round, null where there is no order to tell by.
 */
export async function sortsByHand(
  client: BitrixClient,
  stageIds: readonly number[],
): Promise<boolean | null> {
  for (const stageId of stageIds) {
    try {
      const up = await page(client, stageId, { order: { SORTING: 'asc' }, start: -1 })
      const down = await page(client, stageId, { order: { SORTING: 'desc' }, start: -1 })
      const isTurned = up.length > 1 && up.length < pageSize && up.join() === down.toReversed().join()
      if (isTurned) return true
    } catch (error) {
      if (isSortingRefused(error)) return false
      throw error
    }
  }
  return null
}

async function idsByHand(client: BitrixClient, stageId: number): Promise<number[]> {
  const ids: number[] = []
  for (let round = 0; round < mostPages; round++) {
    const found = await page(client, stageId, { order: { SORTING: 'asc', ID: 'desc' }, start: ids.length })
    ids.push(...found)
    if (found.length < pageSize) break
  }
  return ids
}

async function page(client: BitrixClient, stageId: number, query: { order: object; start: number }) {
  const params = { ...query, filter: { STAGES_ID: stageId, '!REAL_STATUS': 5 }, select: ['ID'] }
  const options = { kind: 'read', read: (result: unknown) => readTasks(result, 0) } as const
  return (await ask(client, 'tasks.task.list', params, options)).value.map(({ id }) => id)
}

function isBeside(ids: readonly number[], taskId: number, beside: Beside): boolean {
  const at = ids.indexOf(taskId)
  if (at < 0) return false
  return 'before' in beside ? ids[at + 1] === beside.before : ids[at - 1] === beside.after
}
