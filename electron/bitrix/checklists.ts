import { fields, flag, id, idOrNull, listOf, order, readId, text } from './rest/answers.ts'
import { ask, forCapture } from './rest/ask.ts'
import type { BitrixClient, RequestOptions } from './rest/client.ts'

export type ChecklistItem = {
  id: number
  /** The checklist or item that it belongs to; null for a checklist itself. */
  parentId: number | null
  title: string
  isComplete: boolean
}
type NewItem = { title: string; isComplete?: boolean }

type EnsureOptions = RequestOptions & {
  /** The task has never had this checklist, so there is nothing to look at before. */
  isNew?: boolean
  /** Called with how many of the items are there now. */
  onProgress?: (done: number) => Promise<void>
}

/** The checklists of tasks. They throw BitrixError; `ERROR_CORE` is said of a task that is gone or not the caller's. */
export type Checklists = {
  /** Checklists and their items, in the portal's order. */
  list: (taskId: number, request?: RequestOptions) => Promise<ChecklistItem[]>
  /** Makes a checklist with this name, or an item below `parentId`; never repeated by itself. Returns its id. */
  add: (taskId: number, item: NewItem & { parentId: number }, request?: RequestOptions) => Promise<number>
  /** Ticks an item, or takes the tick away. */
  check: (taskId: number, itemId: number, completed: boolean) => Promise<void>
  /** Brings a checklist to a task and adds what is missing in it, so that it may be called again after any failure. */
  ensure: (
    taskId: number,
    checklist: { name: string; items: readonly NewItem[] },
    options?: EnsureOptions,
  ) => Promise<void>
}

const row = fields({ ID: id, PARENT_ID: idOrNull, TITLE: text, SORT_INDEX: order, IS_COMPLETE: flag })

/** Sources: api-reference/tasks/checklist-item/task-checklist-item-{add,get-list,complete,renew}.md. */
export function portalChecklists(client: BitrixClient): Checklists {
  // These methods read their parameters by position: their order counts and nothing else may be sent along.
  async function list(taskId: number, request: RequestOptions = {}): Promise<ChecklistItem[]> {
    const params = { TASKID: taskId, ORDER: { SORT_INDEX: 'asc' } }
    const options = { ...forCapture(request), kind: 'read', read: readChecklist } as const
    return (await ask(client, 'task.checklistitem.getlist', params, options)).value
  }

  async function add(taskId: number, item: NewItem & { parentId: number }, request: RequestOptions = {}) {
    const { title, isComplete = false, parentId } = item
    const FIELDS = { TITLE: title, IS_COMPLETE: isComplete ? 'Y' : 'N', PARENT_ID: parentId }
    const options = { ...forCapture(request), kind: 'write', read: readId } as const
    return (await ask(client, 'task.checklistitem.add', { TASKID: taskId, FIELDS }, options)).value
  }

  return {
    list,
    add,
    check: async (TASKID, ITEMID, completed) => {
      const method = completed ? 'task.checklistitem.complete' : 'task.checklistitem.renew'
      await client.v2(method, { TASKID, ITEMID }, { kind: 'write', priority: 'capture' })
    },
    ensure: async (taskId, { name, items }, { isNew, onProgress, ...request } = {}) => {
      const there = isNew ? [] : await list(taskId, request)
      const known = there.find(({ parentId, title }) => parentId === null && title === name)
      const parentId = known?.id ?? (await add(taskId, { title: name, parentId: 0 }, request))
      const left = there.filter((item) => item.parentId === parentId).map(({ title }) => title)
      for (const [index, item] of items.entries()) {
        const at = left.indexOf(item.title)
        // The same words may stand in a list twice, so each one that is there counts for one only.
        if (at >= 0) left.splice(at, 1)
        else await add(taskId, { ...item, parentId }, request)
        await onProgress?.(index + 1)
      }
    },
  }
}

/** Reads `task.checklistitem.getlist`; what has no id is left out. */
export function readChecklist(result: unknown): ChecklistItem[] | null {
  const rows = listOf(row, result)
  return (
    rows
      ?.sort((one, other) => one.SORT_INDEX - other.SORT_INDEX || one.ID - other.ID)
      .map(({ ID, PARENT_ID, TITLE, IS_COMPLETE }) => ({
        id: ID,
        parentId: PARENT_ID,
        title: TITLE,
        isComplete: IS_COMPLETE,
      })) ?? null
  )
}
