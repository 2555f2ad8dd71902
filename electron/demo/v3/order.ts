import { isObject, own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Task } from '../data/data.ts'
import { invalidRequest, v3Error } from '../http/errors.ts'
import { fields } from './fields.ts'
import { unknownProperty } from './validate.ts'

type Key = (task: Task) => string | number | null

const keys = new Map<string, Key>([
  ['id', (task) => task.id],
  ['title', (task) => task.title.toLowerCase()],
  ['creatorId', (task) => task.creatorId],
  ['created', (task) => task.created],
  ['responsibleId', (task) => task.responsibleId],
  ['deadline', (task) => task.deadline],
  ['startPlan', (task) => task.startPlan],
  ['endPlan', (task) => task.endPlan],
  ['groupId', (task) => task.groupId],
  ['priority', (task) => task.priority],
  ['status', (task) => task.status],
  ['started', (task) => task.started],
  ['estimatedTime', (task) => task.estimatedTime],
  ['changed', (task) => task.changed],
  ['closed', (task) => task.closed],
  ['activity', (task) => task.changed],
  ['mark', () => null],
  ['allowsChangeDeadline', () => null],
  ['allowsTimeTracking', () => null],
])

/** The fields that a list can be ordered by. */
export const sortable: ReadonlySet<string> = new Set(keys.keys())

/** Reads `order`; by number, ascending, where nothing else is said. */
export function readOrder(params: Params): (one: Task, other: Task) => number {
  const order = own(params, 'order') ?? {}
  if (!isObject(order) || (Array.isArray(order) && order.length > 0))
    throw malformed('`order` must be an object')
  const steps = Object.entries(order).map(([name, direction]) => {
    const key = keys.get(name)
    if (!key && !fields.has(name)) throw unknownProperty(name)
    if (!key) throw invalidRequest([{ message: `Field \`${name}\` is not sortable`, field: name }])
    if (direction !== 'ASC' && direction !== 'DESC') throw malformed('The direction must be ASC or DESC')
    return { key, sign: direction === 'DESC' ? -1 : 1 }
  })
  return (one, other) => {
    for (const { key, sign } of steps) {
      const difference = compare(key(one), key(other))
      if (difference !== 0) return sign * difference
    }
    return one.id - other.id
  }
}

/** Reads `pagination` as the piece of the list to return; 50 from the beginning by default. */
export function readPagination(params: Params): { offset: number; limit: number } {
  const pagination = own(params, 'pagination') ?? {}
  if (!isObject(pagination)) throw badPage('`pagination` must be an object')
  // The documentation says 1000; live portals give no more than 50 at once.
  const limit = Math.min(readCount(pagination, 'limit', 1, 1000) ?? 50, 50)
  const page = readCount(pagination, 'page', 0, Number.MAX_SAFE_INTEGER)
  const offset = readCount(pagination, 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0
  // Pages are counted from 1; the vendor's SDK asks for page 0 and means the first.
  return { offset: page === null ? offset : Math.max(page - 1, 0) * limit, limit }
}

function readCount(pagination: Params, name: string, least: number, most: number): number | null {
  const value = own(pagination, name)
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least || value > most) {
    throw badPage(`\`${name}\` must be a whole number of at least ${least}`)
  }
  return value
}

function compare(one: string | number | null, other: string | number | null): number {
  if (one === other) return 0
  if (one === null) return -1
  if (other === null) return 1
  return one < other ? -1 : 1
}

function malformed(message: string) {
  return v3Error('INVALIDORDEREXCEPTION', message)
}

function badPage(message: string) {
  return v3Error('INVALIDPAGINATIONEXCEPTION', message)
}
