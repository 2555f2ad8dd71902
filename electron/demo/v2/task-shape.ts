import { attachmentsOf } from '../data/attachments.ts'
import type { Call } from '../context.ts'
import type { Task, User } from '../data/data.ts'
import { canDelete, canEdit, findProject } from '../data/rights.ts'
import { phpObject, toList, toText } from './params.ts'

type Shape = Record<string, unknown>

/** A whole task as the old API writes it: numbers as texts, dates in the caller's zone, `[]` for what is empty. */
export function describeTask(call: Call, task: Task): Shape {
  const date = (moment: string | null) => moment && call.portal.zones.format(moment, call.user.timeZone)
  const flag = (name: string) => (task.more[name] === true ? 'Y' : 'N')
  return {
    id: String(task.id),
    parentId: text(task.parentId),
    title: task.title,
    description: task.description,
    mark: task.more.mark === 'P' || task.more.mark === 'N' ? task.more.mark : null,
    priority: String(task.priority),
    multitask: 'N',
    notViewed: 'N',
    replicate: 'N',
    stageId: String(task.stageId),
    createdBy: String(task.creatorId),
    createdDate: date(task.created),
    responsibleId: String(task.responsibleId),
    changedBy: String(task.changedById),
    changedDate: date(task.changed),
    statusChangedBy: text(task.statusChangedById),
    closedBy: text(task.closedById),
    closedDate: date(task.closed),
    activityDate: date(task.changed),
    dateStart: date(task.started),
    deadline: date(task.deadline),
    startDatePlan: date(task.startPlan),
    endDatePlan: date(task.endPlan),
    guid: task.guid,
    xmlId: task.xmlId,
    allowChangeDeadline: flag('allowsChangeDeadline'),
    allowTimeTracking: flag('allowsTimeTracking'),
    taskControl: flag('needsControl'),
    addInReport: flag('addInReport'),
    matchWorkTime: flag('matchesWorkTime'),
    timeEstimate: String(task.estimatedTime),
    siteId: 's1',
    subordinate: 'N',
    flowId: text(typeof task.more.flowId === 'number' ? task.more.flowId : null),
    descriptionInBbcode: 'Y',
    status: String(task.status),
    statusChangedDate: date(task.statusChanged ?? task.created),
    durationType: 'days',
    favorite: 'N',
    groupId: String(task.groupId),
    auditors: task.auditorIds.map(String),
    accomplices: task.accompliceIds.map(String),
    checklist: [],
    group: describeGroup(call, task.groupId),
    creator: describePerson(call, task.creatorId),
    responsible: describePerson(call, task.responsibleId),
    accomplicesData: describePeople(call, task.accompliceIds),
    auditorsData: describePeople(call, task.auditorIds),
  }
}

/** The answer of the methods that return one task. */
export function describeWithActions(call: Call, task: Task): Shape {
  const edit = canEdit(call.portal.data, task, call.user)
  const action = {
    complete: edit && task.status !== 5,
    renew: edit && task.status === 5,
    edit,
    remove: canDelete(call.portal.data, task, call.user),
    start: edit && task.status === 2,
    'edit.originator': false,
  }
  return { ...describeTask(call, task), action }
}

/** What goes beside a selected name. `STATUS` is the real status; −1 overdue and −3 nearly so stand in `subStatus`. */
const answeredBy: Record<string, string[]> = {
  REAL_STATUS: ['status'],
  STATUS: ['status', 'subStatus'],
  CREATED_BY: ['createdBy', 'creator'],
  RESPONSIBLE_ID: ['responsibleId', 'responsible'],
  ACCOMPLICES: ['accomplices', 'accomplicesData'],
  AUDITORS: ['auditors', 'auditorsData'],
}

/** The selected part of a task; everything but tags where nothing or `*` is selected. */
export function selectFromTask(call: Call, task: Task, select: unknown): Shape {
  const names = toList(select).map((name) => toText(name).toUpperCase())
  const whole = {
    ...describeTask(call, task),
    subStatus: String(subStatus(call, task)),
    tags: describeTags(task),
    ufTaskWebdavFiles: attachmentsOf(call.portal, task).map(String),
    ufCrmTask: Array.isArray(task.more.crmItemIds) ? task.more.crmItemIds : [],
  }
  if (names.length === 0 || names.includes('*')) {
    const { tags, ufTaskWebdavFiles, ufCrmTask, ...rest } = whole
    const hasCrm = names.includes('UF_*') || names.includes('UF_CRM_TASK')
    const hasFiles = names.includes('UF_*') || names.includes('UF_TASK_WEBDAV_FILES')
    return {
      ...rest,
      ...(names.includes('TAGS') ? { tags } : {}),
      ...(hasFiles ? { ufTaskWebdavFiles } : {}),
      ...(hasCrm ? { ufCrmTask } : {}),
    }
  }
  const keys = new Set(['id', ...names.flatMap(keysFor), 'group'])
  return Object.fromEntries(Object.entries(whole).filter(([key]) => keys.has(key)))
}

/** The status with what the clock adds to it: −1 overdue, −3 due within a day. */
export function subStatus({ portal }: Call, task: Task): number {
  if (task.deadline === null || task.status === 5) return task.status
  const left = Date.parse(task.deadline) - portal.now().getTime()
  if (left < 0) return -1
  return left < 86_400_000 ? -3 : task.status
}

function keysFor(name: string): string[] {
  const keys = Object.hasOwn(answeredBy, name) ? answeredBy[name] : undefined
  return keys ?? [name.toLowerCase().replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())]
}

function text(value: number | null): string | null {
  return value === null ? null : String(value)
}

function describeTags(task: Task): object {
  return phpObject(task.tags.map((tag) => [String(tag.id), { id: tag.id, title: tag.title }]))
}

function describeGroup({ portal }: Call, groupId: number): object {
  const project = findProject(portal.data, groupId)
  if (!project) return []
  const { id, name, memberIds } = project
  return {
    id: String(id),
    name,
    opened: false,
    membersCount: memberIds.length,
    image: '',
    additionalData: [],
  }
}

function describePeople(call: Call, ids: number[]): object {
  return phpObject(ids.map((id) => [String(id), describePerson(call, id)]))
}

function describePerson({ portal }: Call, id: number): object {
  const user: User | undefined = portal.data.users.find((candidate) => candidate.id === id)
  return {
    id: String(id),
    name: user ? `${user.name} ${user.lastName}` : '',
    link: `/company/personal/user/${id}/`,
    icon: '/bitrix/images/tasks/default_avatar.png',
    workPosition: user?.workPosition ?? '',
  }
}
