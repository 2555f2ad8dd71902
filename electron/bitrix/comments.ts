import { randomUUID } from 'node:crypto'
import { fields, id, idOrNull, listOf, moment, name, readId, readNothing, text } from './rest/answers.ts'
import { ask, askV3, forCapture } from './rest/ask.ts'
import type { BitrixClient, RequestOptions } from './rest/client.ts'
import { keyWasUsed, outcomeOf } from './rest/errors.ts'
import { lacksRest3 } from './tasks/tasks-v2.ts'

export type Comment = {
  taskId: number
  text: string
  /** When it was tried first, if an answer may have been lost since; milliseconds since 1970. */
  triedAt?: number | undefined
}

/** Says something about a task; `about` names what the words are said of, so that the same again after a lost answer is once. */
export type Commenter = (
  client: BitrixClient,
  comment: Pick<Comment, 'taskId' | 'text'> & { about: string },
) => Promise<void>

/** Comments for a person who may press the button again. `now`: milliseconds since 1970. */
export function createCommenter(now: () => number): Commenter {
  /** Comments whose answers were lost. */
  const unsure = new Map<string, { key: string; triedAt: number }>()

  return async (client, { about, taskId, text }) => {
    const said = `${about} ${text}`
    const before = unsure.get(said)
    const { key, triedAt } = before ?? { key: randomUUID(), triedAt: now() }
    unsure.set(said, { key, triedAt })
    try {
      await sendComment(client, { taskId, text, triedAt: before?.triedAt }, key)
      unsure.delete(said)
    } catch (error) {
      if (outcomeOf(error) !== 'unknown' && !before) unsure.delete(said)
      if (!keyWasUsed(error)) throw error
      unsure.delete(said)
    }
  }
}

const row = fields({ ID: id, AUTHOR_ID: idOrNull, AUTHOR_NAME: name, POST_DATE: moment, POST_MESSAGE: text })
const clockDifference = 10 * 60_000

/**
 * Writes into a task's chat, once for a key, however often it is called in 24 hours; where REST 3.0 is missing, into its
 * comments, after a look whether an earlier try has done so. Throws BitrixError, `access-denied` or `refused` for a task that is
 * not the caller's. Sources: tasks-task-chat-message-send.md, comment-item/task-comment-item-{add,get-list}.md.
 */
export async function sendComment(
  client: BitrixClient,
  comment: Comment,
  idempotencyKey: string,
  request: RequestOptions = {},
): Promise<void> {
  const { taskId, text } = comment
  const body = JSON.stringify({ fields: { taskId, text } })
  const options = { ...forCapture(request), kind: 'write', idempotencyKey, read: readNothing } as const
  try {
    await askV3(client, 'tasks.task.chat.message.send', body, options)
  } catch (error) {
    if (!lacksRest3(error)) throw error
    await sendCommentV2(client, comment, request)
  }
}

/** These methods read their parameters by position: their order counts and nothing else may be sent along. */
async function sendCommentV2(client: BitrixClient, comment: Comment, request: RequestOptions): Promise<void> {
  if (await isThere(client, comment, request)) return
  const params = { TASKID: comment.taskId, FIELDS: { POST_MESSAGE: comment.text } }
  const options = { ...forCapture(request), kind: 'write', read: readId } as const
  await ask(client, 'task.commentitem.add', params, options)
}

/** Whether the caller has written these words since the first try. */
async function isThere(
  client: BitrixClient,
  { taskId, text, triedAt }: Comment,
  request: RequestOptions,
): Promise<boolean> {
  if (triedAt === undefined) return false
  const { userId } = await client.portal()
  // An application's user may be unknown as yet.
  const FILTER = userId > 0 ? { AUTHOR_ID: userId } : {}
  const params = { TASKID: taskId, ORDER: { ID: 'desc' }, FILTER }
  const options = { ...forCapture(request), kind: 'read', read: readComments } as const
  const { value } = await ask(client, 'task.commentitem.getlist', params, options)
  return value.some(
    (one) =>
      isSame(one.text, text) &&
      (userId === 0 || one.authorId === null || one.authorId === userId) &&
      (one.at === null || Date.parse(one.at) >= triedAt - clockDifference),
  )
}

/** A portal may change line ends and the blanks around a text. */
function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

const plain = (words: string) => words.replace(/\r\n?/g, '\n').trim()

/** Reads `task.commentitem.getlist`; what has no id is left out. */
export function readComments(result: unknown) {
  const rows = listOf(row, result)
  return (
    rows?.map(({ AUTHOR_ID, AUTHOR_NAME, POST_DATE, POST_MESSAGE }) => ({
      authorId: AUTHOR_ID,
      author: AUTHOR_NAME,
      at: POST_DATE,
      text: POST_MESSAGE,
    })) ?? null
  )
}
