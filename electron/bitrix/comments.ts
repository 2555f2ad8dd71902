import { readNothing } from './rest/answers.ts'
import { askV3, forCapture } from './rest/ask.ts'
import type { BitrixClient, RequestOptions } from './rest/client.ts'

/**
 * Writes into a task's chat, once for a key, however often it is called in 24 hours. Needs REST 3.0; throws
 * BitrixError, `access-denied` for a task that is not the caller's. Source: tasks-task-chat-message-send.md.
 */
export async function sendComment(
  client: BitrixClient,
  { taskId, text }: { taskId: number; text: string },
  idempotencyKey: string,
  request: RequestOptions = {},
): Promise<void> {
  const body = JSON.stringify({ fields: { taskId, text } })
  const options = { ...forCapture(request), kind: 'write', idempotencyKey, read: readNothing } as const
  await askV3(client, 'tasks.task.chat.message.send', body, options)
}
