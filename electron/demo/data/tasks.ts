import { randomUUID } from 'node:crypto'
import type { Portal } from '../context.ts'
import type { PortalData, Task, User } from './data.ts'
import { toMoment } from './dates.ts'
import { placeNewTask } from './plan.ts'
import { keptTitle } from './titles.ts'

/** What a task can be made from or changed to. Tags are given by their titles. */
export type TaskChanges = Partial<
  Omit<Task, 'id' | 'guid' | 'created' | 'changed' | 'changedById' | 'tags' | 'closed' | 'closedById'>
> & { tags?: string[] }

export type TaskDraft = TaskChanges & Pick<Task, 'title' | 'creatorId' | 'responsibleId'>

/** Makes a task and puts it into the plans of those who take part. Everything has been checked before. */
export function createTask(portal: Portal, author: User, { tags, status, ...draft }: TaskDraft): Task {
  const moment = toMoment(portal.now())
  const task: Task = {
    description: '',
    accompliceIds: [],
    auditorIds: [],
    created: moment,
    changed: moment,
    changedById: author.id,
    statusChanged: null,
    statusChangedById: null,
    started: null,
    closed: null,
    closedById: null,
    deadline: null,
    startPlan: null,
    endPlan: null,
    priority: 1,
    groupId: 0,
    stageId: 0,
    parentId: null,
    estimatedTime: 0,
    guid: `{${randomUUID()}}`,
    xmlId: null,
    more: {},
    ...draft,
    title: keptTitle(draft.title, portal.titles),
    id: portal.data.next.task++,
    status: 2,
    tags: makeTags(portal.data, tags ?? []),
  }
  portal.data.tasks.push(task)
  if (status !== undefined && status !== task.status) setStatus(portal, author, task, status)
  placeNewTask(portal.data, task)
  portal.changed()
  return task
}

/** Changes a task in place. */
export function changeTask(portal: Portal, author: User, task: Task, changes: TaskChanges): void {
  const { tags, status, more, ...plain } = changes
  Object.assign(task, plain)
  if (plain.title !== undefined) task.title = keptTitle(plain.title, portal.titles)
  if (more) task.more = { ...task.more, ...more }
  if (tags) task.tags = makeTags(portal.data, tags)
  if (status !== undefined && status !== task.status) setStatus(portal, author, task, status)
  task.changed = toMoment(portal.now())
  task.changedById = author.id
  portal.changed()
}

/** 5 closes a task, anything else opens it again. */
function setStatus(portal: Portal, author: User, task: Task, status: number): void {
  const moment = toMoment(portal.now())
  task.status = status
  task.statusChanged = moment
  task.statusChangedById = author.id
  task.closed = status === 5 ? moment : null
  task.closedById = status === 5 ? author.id : null
  if (status === 3) task.started = moment
}

/** Takes a task away with all that hangs on it. Its subtasks stay, without a parent; files stay on the Drive. */
export function deleteTask(portal: Portal, task: Task): void {
  const { data } = portal
  data.tasks = data.tasks.filter((other) => other !== task)
  data.placements = data.placements.filter((place) => place.taskId !== task.id)
  data.checklistItems = data.checklistItems.filter((item) => item.taskId !== task.id)
  data.attachments = data.attachments.filter((attachment) => attachment.taskId !== task.id)
  data.results = data.results.filter((result) => result.taskId !== task.id)
  data.chatMessages = data.chatMessages.filter((message) => message.taskId !== task.id)
  for (const child of data.tasks) if (child.parentId === task.id) child.parentId = null
  portal.changed()
}

/** Seconds: the server keeps a planned length in 32 bits. */
const longestPlan = 2_147_483_647

/** What is wrong with a planned time, in words; null for nothing. */
export function planFault(start: string | null, end: string | null): string | null {
  if (start === null || end === null) return null
  if (end < start) return 'The planned end lies before the planned start'
  return Date.parse(end) - Date.parse(start) > longestPlan * 1000 ? 'The planned time is too long' : null
}

/** Whether `parentId` may be the parent: it is there and does not descend from the task itself. */
export function isPossibleParent(data: PortalData, task: Task | null, parentId: number): boolean {
  const seen = new Set<number>()
  let current: number | null = parentId
  while (current !== null) {
    if (current === task?.id || seen.has(current)) return false
    seen.add(current)
    const parent: Task | undefined = data.tasks.find((candidate) => candidate.id === current)
    if (!parent) return false
    current = parent.parentId
  }
  return true
}

/** The same tag has the same number in every task. */
function makeTags(data: PortalData, titles: string[]): Task['tags'] {
  const known = new Map(data.tasks.flatMap((task) => task.tags).map((tag) => [tag.title, tag.id]))
  const wanted = [...new Set(titles.map((title) => title.trim()).filter(Boolean))]
  return wanted.map((title) => ({ id: known.get(title) ?? data.next.tag++, title }))
}
