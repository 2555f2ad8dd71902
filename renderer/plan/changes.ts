import type { Plan, Stage } from '../../electron/ipc/contract.ts'

/**
 * Something the user did to the board, as data: it can be shown on any plan, sent, and told about.
 * A stage that the portal has not numbered yet has a negative id.
 */
export type Change =
  | { kind: 'add'; stage: Stage; afterId: number }
  | { kind: 'edit'; id: number; edit: { title?: string; color?: string } }
  | { kind: 'delete'; id: number }
  | { kind: 'move'; taskId: number; stageId: number }

/** The plan with the change on it. What the change is about may be gone by now; then the plan stays as it is. */
export function applied(plan: Plan, change: Change): Plan {
  switch (change.kind) {
    case 'add':
      return { ...plan, stages: inserted(plan.stages, change.stage, change.afterId) }
    case 'edit':
      return {
        ...plan,
        stages: plan.stages.map((it) => (it.id === change.id ? { ...it, ...change.edit } : it)),
      }
    case 'delete':
      return { ...plan, stages: plan.stages.filter((it) => it.id !== change.id) }
    case 'move':
      return moved(plan, change.taskId, change.stageId)
  }
}

/** The change after the portal has given the stage it speaks of another id. */
export function renumbered(change: Change, from: number, to: number): Change {
  const now = (id: number) => (id === from ? to : id)
  switch (change.kind) {
    case 'add':
      return { ...change, stage: { ...change.stage, id: now(change.stage.id) }, afterId: now(change.afterId) }
    case 'move':
      return { ...change, stageId: now(change.stageId) }
    default:
      return { ...change, id: now(change.id) }
  }
}

/** Whether the change makes no sense without this stage. */
export function needsStage(change: Change, id: number): boolean {
  if (change.kind === 'add') return false
  return (change.kind === 'move' ? change.stageId : change.id) === id
}

function inserted(stages: Stage[], stage: Stage, afterId: number): Stage[] {
  if (stages.some((it) => it.id === stage.id)) return stages
  if (afterId === 0) return [stage, ...stages]
  const before = stages.findIndex((it) => it.id === afterId)
  return before < 0 ? [...stages, stage] : stages.toSpliced(before + 1, 0, stage)
}

/** The portal puts a task that arrives on top of its stage. */
function moved(plan: Plan, taskId: number, stageId: number): Plan {
  const task = plan.tasks.find((it) => it.id === taskId)
  if (!task || task.stageId === stageId || !plan.stages.some((it) => it.id === stageId)) return plan
  return { ...plan, tasks: [{ ...task, stageId }, ...plan.tasks.filter((it) => it !== task)] }
}
