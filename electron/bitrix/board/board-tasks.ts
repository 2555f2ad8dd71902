import type { BoardId, TasksOutcome } from '../../model.ts'
import { toProblem } from '../../errors.ts'
import { ask } from '../rest/ask.ts'
import { runBatch, type Command, type CommandOutcome, type QueryValue } from '../rest/batch.ts'
import type { BitrixClient } from '../rest/client.ts'
import { BitrixError } from '../rest/errors.ts'
import { scrumError, scrumTasks, type ScrumTasks } from './scrum.ts'
import { readTasks } from '../tasks/task-answers.ts'
import { portalHost } from '../rest/webhook.ts'

/** Where a stage's tasks are found: `isFirst` because those of a project's first stage may be in no stage at all. */
export type Place = { board: BoardId; stageId: number; isFirst: boolean }

/** Changes to many tasks of a board. Up to 49 at once; all throw BitrixError when nothing at all could be done. */
export type BoardTasks = {
  /**
   * Moves tasks and looks whether they have arrived; `move-not-verified` for those that have not, and `task-is-scrum`
   * for those that a move would tear out of their sprint and for which none is asked.
   */
  move: (taskIds: readonly number[], to: Place) => Promise<TasksOutcome>
  /** Completes tasks, or takes them up again. */
  complete: (taskIds: readonly number[], completed: boolean) => Promise<TasksOutcome>
  /** Every task of a stage, completed ones too. */
  allIn: (place: Place) => Promise<number[]>
}

type Condition = Record<string, QueryValue | number>
type Refused = TasksOutcome['refused'][number]

const pageSize = 50

/** Sources: stages/task-stages-move-task.md, tasks-task-{list,complete,renew}.md, how-to-call-rest-api/batch.md. */
export function boardTasks(client: BitrixClient, scrum: ScrumTasks = scrumTasks(client)): BoardTasks {
  async function idsOf(filter: Condition): Promise<number[]> {
    const query = { order: { ID: 'asc' }, filter, select: ['ID'], start: -1 }
    const { value } = await ask(client, 'tasks.task.list', query, { kind: 'read', read: readIds })
    return value
  }

  /** A call whose answer was lost may have run, so it is looked at what has arrived instead of asking again. */
  async function arrivedAfter(error: unknown, filter: Condition): Promise<number[]> {
    if (!(error instanceof BitrixError) || error.outcome !== 'unknown') throw error
    const arrived = await idsOf(filter)
    if (arrived.length === 0) throw error
    return arrived
  }

  async function unverified(): Promise<BitrixError> {
    const { origin } = await client.portal()
    const details = { outcome: 'did-not-run', subject: portalHost(origin) } as const
    return new BitrixError('move-not-verified', 'The portal agreed to a move and did not make it', details)
  }

  return {
    move: async (wanted, to) => {
      const inSprints = await scrum.among(wanted)
      const taskIds = wanted.filter((taskId) => !inSprints.has(taskId))
      const kept = [...inSprints].map((taskId) => ({ taskId, problem: toProblem(scrumError()) }))
      if (taskIds.length === 0) return { done: [], refused: kept }
      const filter = { ...conditionOf(to), ID: [...taskIds] }
      const look: Command = { method: 'tasks.task.list', params: { filter, select: ['ID'], start: -1 } }
      const moves = taskIds.map((id) => ({
        method: 'task.stages.movetask',
        params: { id, stageId: to.stageId },
      }))
      const write = runBatch(client, [...moves, look], { kind: 'write' })
      const outcomes = await write.catch(async (error: unknown) => {
        const arrived = await arrivedAfter(error, filter)
        return [
          ...taskIds.map(() => ({ result: true })),
          { result: { tasks: arrived.map((id) => ({ id })) } },
        ]
      })
      const seen = outcomes.at(-1)
      const arrived = new Set((seen && 'result' in seen ? readIds(seen.result) : null) ?? [])
      const missing = await unverified()
      const { done, refused } = sorted(taskIds, outcomes, (id) => (arrived.has(id) ? null : missing))
      return { done, refused: [...kept, ...refused] }
    },
    complete: async (taskIds, completed) => {
      const method = completed ? 'tasks.task.complete' : 'tasks.task.renew'
      const commands = taskIds.map((taskId) => ({ method, params: { taskId } }))
      return sorted(taskIds, await runBatch(client, commands, { kind: 'write' }), () => null)
    },
    allIn: async (place) => {
      const found: number[] = []
      for (;;) {
        const page = await idsOf({ ...conditionOf(place), '>ID': found.at(-1) ?? 0 })
        const fresh = page.filter((id) => !found.includes(id))
        found.push(...fresh)
        // A portal that ignores the condition on ID answers the same page for ever.
        if (page.length < pageSize || fresh.length === 0) return found
      }
    },
  }
}

function conditionOf({ board, stageId, isFirst }: Place): Condition {
  if (board.projectId === 0) return { STAGES_ID: stageId }
  return { GROUP_ID: board.projectId, STAGE_ID: isFirst ? [0, stageId] : stageId }
}

/** Which were done; `check` has the last word on those that the portal agreed to. */
function sorted(
  taskIds: readonly number[],
  outcomes: readonly CommandOutcome[],
  check: (taskId: number) => BitrixError | null,
): TasksOutcome {
  const refused = taskIds.flatMap((taskId, at): Refused[] => {
    const error = outcomes[at]?.error ?? check(taskId)
    return error ? [{ taskId, problem: toProblem(error) }] : []
  })
  const failed = new Set(refused.map(({ taskId }) => taskId))
  return { done: taskIds.filter((id) => !failed.has(id)), refused }
}

const readIds = (result: unknown) => readTasks(result, 0)?.map(({ id }) => id) ?? null
