import * as z from 'zod'
import type { Participant, TaskDetails } from '../../model.ts'
import { readChecklist, type ChecklistItem } from '../checklists.ts'
import { readComments } from '../comments.ts'
import { readAttachments } from '../files.ts'
import { fields, id, idOrNull, listOf, name, readAs, text } from '../rest/answers.ts'
import { batchSize, runBatch, type Command } from '../rest/batch.ts'
import type { BitrixClient } from '../rest/client.ts'
import { BitrixError, brokenAnswer } from '../rest/errors.ts'
import { portalHost } from '../rest/webhook.ts'
import { readOne } from './tasks-v2.ts'

const person = fields({ id, name })
const more = fields({
  task: fields({
    description: text,
    createdBy: idOrNull,
    creator: fields({ name }).catch({ name: '' }).default({ name: '' }),
    accomplicesData: z.unknown().optional(),
    auditorsData: z.unknown().optional(),
  }),
})
const attached = fields({ NAME: name, SIZE: text })
const select = [
  'ID',
  'TITLE',
  'DESCRIPTION',
  'DEADLINE',
  'PRIORITY',
  'STATUS',
  'REAL_STATUS',
  'GROUP_ID',
  'RESPONSIBLE_ID',
  'CREATED_BY',
  'ACCOMPLICES',
  'AUDITORS',
  'TAGS',
  'UF_TASK_WEBDAV_FILES',
]
const options = { kind: 'read', priority: 'capture' } as const

/**
 * One task with its checklists, comments and files, by one call, and a second one where it has files. What the portal does not tell
 * is left out; throws `not-found` for a task that is gone or not the caller's. Sources: tasks-task-get.md,
 * checklist-item/task-checklist-item-get-list.md, comment-item/task-comment-item-get-list.md, disk/attached-object.
 */
export async function taskDetails(client: BitrixClient, taskId: number): Promise<TaskDetails> {
  const [task, checklist, comments] = await runBatch(
    client,
    [
      { method: 'tasks.task.get', params: { taskId, select } },
      { method: 'task.checklistitem.getlist', params: { TASKID: taskId, ORDER: { SORT_INDEX: 'asc' } } },
      { method: 'task.commentitem.getlist', params: { TASKID: taskId, ORDER: { ID: 'asc' } } },
    ],
    options,
  )
  if (task?.error) throw task.error
  const result = task?.result
  const read = readOne(result)
  const described = readAs(more, result)?.task
  if (read?.task === null) throw goneError()
  if (!read || !described) throw await unreadable(client)
  return {
    ...read.task,
    description: described.description,
    creator: described.createdBy === null ? null : { id: described.createdBy, name: described.creator.name },
    accomplices: peopleIn(described.accomplicesData),
    auditors: peopleIn(described.auditorsData),
    checklist: inLists((checklist?.error ? null : readChecklist(checklist?.result)) ?? []),
    comments: comments?.error ? null : withoutIds(readComments(comments?.result)),
    files: await filesOf(client, readAttachments(result) ?? []),
  }
}

/** Each list's name with its items behind it; what stands below an item comes behind that. */
export function inLists(items: readonly ChecklistItem[]): TaskDetails['checklist'] {
  const below = (parentId: number | null): TaskDetails['checklist'] =>
    items
      .filter((item) => item.parentId === parentId)
      .flatMap(({ id, title, isComplete }) => [
        { id, title, isComplete, isName: parentId === null },
        ...below(id),
      ])
  return below(null)
}

async function filesOf(client: BitrixClient, ids: number[]): Promise<TaskDetails['files']> {
  const files: NonNullable<TaskDetails['files']> = []
  for (let from = 0; from < ids.length; from += batchSize) {
    const commands = ids
      .slice(from, from + batchSize)
      .map((id): Command => ({ method: 'disk.attachedobject.get', params: { id } }))
    const outcomes = await runBatch(client, commands, options)
    // Without the permission for files none of them is told.
    if (outcomes.some(({ error }) => error?.code === 'scope-missing')) return null
    for (const outcome of outcomes) {
      const file = outcome.error ? null : readAs(attached, outcome.result)
      if (file) files.push({ name: file.NAME, size: Number(file.SIZE) || 0 })
    }
  }
  return files
}

const peopleIn = (value: unknown): Participant[] => listOf(person, value) ?? []

const withoutIds = (comments: ReturnType<typeof readComments>): TaskDetails['comments'] =>
  comments?.map(({ author, at, text }) => ({ author, at, text })) ?? null

function goneError(): BitrixError {
  return new BitrixError('not-found', 'The task is gone, or not the account’s', { outcome: 'refused' })
}

async function unreadable(client: BitrixClient): Promise<BitrixError> {
  const { origin } = await client.portal()
  return brokenAnswer({ method: 'tasks.task.get', status: 200, host: portalHost(origin) })
}
