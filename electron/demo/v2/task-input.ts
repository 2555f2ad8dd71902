import { own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call } from '../context.ts'
import type { Task } from '../data/data.ts'
import type { PortalError } from '../http/errors.ts'
import { v2Error } from '../http/errors.ts'
import { canSeeProject, findProject } from '../data/rights.ts'
import { isPossibleParent, planFault } from '../data/tasks.ts'
import type { TaskChanges } from '../data/tasks.ts'
import { toFlag, toInt, toInts, toList, toText } from './params.ts'

const flags: Record<string, string> = {
  ALLOW_CHANGE_DEADLINE: 'allowsChangeDeadline',
  TASK_CONTROL: 'needsControl',
  ALLOW_TIME_TRACKING: 'allowsTimeTracking',
  MATCH_WORK_TIME: 'matchesWorkTime',
  ADD_IN_REPORT: 'addInReport',
}

/** A business refusal; its text ends like Bitrix24's. */
export function coreError(message: string): PortalError {
  return v2Error('ERROR_CORE', `${message}<br>`)
}

/** Reads the UPPER_CASE fields of `tasks.task.add` and `update`; `task` is the one that is changed, or null. */
export function readTaskFields(call: Call, fields: Params, task: Task | null): TaskChanges {
  const has = (name: string) => own(fields, name) !== undefined
  const value = (name: string) => own(fields, name)
  const changes: TaskChanges = {
    ...(has('TITLE') ? { title: readTitle(value('TITLE')) } : {}),
    ...(has('DESCRIPTION') ? { description: toText(value('DESCRIPTION')) } : {}),
    ...(has('RESPONSIBLE_ID')
      ? { responsibleId: readUser(call, value('RESPONSIBLE_ID'), 'Responsible person') }
      : {}),
    ...(has('CREATED_BY') ? { creatorId: readUser(call, value('CREATED_BY'), 'Creator') } : {}),
    ...(has('DEADLINE') ? { deadline: readDate(call, value('DEADLINE')) } : {}),
    ...(has('START_DATE_PLAN') ? { startPlan: readDate(call, value('START_DATE_PLAN')) } : {}),
    ...(has('END_DATE_PLAN') ? { endPlan: readDate(call, value('END_DATE_PLAN')) } : {}),
    ...(has('PRIORITY') ? { priority: readChoice(value('PRIORITY'), [0, 1, 2], 'priority') } : {}),
    ...(has('STATUS') ? { status: readChoice(value('STATUS'), [2, 3, 4, 5, 6, 7], 'status') } : {}),
    ...(has('GROUP_ID') ? { groupId: readGroup(call, value('GROUP_ID')) } : {}),
    ...(has('STAGE_ID') ? { stageId: Math.max(toInt(value('STAGE_ID')) ?? 0, 0) } : {}),
    ...(has('PARENT_ID') ? { parentId: readParent(call, value('PARENT_ID'), task) } : {}),
    ...(has('ACCOMPLICES') ? { accompliceIds: readUsers(call, value('ACCOMPLICES')) } : {}),
    ...(has('AUDITORS') ? { auditorIds: readUsers(call, value('AUDITORS')) } : {}),
    ...(has('TAGS') ? { tags: readTags(value('TAGS')) } : {}),
    ...(has('TIME_ESTIMATE') ? { estimatedTime: Math.max(toInt(value('TIME_ESTIMATE')) ?? 0, 0) } : {}),
    ...(has('XML_ID') ? { xmlId: toText(value('XML_ID')) || null } : {}),
    more: readMore(fields),
  }
  checkPlan(changes.startPlan ?? task?.startPlan ?? null, changes.endPlan ?? task?.endPlan ?? null)
  return changes
}

function readTitle(value: unknown): string {
  const title = toText(value).trim()
  if (title === '') throw coreError('Task title is not specified')
  return title
}

function readUser({ portal }: Call, value: unknown, role: string): number {
  const id = toInt(value)
  if (!portal.data.users.some((user) => user.id === id))
    throw coreError(`${role} is not specified or not found`)
  return id as number
}

function readUsers({ portal }: Call, value: unknown): number[] {
  const ids = toInts(value)
  const isKnown = (id: number) => portal.data.users.some((user) => user.id === id)
  if (!ids.every(isKnown)) throw coreError('User not found')
  return ids
}

function readDate({ portal, user }: Call, value: unknown): string | null {
  const text = toText(value)
  if (text === '') return null
  const moment = portal.zones.parse(text, user.timeZone)
  if (moment === null) throw coreError('Invalid date')
  return moment
}

function readChoice(value: unknown, choices: number[], name: string): number {
  const number = toInt(value)
  if (number === null || !choices.includes(number)) throw coreError(`Wrong ${name}`)
  return number
}

function readGroup({ portal, user }: Call, value: unknown): number {
  const id = toInt(value) ?? 0
  if (id <= 0) return 0
  if (!canSeeProject(findProject(portal.data, id), user))
    throw v2Error('0', 'Action on the task is not allowed')
  return id
}

function readParent({ portal }: Call, value: unknown, task: Task | null): number | null {
  const id = toInt(value) ?? 0
  if (id <= 0) return null
  if (!isPossibleParent(portal.data, task, id)) throw coreError('Parent task not found')
  return id
}

/** A list, or one text with commas. */
function readTags(value: unknown): string[] {
  return toList(value).flatMap((tag) => toText(tag).split(','))
}

function readMore(fields: Params): Record<string, string | boolean | null | string[]> {
  const sent = Object.entries(flags).filter(([name]) => own(fields, name) !== undefined)
  const more = Object.fromEntries(sent.map(([name, key]) => [key, toFlag(own(fields, name))]))
  const mark = own(fields, 'MARK')
  const crm = own(fields, 'UF_CRM_TASK')
  return {
    ...more,
    ...(mark === undefined ? {} : { mark: toText(mark) || null }),
    ...(crm === undefined ? {} : { crmItemIds: toList(crm).map(toText).filter(Boolean) }),
  }
}

function checkPlan(start: string | null, end: string | null): void {
  const fault = planFault(start, end)
  if (fault !== null) throw coreError(fault)
}
