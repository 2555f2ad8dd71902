import type { Plan, TaskAction, TaskState } from '../../../electron/model.ts'
import { applied, placeOf, type Change, type StageEdit } from './changes.ts'

/** One change of an undo, and what the stage must still be for it to make sense. */
export type Step = { change: Change; expected?: StageEdit }

/** What takes a change back that was made to this plan; `before` is the plan without it. */
export function inverseOf(before: Plan, change: Change): Step[] {
  switch (change.kind) {
    case 'add':
      return [{ change: { kind: 'delete', id: change.stage.id } }]
    case 'edit':
      return editBack(before, change.id, change.edit)
    case 'delete': {
      const stage = before.stages.find((it) => it.id === change.id)
      if (!stage) return []
      return [{ change: { kind: 'add', stage, afterId: placeOf(before.stages, stage.id) } }]
    }
    case 'move':
      return [{ change: { ...change, from: change.to, to: change.from } }]
    case 'clear':
      return [] // it is settled as the moves that it became
    case 'complete':
      return [{ change: { ...change, completed: !change.completed } }]
    case 'place':
      return placeBack(before, change.taskId, change.to)
    case 'act':
      return actBack(before, change)
  }
}

/** What of an undo can still be done to the plan as it is now; `lost` were changed elsewhere meanwhile. */
export function feasible(plan: Plan, steps: readonly Step[]): { changes: Change[]; lost: number } {
  const changes: Change[] = []
  let now = plan
  for (const step of steps) {
    const change = feasibleNow(now, step)
    if (!change) continue
    changes.push(change)
    now = applied(now, change)
  }
  return { changes, lost: steps.length - changes.length }
}

function editBack(before: Plan, id: number, edit: StageEdit): Step[] {
  const stage = before.stages.find((it) => it.id === id)
  if (!stage) return []
  const old: StageEdit = {
    ...(edit.title === undefined ? {} : { title: stage.title }),
    ...(edit.color === undefined ? {} : { color: stage.color }),
    ...(edit.afterId === undefined ? {} : { afterId: placeOf(before.stages, id) }),
  }
  return [{ change: { kind: 'edit', id, edit: old }, expected: edit }]
}

/** To where it stood: below the task above it, else above the one below; where it stood alone only the stage counts. */
function placeBack(before: Plan, taskId: number, to: number): Step[] {
  const task = before.tasks.find(({ id }) => id === taskId)
  if (!task) return []
  const column = before.tasks.filter(({ stageId }) => stageId === task.stageId)
  const at = column.indexOf(task)
  const [above, below] = [column[at - 1], column[at + 1]]
  const neighbour = above ? { after: above.id } : below ? { before: below.id } : null
  if (neighbour) return [{ change: { kind: 'place', taskId, to: task.stageId, beside: neighbour } }]
  return [{ change: { kind: 'move', taskIds: [taskId], from: to, to: task.stageId } }]
}

/** What leads back to a state. No action leads back to waiting for control. */
const leadingTo: Partial<Record<TaskState, TaskAction>> = {
  'in-progress': 'start',
  completed: 'complete',
  deferred: 'defer',
}

function actBack(before: Plan, { taskId, state }: Change & { kind: 'act' }): Step[] {
  const old = before.tasks.find(({ id }) => id === taskId)?.state
  if (old === undefined || old === state) return []
  const action = old === 'pending' ? (state === 'in-progress' ? 'pause' : 'renew') : leadingTo[old]
  return action ? [{ change: { kind: 'act', taskId, action, state: old } }] : []
}

function feasibleNow(plan: Plan, { change, expected = {} }: Step): Change | null {
  const stage = 'id' in change ? plan.stages.find((it) => it.id === change.id) : undefined
  switch (change.kind) {
    case 'edit': {
      const { title, color, afterId } = expected
      const isSame =
        stage &&
        (title === undefined || stage.title === title) &&
        (color === undefined || stage.color === color) &&
        (afterId === undefined || placeOf(plan.stages, stage.id) === afterId)
      return isSame ? change : null
    }
    case 'delete':
      // Somebody works with it by now.
      return stage && !plan.tasks.some((task) => task.stageId === stage.id) ? change : null
    case 'move':
      return stillMovable(plan, change)
    case 'place':
      return plan.tasks.some(({ id }) => id === change.taskId) ? change : null
    case 'add':
    case 'clear':
    case 'complete':
    case 'act':
      return change
  }
}

/** Without the tasks that were moved on. Those that the plan does not show, such as completed ones, may still be there. */
function stillMovable(plan: Plan, change: Change & { kind: 'move' }): Change | null {
  const places = new Map(plan.tasks.map((task) => [task.id, task.stageId]))
  const taskIds = change.taskIds.filter((id) => (places.get(id) ?? change.from) === change.from)
  return taskIds.length > 0 && plan.stages.some((it) => it.id === change.to) ? { ...change, taskIds } : null
}
