import type { Plan, PlanTask, Stage, TaskAction, TaskState } from '../../../electron/model.ts'

/** What a stage is to become; `afterId` is the stage before it, 0 for the first place. */
export type StageEdit = { title?: string; color?: string; afterId?: number }

/** A stage as the user who changes it saw it, and the order of the board with it. */
export type Seen = { stage: Stage; order: readonly number[] }

/**
 * Something the user did to the board, as data: it can be shown on any plan, sent, and told about.
 * A stage that the portal has not numbered yet has a negative id.
 */
export type Change =
  | { kind: 'add'; stage: Stage; afterId: number }
  /** Without `seen` it is made whatever was changed elsewhere meanwhile. */
  | { kind: 'edit'; id: number; edit: StageEdit; seen?: Seen }
  | { kind: 'delete'; id: number }
  | { kind: 'move'; taskIds: number[]; from: number; to: number }
  /** Every task of a stage goes to another one, those that are not shown as well. */
  | { kind: 'clear'; id: number; to: number }
  | { kind: 'complete'; taskIds: number[]; completed: boolean }
  /** Puts a task above or below another one, in the order by hand. */
  | { kind: 'place'; taskId: number; to: number; beside: Beside }
  /** Changes the state of a task; `state` is the one that is expected, and the portal's own once it has answered. */
  | { kind: 'act'; taskId: number; action: TaskAction; state: TaskState }

/** The task that another one is put above (`before`) or below (`after`). */
export type Beside = { before: number } | { after: number }

/** The plan with the change on it. What the change is about may be gone by now; then the plan stays as it is. */
export function applied(plan: Plan, change: Change): Plan {
  switch (change.kind) {
    case 'add':
      return { ...plan, stages: inserted(plan.stages, change.stage, change.afterId) }
    case 'edit':
      return { ...plan, stages: edited(plan.stages, change.id, change.edit) }
    case 'delete':
      return { ...plan, stages: plan.stages.filter((it) => it.id !== change.id) }
    case 'move': {
      const ids = new Set(change.taskIds)
      return moved(plan, (task) => ids.has(task.id), change.to)
    }
    case 'clear':
      return moved(plan, (task) => task.stageId === change.id, change.to)
    case 'complete':
      return completed(plan, new Set(change.taskIds), change.completed)
    case 'place':
      return placed(plan, change)
    case 'act':
      return withState(plan, change.taskId, change.state)
  }
}

/** The change after the portal has given the stage it speaks of another id. */
export function renumbered(change: Change, from: number, to: number): Change {
  const now = (id: number) => (id === from ? to : id)
  switch (change.kind) {
    case 'add':
      return { ...change, stage: { ...change.stage, id: now(change.stage.id) }, afterId: now(change.afterId) }
    case 'edit': {
      const { afterId } = change.edit
      const edit = afterId === undefined ? change.edit : { ...change.edit, afterId: now(afterId) }
      return { ...change, id: now(change.id), edit }
    }
    case 'delete':
      return { ...change, id: now(change.id) }
    case 'move':
      return { ...change, from: now(change.from), to: now(change.to) }
    case 'clear':
      return { ...change, id: now(change.id), to: now(change.to) }
    case 'place':
      return { ...change, to: now(change.to) }
    case 'complete':
    case 'act':
      return change
  }
}

/**
 * The change after an edit of the same stage was refused: its author saw that edit as made, and the stage has its old
 * title and colour, as in `stage`.
 */
export function rebased(change: Change, refused: StageEdit, stage: Stage): Change {
  if (change.kind !== 'edit' || change.id !== stage.id || !change.seen) return change
  const before = change.seen.stage
  const title = before.title === refused.title ? stage.title : before.title
  const color = before.color === refused.color ? stage.color : before.color
  return { ...change, seen: { ...change.seen, stage: { ...before, title, color } } }
}

/** Whether the change makes no sense without this stage. */
export function needsStage(change: Change, id: number): boolean {
  if (change.kind === 'add' || change.kind === 'complete' || change.kind === 'act') return false
  if (change.kind === 'move' || change.kind === 'place') return change.to === id
  return change.id === id || (change.kind === 'clear' && change.to === id)
}

/** The change without the tasks that it was made for already. */
export function without(change: Change, taskIds: readonly number[]): Change {
  if (!('taskIds' in change)) return change
  return { ...change, taskIds: change.taskIds.filter((id) => !taskIds.includes(id)) }
}

/** The id of the stage before this one on the board, 0 for the first. */
export function placeOf(stages: readonly Stage[], id: number): number {
  return stages[stages.findIndex((it) => it.id === id) - 1]?.id ?? 0
}

function inserted(stages: Stage[], stage: Stage, afterId: number): Stage[] {
  if (stages.some((it) => it.id === stage.id)) return stages
  if (afterId === 0) return [stage, ...stages]
  const before = stages.findIndex((it) => it.id === afterId)
  return before < 0 ? [...stages, stage] : stages.toSpliced(before + 1, 0, stage)
}

function edited(stages: Stage[], id: number, { afterId, ...edit }: StageEdit): Stage[] {
  const stage = stages.find((it) => it.id === id)
  if (!stage) return stages
  const next = { ...stage, ...edit }
  if (afterId === undefined || afterId === id) return stages.map((it) => (it === stage ? next : it))
  return inserted(
    stages.filter((it) => it !== stage),
    next,
    afterId,
  )
}

/** The portal puts a task that arrives on top of its stage. */
function moved(plan: Plan, isMeant: (task: PlanTask) => boolean, stageId: number): Plan {
  if (!plan.stages.some((it) => it.id === stageId)) return plan
  const going = plan.tasks.filter((task) => task.stageId !== stageId && isMeant(task))
  if (going.length === 0) return plan
  const gone = new Set(going)
  const staying = plan.tasks.filter((task) => !gone.has(task))
  return { ...plan, tasks: [...going.map((task) => ({ ...task, stageId })), ...staying] }
}

/** Where the neighbour is gone the task only comes to the stage. */
function placed(plan: Plan, { taskId, to, beside }: Change & { kind: 'place' }): Plan {
  const task = plan.tasks.find(({ id }) => id === taskId)
  if (!task || !plan.stages.some(({ id }) => id === to)) return plan
  const others = plan.tasks.filter((it) => it !== task)
  const other = others.findIndex(({ id }) => id === ('before' in beside ? beside.before : beside.after))
  const at = other < 0 ? 0 : 'before' in beside ? other : other + 1
  return { ...plan, tasks: others.toSpliced(at, 0, { ...task, stageId: to }) }
}

function withState(plan: Plan, taskId: number, state: TaskState): Plan {
  const isCompleted = state === 'completed'
  return { ...plan, tasks: plan.tasks.map((it) => (it.id === taskId ? { ...it, state, isCompleted } : it)) }
}

function completed(plan: Plan, ids: ReadonlySet<number>, isCompleted: boolean): Plan {
  const state = isCompleted ? 'completed' : 'pending'
  return {
    ...plan,
    tasks: plan.tasks.map((task) => (ids.has(task.id) ? { ...task, isCompleted, state } : task)),
  }
}
