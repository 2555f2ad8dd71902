import { own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call } from '../context.ts'
import type { Task } from '../data/data.ts'
import { parseAtom } from '../data/dates.ts'
import type { Validation } from '../http/errors.ts'
import { accessDenied, invalidRequest } from '../http/errors.ts'
import { canSeeProject, findProject } from '../data/rights.ts'
import { isPossibleParent, planFault } from '../data/tasks.ts'
import type { TaskChanges } from '../data/tasks.ts'
import { fields as fieldTable, priorities, statuses } from './fields.ts'
import { required } from './validate.ts'

/** Turns checked fields into changes of a task, after the checks that need the portal's data. */
export function readChanges(call: Call, fields: Params, task: Task | null): TaskChanges {
  const sent = { ...plainChanges(fields), ...datedChanges(fields) }
  const groupId = sent.groupId ?? task?.groupId ?? 0
  if (groupId !== (task?.groupId ?? 0) && groupId !== 0) {
    if (!canSeeProject(findProject(call.portal.data, groupId), call.user)) throw accessDenied()
  }
  const complaints = findComplaints(call, fields, sent, task)
  if (complaints.length > 0) throw invalidRequest(complaints)
  return { ...sent, more: keptFields(fields) }
}

/** Absent fields stay absent, so that an update leaves them alone. */
function plainChanges(fields: Params): TaskChanges {
  const changes: Params = {}
  const same = ['title', 'description', 'creatorId', 'responsibleId', 'parentId', 'estimatedTime', 'xmlId']
  for (const name of same) if (Object.hasOwn(fields, name)) changes[name] = fields[name]
  for (const name of ['groupId', 'stageId'])
    if (Object.hasOwn(fields, name)) changes[name] = fields[name] ?? 0
  if (changes.parentId === 0) changes.parentId = null
  const priority = priorities.findIndex((name) => name === own(fields, 'priority'))
  if (priority >= 0) changes.priority = priority
  for (const [status, name] of statuses) if (name === own(fields, 'status')) changes.status = status
  return changes as TaskChanges
}

function datedChanges(fields: Params): TaskChanges {
  const names = ['deadline', 'startPlan', 'endPlan'].filter((name) => Object.hasOwn(fields, name))
  return Object.fromEntries(
    names.map((name) => {
      const value = fields[name]
      return [name, typeof value === 'string' ? parseAtom(value) : null]
    }),
  )
}

function keptFields(fields: Params): Task['more'] {
  const kept = Object.entries(fields).filter(([name]) => fieldTable.get(name)?.keep === 'more')
  return Object.fromEntries(kept) as Task['more']
}

function findComplaints(
  { portal }: Call,
  fields: Params,
  sent: TaskChanges,
  task: Task | null,
): Validation[] {
  const { data } = portal
  const isUser = (id: number | undefined) => id === undefined || data.users.some((user) => user.id === id)
  const plan = planFault(sent.startPlan ?? task?.startPlan ?? null, sent.endPlan ?? task?.endPlan ?? null)
  const groupId = sent.groupId ?? task?.groupId ?? 0
  const isStage = (id: number) =>
    data.stages.some((stage) => stage.id === id && stage.entityType === 'G' && stage.entityId === groupId)
  const complaints: (Validation | false)[] = [
    sent.title?.trim() === '' && required('title'),
    // Bitrix24 says nothing here but which field it is.
    !isUser(sent.creatorId) && { message: '', field: 'creatorId' },
    !isUser(sent.responsibleId) && { message: 'Responsible person not found', field: 'responsibleId' },
    typeof sent.parentId === 'number' &&
      !isPossibleParent(data, task, sent.parentId) && { message: 'Parent task not found', field: 'parentId' },
    !!sent.stageId && !isStage(sent.stageId) && { message: 'Stage not found', field: 'stageId' },
    plan !== null && { message: plan, field: 'endPlan' },
    (sent.estimatedTime ?? 0) < 0 && {
      message: 'Field `estimatedTime` must not be negative',
      field: 'estimatedTime',
    },
    // Files are attached after the task is there; naming them here fails in Bitrix24 too.
    Object.values((own(fields, 'fileIds') ?? []) as object).length > 0 && {
      message: 'File not found',
      field: 'fileIds',
    },
  ]
  return complaints.filter((complaint) => complaint !== false)
}
