import { own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import type { ChecklistItem, Task } from '../data/data.ts'
import { toMoment } from '../data/dates.ts'
import { canEdit, findVisible } from '../data/rights.ts'
import { fieldKeys, listKeys, readItemFields } from './checklist-input.ts'
import { toText } from './params.ts'
import { readPositional, tasksException } from './positional.ts'

const scopes = ['task']
const taskId = { name: 'taskId', type: 'integer' } as const
const itemId = { name: 'itemId', type: 'integer' } as const
const fields = { name: 'arFields', type: 'array', keys: fieldKeys } as const
const order = { name: 'arOrder', type: 'array', keys: listKeys, isOptional: true } as const

/** `task.checklistitem.*`. Arguments are read by position; only those who may edit a task change its checklists. */
export const checklistMethods: Record<string, V2Method> = {
  'task.checklistitem.add': { scopes, run: add },
  'task.checklistitem.getlist': { scopes, run: getList },
  'task.checklistitem.get': { scopes, run: get },
  'task.checklistitem.update': { scopes, run: update },
  'task.checklistitem.delete': { scopes, run: remove },
  'task.checklistitem.complete': { scopes, run: (call) => toggle(call, 'complete', true) },
  'task.checklistitem.renew': { scopes, run: (call) => toggle(call, 'renew', false) },
}

function add(call: Call): V2Answer {
  const [task, sent] = readPositional(call.params, 'ctaskchecklistitem::add', [taskId, fields])
  const holder = requireEditable(call, task, 'Add item: action unavailable')
  const changes = readItemFields(call, sent)
  if (changes.title === undefined) throw tasksException(8, 'Item name is missing')
  if (changes.title === '') throw emptyTitle()
  const parentId = changes.parentId ?? firstChecklist(call, holder).id
  return { result: addItem(call, holder, { ...changes, title: changes.title, parentId }).id }
}

function getList(call: Call): V2Answer {
  const [task, wanted] = readPositional(call.params, 'ctaskchecklistitem::getlist', [taskId, order])
  if (!findVisible(call.portal.data, task, call.user)) throw tasksException(8, 'Action failed')
  const rows = itemsOf(call, task).map((item) => describe(call, item))
  return { result: rows.sort((one, other) => compareBy(wanted, one, other)) }
}

function get(call: Call): V2Answer {
  const [task, id] = readPositional(call.params, 'ctaskchecklistitem::get', [taskId, itemId])
  if (!findVisible(call.portal.data, task, call.user)) throw tasksException(8, 'Action failed')
  const item = itemsOf(call, task).find((candidate) => candidate.id === id)
  return { result: item ? describe(call, item) : [] }
}

/** Returns null, also where there was nothing to change: an empty title is passed over. */
function update(call: Call): V2Answer {
  const expected = [taskId, itemId, fields] as const
  const [task, id, sent] = readPositional(call.params, 'ctaskchecklistitem::update', expected)
  requireEditable(call, task, 'Cannot edit the item: action not allowed')
  const item = itemsOf(call, task).find((candidate) => candidate.id === id)
  const { title, isComplete, ...changes } = readItemFields(call, sent)
  if (!item) throw tasksException(8, 'Incorrect value [] specified for field [ENTITY_ID] in item [, ]')
  if (changes.parentId !== undefined && isWithin(call, item, changes.parentId))
    throw circular(item, changes.parentId)
  Object.assign(item, changes)
  if (title) item.title = title
  if (isComplete !== undefined) setComplete(call, item, isComplete)
  call.portal.changed()
  return { result: null }
}

/** An item goes with all that is below it. */
function remove(call: Call): V2Answer {
  const { data } = call.portal
  const [task, id] = readPositional(call.params, 'ctaskchecklistitem::delete', [taskId, itemId])
  requireEditable(call, task, 'Deleting item: action not allowed')
  const item = itemsOf(call, task).find((candidate) => candidate.id === id)
  if (!item) throw tasksException(8, 'Deleting item: action not allowed')
  const gone = new Set(itemsOf(call, task).filter((other) => isWithin(call, item, other.id)))
  data.checklistItems = data.checklistItems.filter((other) => !gone.has(other))
  call.portal.changed()
  return { result: true }
}

/** False where there is no such item. */
function toggle(call: Call, name: string, isComplete: boolean): V2Answer {
  const [task, id] = readPositional(call.params, `ctaskchecklistitem::${name}`, [taskId, itemId])
  requireEditable(call, task, 'Action failed')
  const item = itemsOf(call, task).find((candidate) => candidate.id === id)
  if (!item) return { result: false }
  setComplete(call, item, isComplete)
  call.portal.changed()
  return { result: true }
}

function setComplete({ portal, user }: Call, item: ChecklistItem, isComplete: boolean): void {
  if (item.isComplete === isComplete) return
  Object.assign(item, { isComplete, toggledById: user.id, toggled: toMoment(portal.now()) })
}

/** The checklist that an item without a parent goes to; it is made where a task has none. */
function firstChecklist(call: Call, task: Task): ChecklistItem {
  const first = itemsOf(call, task.id).find((item) => item.parentId === 0)
  return first ?? addItem(call, task, { title: 'BX_CHECKLIST_1', parentId: 0 })
}

type NewItem = Pick<ChecklistItem, 'title' | 'parentId'> & Partial<ChecklistItem>

function addItem({ portal, user }: Call, task: Task, fields: NewItem): ChecklistItem {
  const siblings = portal.data.checklistItems.filter(
    (item) => item.taskId === task.id && item.parentId === fields.parentId,
  )
  const item: ChecklistItem = {
    sort: siblings.length,
    isComplete: false,
    isImportant: false,
    members: [],
    creatorId: user.id,
    toggledById: null,
    toggled: null,
    ...fields,
    id: portal.data.next.checklistItem++,
    taskId: task.id,
  }
  portal.data.checklistItems.push(item)
  portal.changed()
  return item
}

function requireEditable({ portal, user }: Call, id: number, refusal: string): Task {
  const task = findVisible(portal.data, id, user)
  if (!task || !canEdit(portal.data, task, user)) throw tasksException(8, refusal)
  return task
}

function itemsOf({ portal }: Call, id: number): ChecklistItem[] {
  return portal.data.checklistItems
    .filter((item) => item.taskId === id)
    .sort((one, other) => one.sort - other.sort || one.id - other.id)
}

/** Whether `id` is the item itself or lies below it. */
function isWithin(call: Call, item: ChecklistItem, id: number): boolean {
  const parents = new Map(itemsOf(call, item.taskId).map((other) => [other.id, other.parentId]))
  const seen = new Set<number>()
  let current: number | undefined = id
  while (current !== undefined && !seen.has(current)) {
    if (current === item.id) return true
    seen.add(current)
    current = parents.get(current)
  }
  return false
}

function emptyTitle() {
  return tasksException(8, 'Incorrect value [] specified for field [TITLE] in item [, ]')
}

function circular(item: ChecklistItem, parentId: number) {
  return tasksException(
    8,
    `CheckListTree::canAttach: Cannot create circular reference [${item.id}, ${parentId}]`,
  )
}

function compareBy(wanted: Params, one: object, other: object): number {
  for (const [key, direction] of Object.entries(wanted)) {
    const [left, right] = [toText(own(one, key)), toText(own(other, key))]
    const result = left.localeCompare(right, 'ru', { numeric: true })
    if (result !== 0) return toText(direction).toUpperCase() === 'DESC' ? -result : result
  }
  return 0
}

function describe({ portal, user }: Call, item: ChecklistItem) {
  const flag = (value: boolean) => (value ? 'Y' : 'N')
  return {
    ID: String(item.id),
    TASK_ID: String(item.taskId),
    PARENT_ID: item.parentId === 0 ? 0 : String(item.parentId), // Bitrix24 writes this one zero as a number
    CREATED_BY: String(item.creatorId),
    TITLE: item.title,
    SORT_INDEX: String(item.sort),
    IS_COMPLETE: flag(item.isComplete),
    IS_IMPORTANT: flag(item.isImportant),
    TOGGLED_BY: item.toggledById === null ? null : String(item.toggledById),
    TOGGLED_DATE: item.toggled === null ? '' : portal.zones.format(item.toggled, user.timeZone),
    MEMBERS: describeMembers(item),
    ATTACHMENTS: [],
  }
}

/** Keyed by the person's number, which is never a list in PHP. */
function describeMembers({ members }: ChecklistItem): object {
  if (members.length === 0) return []
  return Object.fromEntries(members.map(({ id, type }) => [String(id), { ID: String(id), TYPE: type }]))
}
