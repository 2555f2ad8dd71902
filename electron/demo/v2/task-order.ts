import type { Call } from '../context.ts'
import type { Task, User } from '../data/data.ts'
import { v2Error } from '../http/errors.ts'
import { toText } from './params.ts'

/** What is looked up by a number while tasks are compared, which happens far more often than there are tasks. */
type Known = { users: Map<number, User>; hands: Map<number, number | null | undefined> }
type Key = (task: Task, known: Known) => string | number | null

const unordered: Key = () => 0
const keys = new Map<string, Key>([
  ['ID', (task) => task.id],
  ['TITLE', (task) => task.title.toLowerCase()],
  ['TIME_SPENT_IN_LOGS', unordered],
  ['DATE_START', (task) => task.started],
  ['CREATED_DATE', (task) => task.created],
  ['CHANGED_DATE', (task) => task.changed],
  ['CLOSED_DATE', (task) => task.closed],
  ['ACTIVITY_DATE', (task) => task.changed],
  ['START_DATE_PLAN', (task) => task.startPlan],
  ['END_DATE_PLAN', (task) => task.endPlan],
  ['DEADLINE', (task) => task.deadline],
  ['REAL_STATUS', (task) => task.status],
  ['STATUS', (task) => task.status],
  ['STATUS_COMPLETE', (task) => (task.status === 5 ? 1 : 0)],
  ['PRIORITY', (task) => task.priority],
  ['MARK', unordered],
  ['CREATED_BY', (task) => task.creatorId],
  ['RESPONSIBLE_ID', (task) => task.responsibleId],
  ['CREATED_BY_LAST_NAME', (task, { users }) => users.get(task.creatorId)?.lastName ?? ''],
  ['RESPONSIBLE_LAST_NAME', (task, { users }) => users.get(task.responsibleId)?.lastName ?? ''],
  ['GROUP_ID', (task) => task.groupId],
  ['TIME_ESTIMATE', (task) => task.estimatedTime],
  ['ALLOW_CHANGE_DEADLINE', unordered],
  ['ALLOW_TIME_TRACKING', unordered],
  ['MATCH_WORK_TIME', unordered],
  ['FAVORITE', unordered],
  // Where the caller has put a task by hand in the own plan.
  ['SORTING', ({ id }, { hands }) => hands.get(id) ?? null],
  ['IS_PINNED', unordered],
  ['IS_PINNED_IN_GROUP', unordered],
])

/** How `tasks.task.list` sorts: newest number first where nothing else is said. Error "0" for an unknown key. */
export function readOrder(call: Call, order: Record<string, unknown>): (one: Task, other: Task) => number {
  const { users, placements } = call.portal.data
  const own = placements.filter(({ userId }) => userId === call.user.id)
  const known: Known = {
    users: new Map(users.map((user) => [user.id, user])),
    hands: new Map(own.map(({ taskId, hand }) => [taskId, hand])),
  }
  const steps = Object.entries(order).map(([name, direction]) => {
    const key = keys.get(name.toUpperCase())
    if (!key) throw v2Error('0', 'Invalid sorting key (internal error)')
    return { key, sign: toText(direction).toLowerCase().startsWith('desc') ? -1 : 1 }
  })
  return (one, other) => {
    for (const { key, sign } of steps) {
      const difference = compare(key(one, known), key(other, known))
      if (difference !== 0) return sign * difference
    }
    return other.id - one.id
  }
}

/** What has no value comes last when ascending. */
function compare(one: string | number | null, other: string | number | null): number {
  if (one === other) return 0
  if (one === null) return 1
  if (other === null) return -1
  return one < other ? -1 : 1
}
