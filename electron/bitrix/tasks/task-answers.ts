import * as z from 'zod'
import type { PlanTask, Priority, TaskState } from '../../model.ts'
import { fields, id, idOrNull, listOf, moment, name, readAs, text } from '../rest/answers.ts'

const priorities = new Map<string, Priority>([
  ['0', 'low'],
  ['2', 'high'],
])
/** Source: api-reference/tasks/fields.md. */
const states = new Map<string, TaskState>([
  ['3', 'in-progress'],
  ['4', 'awaiting-control'],
  ['5', 'completed'],
  ['6', 'deferred'],
  ['7', 'declined'],
])
const named = fields({ name }).catch({ name: '' }).default({ name: '' })
const tag = z.union([z.string(), fields({ title: text }).transform(({ title }) => title)])
const task = fields({
  id,
  title: name,
  deadline: moment,
  priority: text,
  groupId: idOrNull,
  group: named,
  responsibleId: idOrNull,
  responsible: named,
  status: text,
  parentId: idOrNull,
  tags: z
    .unknown()
    .optional()
    .transform((value) => listOf(tag, value)?.filter((title) => title !== '') ?? []),
})
const list = fields({ tasks: z.unknown().optional() })

const created = fields({ item: fields({ id }) })

/** A task of a list; `parentId`: of which it is a part. */
export type ListedTask = PlanTask & { parentId?: number }

/**
 * Reads `tasks.task.list`; null where there is no list. Tasks without an id are left out,
 * names that were not given are empty.
 */
export function readTasks(result: unknown, stageId: number): ListedTask[] | null {
  const tasks = listOf(task, readAs(list, result)?.tasks)
  return (
    tasks?.map((read) => ({
      id: read.id,
      stageId,
      title: read.title,
      deadline: read.deadline,
      priority: priorities.get(read.priority) ?? 'average',
      project: withName(read.groupId, read.group),
      responsible: withName(read.responsibleId, read.responsible),
      tags: read.tags,
      isCompleted: read.status === '5',
      state: states.get(read.status) ?? 'pending',
      isScrum: false,
      ...(read.parentId === null ? {} : { parentId: read.parentId }),
    })) ?? null
  )
}

function withName(id: number | null, { name }: { name: string }): { id: number; name: string } | null {
  return id === null ? null : { id, name }
}

/** Reads the id of v3 `tasks.task.add`. */
export function readCreated(result: unknown): number | null {
  return readAs(created, result)?.item.id ?? null
}
