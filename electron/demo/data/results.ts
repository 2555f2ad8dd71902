import type { PortalData, Task } from './data.ts'

/** Whether a task has the result that it demands, if it demands one. */
export function mayComplete(data: PortalData, task: Task): boolean {
  return task.more.requireResult !== true || data.results.some(({ taskId }) => taskId === task.id)
}
