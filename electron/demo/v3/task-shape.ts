import type { Call } from '../context.ts'
import type { Task } from '../data/data.ts'
import { canDelete, canEdit, findProject } from '../data/rights.ts'
import { mayComplete } from '../data/results.ts'
import { priorities, relations, statuses } from './fields.ts'

type Shape = Record<string, unknown>

const always = [
  'read',
  'watch',
  'mute',
  'createResult',
  'addAuditors',
  'elapsedTime',
  'favorite',
  'reminder',
  'copy',
]
const never = ['take', 'changeDirector', 'timeTracking', 'resultEdit', 'removeResult']
const editors = ['edit', 'delegate', 'deadline', 'datePlan', 'changeResponsible', 'changeAccomplices', 'mark']
const makers = [
  'changeStatus',
  'checklistAdd',
  'checklistEdit',
  'checklistSave',
  'checklistToggle',
  'automate',
]
const builders = [
  'createSubtask',
  'saveAsTemplate',
  'attachFile',
  'detachFile',
  'detachParent',
  'createGanttDependence',
]

/** The base set of a task in REST 3.0, in the documented order. `link` is relative to the portal. */
export function describeTask(call: Call, task: Task, link: string): Shape {
  const { portal, user } = call
  const date = (moment: string | null) => moment && portal.zones.format(moment, user.timeZone)
  const checklist = portal.data.checklistItems.filter((item) => item.taskId === task.id)
  return {
    id: task.id,
    title: task.title,
    description: task.description,
    deadline: date(task.deadline),
    needsControl: false,
    startPlan: date(task.startPlan),
    endPlan: date(task.endPlan),
    fileIds: null,
    checklist: checklist.map((item) => item.id),
    epicId: null,
    storyPoints: null,
    priority: priorities[task.priority],
    status: statuses.get(task.status),
    statusChanged: date(task.statusChanged),
    parentId: task.parentId,
    containsChecklist: checklist.length > 0,
    containsSubTasks: portal.data.tasks.some((other) => other.parentId === task.id),
    containsRelatedTasks: false,
    containsGanttLinks: false,
    containsPlacements: false, // embeddings of applications, of which there are none; places in a plan are something else
    containsResults: portal.data.results.some((result) => result.taskId === task.id),
    numberOfReminders: 0,
    chatId: 2000 + task.id,
    plannedDuration: 0,
    actualDuration: 0,
    durationType: 'days',
    started: date(task.started),
    estimatedTime: task.estimatedTime,
    replicate: false,
    changed: date(task.changed),
    closed: date(task.closed),
    activity: date(task.changed),
    guid: task.guid,
    xmlId: task.xmlId,
    exchangeId: null,
    exchangeModified: null,
    outlookVersion: 1,
    mark: 'none',
    allowsChangeDeadline: false,
    allowsTimeTracking: false,
    matchesWorkTime: false,
    addInReport: null,
    isMultitask: false,
    siteId: 's1',
    deadlineCount: null,
    declineReason: null,
    forumTopicId: null,
    link,
    rights: describeRights(call, task),
    archiveLink: `/bitrix/tools/disk/uf.php?action=downloadArchiveByEntity&entity=task&entityId=${task.id}`,
    crmItemIds: [],
    requireResult: false,
    matchesSubTasksTime: false,
    autocompleteSubTasks: false,
    allowsChangeDatePlan: false,
    maxDeadlineChangeDate: null,
    maxDeadlineChanges: null,
    requireDeadlineChangeReason: false,
    inFavorite: [],
    inPin: [],
    inGroupPin: [],
    inMute: [],
    dependsOn: [],
    scenarios: ['default'],
    ...task.more,
    ...(task.more.crmItemIds === null ? { crmItemIds: [] } : {}),
  }
}

/** Fields that only `tasks.task.list` knows; `get` and `add` leave them out. */
export function describeListed(call: Call, task: Task): Shape {
  const date = (moment: string | null) => moment && call.portal.zones.format(moment, call.user.timeZone)
  return {
    ...describeTask(call, task, personalLink(call.user.id, task.id)),
    creatorId: task.creatorId,
    responsibleId: task.responsibleId,
    groupId: task.groupId || null,
    stageId: task.stageId || null,
    flowId: task.more.flowId ?? null,
    created: date(task.created),
    changedById: task.changedById,
    statusChangedById: task.statusChangedById,
    closedById: task.closedById,
  }
}

export function personalLink(userId: number, taskId: number): string {
  return `/company/personal/user/${userId}/tasks/task/view/${taskId}/`
}

/** One related object or a list of them, with all its fields; null where there is none. */
export function describeRelation(call: Call, task: Task, name: string): Shape | Shape[] | null {
  const { data } = call.portal
  const people: Record<string, number | null> = {
    creator: task.creatorId,
    responsible: task.responsibleId,
    changedBy: task.changedById,
    statusChangedBy: task.statusChangedById,
    closedBy: task.closedById,
  }
  if (Object.hasOwn(people, name)) return describePerson(call, people[name] ?? 0)
  if (name === 'accomplices') return describePeople(call, task.accompliceIds)
  if (name === 'auditors') return describePeople(call, task.auditorIds)
  if (name === 'tags') return task.tags.map(({ id, title }) => ({ id, name: title }))
  if (name === 'group') {
    const project = findProject(data, task.groupId)
    return project
      ? { id: project.id, name: project.name, image: null, type: project.type, isVisible: true }
      : null
  }
  const stage = data.stages.find((candidate) => candidate.id === task.stageId)
  return name === 'stage' && stage ? { id: stage.id, title: stage.title, color: stage.color } : null
}

/** Whether `name` is a relation, and if so which fields it has. */
export function relationFields(name: string): string[] | undefined {
  return relations.get(name)
}

function describePeople(call: Call, ids: number[]): Shape[] {
  return ids.map((id) => describePerson(call, id)).filter((person) => person !== null)
}

function describePerson({ portal }: Call, id: number): Shape | null {
  const user = portal.data.users.find((candidate) => candidate.id === id)
  if (!user) return null
  const gender = { M: 'male', F: 'female', '': null }[user.gender]
  const { email, name, lastName, isAdmin } = user
  return {
    id,
    name: `${name} ${lastName}`,
    role: isAdmin ? 'admin' : 'employee',
    image: null,
    gender,
    email,
    externalAuthId: null,
    rights: null,
  }
}

/** What the caller may do with a task. */
export function describeRights({ portal, user }: Call, task: Task): Record<string, boolean> {
  const edit = canEdit(portal.data, task, user)
  const isDone = task.status === 5
  const approves = task.status === 4 && (user.isAdmin || task.creatorId === user.id)
  const all = (names: string[], value: boolean) => Object.fromEntries(names.map((name) => [name, value]))
  return {
    ...all(always, true),
    ...all(never, false),
    ...all([...editors, ...makers, ...builders], edit),
    completeResult: mayComplete(portal.data, task),
    resultRead: false,
    admin: user.isAdmin,
    sort: false,
    defer: edit && [2, 3].includes(task.status),
    remove: canDelete(portal.data, task, user),
    complete: edit && !isDone,
    renew: edit && isDone,
    start: edit && [2, 6, 7].includes(task.status),
    pause: edit && task.status === 3,
    approve: approves,
    disapprove: approves,
  }
}
