import type { Plan, PlanTask, Stage } from '../../../electron/model.ts'

/** A stage with its tasks. `key` stays the same when the portal numbers a new stage, `stage.id` does not. */
export type Column = { key: number; stage: Stage; tasks: PlanTask[] }

/** The plan as columns, in the order of the board. `keys` names the stages whose key is not their id. */
export function columnsOf(
  plan: Plan,
  keys: Readonly<Record<number, number>>,
  showsCompleted = false,
): Column[] {
  const tasks = new Map<number, PlanTask[]>(plan.stages.map((stage) => [stage.id, []]))
  for (const task of plan.tasks) {
    if (showsCompleted || !task.isCompleted) tasks.get(task.stageId)?.push(task)
  }
  return plan.stages.map((stage) => ({
    key: keys[stage.id] ?? stage.id,
    stage,
    tasks: tasks.get(stage.id) ?? [],
  }))
}
