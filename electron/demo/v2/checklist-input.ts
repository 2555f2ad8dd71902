import { isObject, own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call } from '../context.ts'
import type { ChecklistItem } from '../data/data.ts'
import { toFlag, toInt, toText } from './params.ts'
import { tasksException } from './positional.ts'

/** The only names that the fields of an item may have. */
export const fieldKeys = [
  'TITLE',
  'SORT_INDEX',
  'IS_COMPLETE',
  'IS_IMPORTANT',
  'MEMBERS',
  'PARENT_ID',
] as const

/** What a list of items can be ordered by. */
export const listKeys = [
  ...['ID', 'TASK_ID', 'PARENT_ID', 'CREATED_BY', 'TITLE', 'SORT_INDEX'],
  ...['IS_COMPLETE', 'IS_IMPORTANT', 'TOGGLED_BY', 'TOGGLED_DATE'],
]

type ItemChanges = Partial<Omit<ChecklistItem, 'id' | 'taskId'>>

/** What of an item the fields change. A parent of 0 makes it a checklist of its own. */
export function readItemFields(call: Call, fields: Params): ItemChanges {
  const value = (name: (typeof fieldKeys)[number]) => own(fields, name)
  const has = (name: (typeof fieldKeys)[number]) => value(name) !== undefined
  return {
    ...(has('TITLE') ? { title: toText(value('TITLE')).trim() } : {}),
    ...(has('SORT_INDEX') ? { sort: toInt(value('SORT_INDEX')) ?? 0 } : {}),
    ...(has('IS_COMPLETE') ? { isComplete: toFlag(value('IS_COMPLETE')) } : {}),
    ...(has('IS_IMPORTANT') ? { isImportant: toFlag(value('IS_IMPORTANT')) } : {}),
    ...(has('MEMBERS') ? { members: readMembers(call, value('MEMBERS')) } : {}),
    ...(has('PARENT_ID') ? { parentId: Math.max(toInt(value('PARENT_ID')) ?? 0, 0) } : {}),
  }
}

/** Unknown people are passed over; a part that is neither `A` nor `U` is refused. */
function readMembers({ portal }: Call, value: unknown): ChecklistItem['members'] {
  const known = new Set(portal.data.users.map((user) => user.id))
  return Object.entries(isObject(value) ? value : {}).flatMap(([key, member]) => {
    const type = isObject(member) ? toText(own(member, 'TYPE')) : ''
    if (type !== 'A' && type !== 'U') {
      throw tasksException(8, `Unknown user type passed [${type.slice(0, 20)}]`)
    }
    const id = toInt(key)
    return id !== null && known.has(id) ? [{ id, type }] : []
  })
}
