import type { Portal } from '../context.ts'
import type { Task } from './data.ts'

/** Attaches a file of the Drive to a task and returns the number of that attachment; the same file twice is two attachments. */
export function attachFile({ data, changed }: Portal, task: Task, fileId: number): number {
  const attachment = { id: data.next.attachment++, taskId: task.id, fileId }
  data.attachments.push(attachment)
  changed()
  return attachment.id
}

/** The numbers of a task's attachments, which are not the numbers of the files. */
export function attachmentsOf({ data }: Portal, task: Task): number[] {
  return data.attachments.filter(({ taskId }) => taskId === task.id).map(({ id }) => id)
}
