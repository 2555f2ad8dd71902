import type { Plan, PlanTask, Stage, TaskAction } from '../../../electron/model.ts'
import { placeOf, type Beside, type Change } from './changes.ts'
import { seenOn } from './conflicts.ts'
import type { Action } from './action-queue.svelte.ts'

/** What the user wants, as an action on this plan; null where there is nothing to do. */
type Wanted = Action | null

/** A blank title, or the one it has, changes nothing. `from` is what it had when the user began to write. */
export function renaming(plan: Plan, id: number, title: string, from?: string): Wanted {
  const stage = find(plan, id)
  const wanted = title.trim()
  if (!stage || wanted === '' || wanted === stage.title) return null
  return edit(plan, from === undefined ? stage : { ...stage, title: from }, 'rename', { title: wanted })
}

/** Gives a stage another colour. `from` is the one it had when the user began to choose. */
export function recoloring(plan: Plan, id: number, color: string, from?: string): Wanted {
  const stage = find(plan, id)
  if (!stage || stage.color === color) return null
  return edit(plan, from === undefined ? stage : { ...stage, color: from }, 'recolor', { color })
}

/** Gives many stages their colours at once. */
export function recoloringAll(plan: Plan, colors: readonly Pick<Stage, 'id' | 'color'>[]): Wanted {
  const changes = colors.flatMap(({ id, color }): Change[] => {
    const stage = find(plan, id)
    return stage && stage.color !== color
      ? [{ kind: 'edit', id, edit: { color }, seen: seenOn(plan, stage) }]
      : []
  })
  return changes.length > 0 ? { label: { kind: 'recolor-all', name: '' }, changes } : null
}

/** Puts a stage behind another one, 0: to the beginning. */
export function placing(plan: Plan, id: number, afterId: number): Wanted {
  const stage = find(plan, id)
  if (!stage || afterId === id || placeOf(plan.stages, id) === afterId) return null
  return edit(plan, stage, 'reorder', { afterId })
}

/** Deletes a stage. What stands in it goes to `to` first; null only for a stage without tasks. */
export function deleting(plan: Plan, id: number, to: number | null): Wanted {
  const stage = find(plan, id)
  if (!stage) return null
  const count = openIn(plan, id).length
  const label = { kind: 'delete', name: stage.title, count } as const
  const clear: Change[] = to === null ? [] : [{ kind: 'clear', id, to }]
  return { label, strict: true, changes: [...clear, { kind: 'delete', id }] }
}

/** Moves tasks to a stage, a change for each stage that they come from. */
export function moving(plan: Plan, taskIds: readonly number[], to: number): Wanted {
  const place = find(plan, to)
  const tasks = known(plan, taskIds).filter((task) => task.stageId !== to && !task.isScrum)
  const [first] = tasks
  if (!place || !first) return null
  const sources = [...new Set(tasks.map((task) => task.stageId))]
  return {
    label: { kind: 'move', name: first.title, count: tasks.length, place: place.title },
    changes: sources.map((from) => ({
      kind: 'move',
      from,
      to,
      taskIds: tasks.filter((task) => task.stageId === from).map(({ id }) => id),
    })),
  }
}

/** Puts a task above or below another one, in its own stage or in another. */
export function ordering(plan: Plan, taskId: number, to: number, beside: Beside): Wanted {
  const task = plan.tasks.find(({ id }) => id === taskId)
  const other = 'before' in beside ? beside.before : beside.after
  const stage = find(plan, to)
  if (!task || task.isScrum || !stage || other === taskId) return null
  const column = plan.tasks.filter(({ stageId }) => stageId === to)
  const neighbour = column[column.indexOf(task) + ('before' in beside ? 1 : -1)]
  if (task.stageId === to && neighbour?.id === other) return null
  return {
    label:
      task.stageId === to
        ? { kind: 'place', name: task.title }
        : { kind: 'move', name: task.title, count: 1, place: stage.title },
    changes: [{ kind: 'place', taskId, to, beside }],
  }
}

const stateAfter = {
  start: 'in-progress',
  pause: 'pending',
  defer: 'deferred',
  complete: 'completed',
  renew: 'pending',
  approve: 'completed',
  disapprove: 'pending',
} as const satisfies Record<TaskAction, PlanTask['state']>

/** Changes the state of a task. */
export function acting(plan: Plan, taskId: number, action: TaskAction): Wanted {
  const task = plan.tasks.find(({ id }) => id === taskId)
  if (!task) return null
  return {
    label: { kind: action, name: task.title },
    changes: [{ kind: 'act', taskId, action, state: stateAfter[action] }],
  }
}

/** Completes tasks, or takes them up again. */
export function completing(plan: Plan, taskIds: readonly number[], completed: boolean): Wanted {
  const tasks = known(plan, taskIds).filter((task) => task.isCompleted !== completed)
  const [first] = tasks
  if (!first) return null
  return {
    label: { kind: completed ? 'complete' : 'reopen', name: first.title, count: tasks.length },
    changes: [{ kind: 'complete', taskIds: tasks.map(({ id }) => id), completed }],
  }
}

function edit(
  plan: Plan,
  seen: Stage,
  kind: 'rename' | 'recolor' | 'reorder',
  wanted: Partial<Stage> & { afterId?: number },
) {
  return {
    label: { kind, name: seen.title },
    changes: [{ kind: 'edit' as const, id: seen.id, edit: wanted, seen: seenOn(plan, seen) }],
  }
}

const find = (plan: Plan, id: number) => plan.stages.find((it) => it.id === id)
const openIn = (plan: Plan, id: number) =>
  plan.tasks.filter((task) => task.stageId === id && !task.isCompleted)

function known(plan: Plan, taskIds: readonly number[]): PlanTask[] {
  const wanted = new Set(taskIds)
  return plan.tasks.filter((task) => wanted.has(task.id))
}
