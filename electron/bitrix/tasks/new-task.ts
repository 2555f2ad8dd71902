import * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { Priority } from '../../model.ts'

/** What a new task is to be. Times: wall-clock with offset, `2026-11-23T15:00:00+03:00`. */
export type NewTask = {
  title: string
  description: string
  deadline: string | null
  startPlan?: string
  endPlan?: string
  priority?: Priority
  projectId?: number
  parentId?: number
  /** As the portal writes them: `D_5`, `L_7`, `C_3`, `CO_4`. */
  crmItemIds?: string[]
  /** Seconds. */
  estimate?: number
  creatorId: number
  responsibleId: number
}

const portalTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/
/** Priorities as the old API writes them. */
export const priorityV2 = { low: '0', average: '1', high: '2' } as const

/**
 * The body of v3 `tasks.task.add` as it has to be stored and sent again, byte for byte. Throws `title-empty`, and
 * `input-invalid` for a date that the portal's strict parser would not take (no milliseconds, no `Z`).
 * Source: api-reference/tasks/tasks-task-add-rest-v3.md.
 */
export function createTaskBody(task: NewTask): string {
  const { title, description, creatorId, responsibleId, deadline, priority } = checked(task)
  const fields = {
    title,
    ...(description === '' ? {} : { description }),
    creatorId,
    responsibleId,
    ...(deadline === null ? {} : { deadline }),
    ...(priority === undefined ? {} : { priority }),
    ...(task.startPlan === undefined ? {} : { startPlan: task.startPlan }),
    ...(task.endPlan === undefined ? {} : { endPlan: task.endPlan }),
    ...(task.projectId === undefined ? {} : { groupId: task.projectId }),
    ...(task.parentId === undefined ? {} : { parentId: task.parentId }),
    ...(task.crmItemIds === undefined ? {} : { crmItemIds: task.crmItemIds }),
    ...(task.estimate === undefined ? {} : { estimatedTime: task.estimate }),
  }
  return JSON.stringify({ fields })
}

const storedBody = z.object({
  fields: z.object({
    title: z.string(),
    description: z.string().default(''),
    creatorId: z.number(),
    responsibleId: z.number(),
    deadline: z.string().nullable().default(null),
    priority: z.enum(['low', 'average', 'high']).exactOptional(),
    startPlan: z.string().exactOptional(),
    endPlan: z.string().exactOptional(),
    groupId: z.number().exactOptional(),
    parentId: z.number().exactOptional(),
    crmItemIds: z.array(z.string()).exactOptional(),
    estimatedTime: z.number().exactOptional(),
  }),
})

/** The task of a body that `createTaskBody` has made. */
export function readTaskBody(body: string): NewTask {
  const { groupId, estimatedTime, ...task } = storedBody.parse(JSON.parse(body)).fields
  return {
    ...task,
    ...(groupId === undefined ? {} : { projectId: groupId }),
    ...(estimatedTime === undefined ? {} : { estimate: estimatedTime }),
  }
}

/** The fields of v2 `tasks.task.add` for the same task; throws the same. Source: tasks-task-add.md, fields.md. */
export function createTaskFieldsV2(task: NewTask): Record<string, unknown> {
  const { title, description, creatorId, responsibleId, deadline, priority } = checked(task)
  return {
    TITLE: title,
    ...(description === '' ? {} : { DESCRIPTION: description }),
    CREATED_BY: creatorId,
    RESPONSIBLE_ID: responsibleId,
    ...(deadline === null ? {} : { DEADLINE: deadline }),
    ...(priority === undefined ? {} : { PRIORITY: priorityV2[priority] }),
    ...(task.startPlan === undefined ? {} : { START_DATE_PLAN: task.startPlan }),
    ...(task.endPlan === undefined ? {} : { END_DATE_PLAN: task.endPlan }),
    ...(task.projectId === undefined ? {} : { GROUP_ID: task.projectId }),
    ...(task.parentId === undefined ? {} : { PARENT_ID: task.parentId }),
    ...(task.crmItemIds === undefined ? {} : { UF_CRM_TASK: task.crmItemIds }),
    ...(task.estimate === undefined ? {} : { TIME_ESTIMATE: task.estimate }),
  }
}

function checked(task: NewTask): NewTask {
  if (task.title.trim() === '') throw new AppError('title-empty', 'A task needs a title')
  for (const time of [task.deadline, task.startPlan, task.endPlan]) {
    if (time === null || time === undefined) continue
    if (portalTime.test(time) && !Number.isNaN(Date.parse(time))) continue
    throw new AppError('input-invalid', 'A time has to be written as YYYY-MM-DDTHH:MM:SS±HH:MM')
  }
  return task
}
