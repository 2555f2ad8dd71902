import { isObject, own } from '../http/body.ts'
import type { Call } from '../context.ts'
import type { Task } from '../data/data.ts'
import { participants } from '../data/rights.ts'
import { encodeEmoji } from '../data/titles.ts'
import { toFlag, toInt, toInts, toList, toText } from './params.ts'
import { subStatus } from './task-shape.ts'

type Test = (task: Task) => boolean
type Value = string | number | null
type Column = { kind: 'number' | 'text' | 'date'; values: (task: Task) => Value[] }

/**
 * Reads a filter of `tasks.task.list`. Unknown names are passed over, as Bitrix24 does, which then returns everything.
 */
export function readFilter(call: Call, filter: Record<string, unknown>): Test {
  const columns = columnsFor(call)
  const tests = Object.entries(filter).flatMap(([key, wanted]): Test[] => {
    if (key.startsWith('::SUBFILTER')) return isObject(wanted) ? [readFilter(call, wanted)] : []
    const special = readSpecial(call, key, wanted)
    if (special) return [special]
    const [, negation = '', sign = '', name = ''] = /^(!?)(<=|>=|<|>|=|%|@|)(.*)$/s.exec(key) ?? []
    const column = columns.get(name.toUpperCase())
    if (!column) return []
    const test = readCondition(call, column, sign, wanted)
    return [negation ? (task) => !test(task) : test]
  })
  if (toText(own(filter, '::LOGIC')).toUpperCase() === 'OR') return (task) => tests.some((test) => test(task))
  return (task) => tests.every((test) => test(task))
}

function readCondition(call: Call, { kind, values }: Column, sign: string, wanted: unknown): Test {
  const items = toList(wanted).map((item) => convert(call, kind, item))
  if (items.length === 0) items.push(null) // an empty value asks for what has none
  const holds = comparison(kind, sign)
  return (task) => values(task).some((value) => items.some((item) => holds(value, item)))
}

function convert({ portal, user }: Call, kind: Column['kind'], value: unknown): Value {
  if (kind === 'number') return toInt(value) ?? NaN
  if (kind === 'text') return toText(value).toLowerCase()
  return portal.zones.parse(toText(value), user.timeZone)
}

function comparison(kind: Column['kind'], sign: string): (value: Value, wanted: Value) => boolean {
  const both =
    (holds: (value: string | number, wanted: string | number) => boolean) => (value: Value, wanted: Value) =>
      value !== null && wanted !== null && holds(value, wanted)
  if (sign === '<') return both((value, wanted) => value < wanted)
  if (sign === '<=') return both((value, wanted) => value <= wanted)
  if (sign === '>') return both((value, wanted) => value > wanted)
  if (sign === '>=') return both((value, wanted) => value >= wanted)
  if (kind !== 'text' || sign === '=' || sign === '@') return (value, wanted) => value === wanted
  if (sign === '%') return both((value, wanted) => String(value).includes(String(wanted)))
  return both((value, wanted) => isLike(String(value), String(wanted)))
}

/** SQL's LIKE, with `%` for any text. Written without a regular expression, so that no pattern takes long. */
function isLike(value: string, pattern: string): boolean {
  const parts = pattern.split('%')
  if (parts.length === 1) return value === pattern
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last))
    return false
  let position = first.length
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, position)
    if (found < 0 || found + part.length > value.length - last.length) return false
    position = found + part.length
  }
  return true
}

function readSpecial(call: Call, key: string, wanted: unknown): Test | null {
  const name = key.toUpperCase()
  const { id } = call.user
  if (name === 'ONLY_ROOT_TASKS') return toFlag(wanted) ? (task) => task.parentId === null : () => true
  if (name === 'WO_DEADLINE') return toFlag(wanted) ? (task) => task.deadline === null : () => true
  if (name === 'META::ID_OR_NAME' || name === 'SEARCH_INDEX') {
    const text = toText(wanted).toLowerCase()
    return (task) =>
      String(task.id) === text || `${task.title}\n${task.description}`.toLowerCase().includes(text)
  }
  if (name !== 'ROLE') return null
  const roles: Record<string, Test> = {
    R: (task) => task.responsibleId === id,
    A: (task) => task.accompliceIds.includes(id),
    U: (task) => task.auditorIds.includes(id),
    O: (task) => task.creatorId === id,
  }
  const role = own(roles, toText(wanted))
  return typeof role === 'function' ? (role as Test) : () => true
}

function columnsFor(call: Call): Map<string, Column> {
  const number = (values: Column['values']): Column => ({ kind: 'number', values })
  const textual = (values: Column['values']): Column => ({ kind: 'text', values })
  const date = (value: (task: Task) => string | null): Column => ({
    kind: 'date',
    values: (task) => [value(task)],
  })
  const own = new Map(
    call.portal.data.placements
      .filter((place) => place.userId === call.user.id)
      .map((place) => [place.taskId, place.stageId]),
  )
  return new Map<string, Column>([
    ['ID', number((task) => [task.id])],
    ['PARENT_ID', number((task) => [task.parentId ?? 0])],
    ['GROUP_ID', number((task) => [task.groupId])],
    ['CREATED_BY', number((task) => [task.creatorId])],
    ['STATUS_CHANGED_BY', number((task) => [task.statusChangedById])],
    ['RESPONSIBLE_ID', number((task) => [task.responsibleId])],
    ['ACCOMPLICE', number((task) => task.accompliceIds)],
    ['AUDITOR', number((task) => task.auditorIds)],
    ['MEMBER', number(participants)],
    ['DOER', number((task) => [task.responsibleId, ...task.accompliceIds])],
    ['PRIORITY', number((task) => [task.priority])],
    ['REAL_STATUS', number((task) => [task.status])],
    ['STATUS', number((task) => [task.status, subStatus(call, task)])],
    ['STAGE_ID', number((task) => [task.stageId])],
    ['STAGES_ID', number((task) => [own.get(task.id) ?? 0])],
    ['DEPENDS_ON', number((task) => toInts(task.more.dependsOn))],
    ['TITLE', textual((task) => [encodeEmoji(task.title).toLowerCase()])],
    ['TAG', textual((task) => task.tags.map((tag) => tag.title.toLowerCase()))],
    ['SITE_ID', textual(() => ['s1'])],
    ['FAVORITE', textual(() => ['n'])],
    ['DEADLINE', date((task) => task.deadline)],
    ['DATE_START', date((task) => task.started)],
    ['CREATED_DATE', date((task) => task.created)],
    ['CHANGED_DATE', date((task) => task.changed)],
    ['CLOSED_DATE', date((task) => task.closed)],
    ['START_DATE_PLAN', date((task) => task.startPlan)],
    ['END_DATE_PLAN', date((task) => task.endPlan)],
  ])
}
