import type { BoardId, Plan, TasksOutcome } from '../../../electron/model.ts'
import { BridgeError, type Bridge } from '../../shared/bridge.ts'
import { placeOf, type Change, type StageEdit } from './changes.ts'

/**
 * A part of a change as it turned out: a new stage has the portal's id, and `refused` are the tasks left out. `size`:
 * how many of the `of` tasks this part was about.
 */
export type SendResult = { done: Change; refused: TasksOutcome['refused']; size: number; of: number }

/** As many tasks as go in one call. Small enough that a user sees it go on, and can stop it. */
const atOnce = 20

/**
 * Asks the portal for the change, part by part; a caller that stops iterating stops the change. `plan` is what the
 * portal has now. Throws a {@link BridgeError} if the portal refuses.
 */
export async function* sendChange(
  { bridge, board }: { bridge: Bridge; board: BoardId },
  plan: Plan,
  change: Change,
): AsyncGenerator<SendResult> {
  switch (change.kind) {
    case 'add': {
      const { title, color } = change.stage
      const { afterId } = change
      const stage = await bridge.ask('stages.add', { board, title, color, afterId: known(plan, afterId) })
      return yield whole({ ...change, stage })
    }
    case 'edit': {
      const stage = await bridge.ask('stages.update', { board, ...wholeStage(plan, change.id, change.edit) })
      return yield whole({ ...change, edit: { ...change.edit, title: stage.title, color: stage.color } })
    }
    case 'delete':
      await bridge.ask('stages.delete', { board, id: change.id })
      return yield whole(change)
    case 'move':
      return yield* inParts(change.taskIds, async (taskIds) => {
        const { done, refused } = await bridge.ask('tasks.move', { board, taskIds, stageId: change.to })
        return { done: { ...change, taskIds: done }, refused }
      })
    case 'clear': {
      const all = await bridge.ask('stages.tasks', { board, id: change.id })
      return yield* inParts(all, async (taskIds) => {
        const { done, refused } = await bridge.ask('tasks.move', { board, taskIds, stageId: change.to })
        return { done: { kind: 'move', taskIds: done, from: change.id, to: change.to }, refused }
      })
    }
    case 'place': {
      const { taskId, to: stageId, beside } = change
      await bridge.ask('tasks.place', { taskId, stageId, beside })
      return yield whole(change)
    }
    case 'act': {
      const { taskId, action } = change
      return yield whole({ ...change, state: await bridge.ask('tasks.act', { taskId, action }) })
    }
    case 'complete':
      return yield* inParts(change.taskIds, async (taskIds) => {
        const { completed } = change
        const { done, refused } = await bridge.ask('tasks.complete', { taskIds, completed })
        return { done: { ...change, taskIds: done }, refused }
      })
  }
}

const whole = (done: Change): SendResult => ({ done, refused: [], size: 1, of: 1 })

async function* inParts(
  taskIds: readonly number[],
  ask: (part: number[]) => Promise<Pick<SendResult, 'done' | 'refused'>>,
): AsyncGenerator<SendResult> {
  for (let from = 0; from < taskIds.length; from += atOnce) {
    const part = taskIds.slice(from, from + atOnce)
    yield { ...(await ask(part)), size: part.length, of: taskIds.length }
  }
}

/** A stage whose neighbour is gone goes last: the portal would do the same, but is not asked to guess. */
function known({ stages }: Plan, afterId: number): number {
  return afterId === 0 || stages.some((it) => it.id === afterId) ? afterId : (stages.at(-1)?.id ?? 0)
}

/** The portal wants a stage's every field and its place, so what is not edited is taken from what it has now. */
function wholeStage(plan: Plan, id: number, { afterId, ...edit }: StageEdit) {
  const stage = plan.stages.find((it) => it.id === id)
  if (!stage) throw new BridgeError({ code: 'not-found' })
  const others = { ...plan, stages: plan.stages.filter((it) => it !== stage) }
  return {
    ...stage,
    ...edit,
    afterId: afterId === undefined ? placeOf(plan.stages, id) : known(others, afterId),
  }
}
