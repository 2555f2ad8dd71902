import { own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import { toMoment } from '../data/dates.ts'
import { findVisible } from '../data/rights.ts'
import { toText } from './params.ts'
import { readPositional, tasksException } from './positional.ts'

const scopes = ['task']
const taskId = { name: 'taskId', type: 'integer' } as const
const commentKeys = ['POST_MESSAGE', 'AUTHOR_ID', 'UF_FORUM_MESSAGE_DOC'] as const
const fields = { name: 'arFields', type: 'array', keys: commentKeys } as const
const order = { name: 'arOrder', type: 'array', isOptional: true } as const
const filter = { name: 'arFilter', type: 'array', isOptional: true } as const

/** `task.commentitem.*`, whose arguments are read by position. It keeps what REST 3.0 calls the messages of a task's chat. */
export const commentMethods: Record<string, V2Method> = {
  'task.commentitem.add': { scopes, run: add },
  'task.commentitem.getlist': { scopes, run: getList },
}

function add(call: Call): V2Answer {
  const [id, sent] = readPositional(call.params, 'ctaskcommentitem::add', [taskId, fields])
  const task = requireVisible(call, id)
  const text = toText(own(sent, 'POST_MESSAGE')).trim()
  if (text === '') throw tasksException(8, 'Message text is missing')
  const { portal, user } = call
  portal.data.chatMessages.push({ taskId: task.id, userId: user.id, text, at: toMoment(portal.now()) })
  portal.changed()
  return { result: portal.data.chatMessages.length }
}

/** Newest first unless `ID` is to ascend; of the filters, author and date count. */
function getList(call: Call): V2Answer {
  const expected = [taskId, order, filter] as const
  const [id, wanted, conditions] = readPositional(call.params, 'ctaskcommentitem::getlist', expected)
  requireVisible(call, id)
  const rows = call.portal.data.chatMessages
    .map((message, at) => ({ ...message, id: at + 1 }))
    .filter((message) => message.taskId === id && matches(message, conditions))
  const sorted = toText(own(wanted, 'ID')).toLowerCase() === 'asc' ? rows : rows.toReversed()
  return { result: sorted.map((row) => describe(call, row)) }
}

type Message = Call['portal']['data']['chatMessages'][number]

function matches({ userId, at }: Message, conditions: Params): boolean {
  const author = toText(own(conditions, 'AUTHOR_ID'))
  const since = Date.parse(toText(own(conditions, '>=POST_DATE')))
  return (author === '' || author === String(userId)) && !(Date.parse(at) < since)
}

function requireVisible({ portal, user }: Call, id: number) {
  const task = findVisible(portal.data, id, user)
  if (!task) throw tasksException(8, 'Action failed')
  return task
}

function describe({ portal, user }: Call, { id, userId, text, at }: Message & { id: number }): object {
  const author = portal.data.users.find((one) => one.id === userId)
  return {
    ID: String(id),
    POST_MESSAGE: text,
    POST_DATE: portal.zones.format(at, user.timeZone),
    POST_MESSAGE_HTML: null,
    AUTHOR_ID: String(userId),
    AUTHOR_EMAIL: author?.email ?? '',
    AUTHOR_NAME: author ? `${author.name} ${author.lastName}` : '',
  }
}
