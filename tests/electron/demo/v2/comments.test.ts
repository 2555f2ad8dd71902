import { expect, test } from 'vitest'
import { addTask, startPortal, v2, v3 } from '../support.ts'

const list = async (portal: Awaited<ReturnType<typeof startPortal>>, params: object) =>
  (await v2(portal, 'task.commentitem.getlist', params)).body.result as Record<string, string>[]

test('a comment is told with its author, the newest first, beside the messages of the chat', async () => {
  const portal = await startPortal()
  const taskId = await addTask(portal)
  const { body } = await v2(portal, 'task.commentitem.add', {
    TASKID: taskId,
    FIELDS: { POST_MESSAGE: 'One' },
  })
  expect(body.result).toEqual(expect.any(Number))
  await v3(portal, 'tasks.task.chat.message.send', { fields: { taskId, text: 'Two' } })
  const rows = await list(portal, { TASKID: taskId })
  expect(rows.map(({ POST_MESSAGE }) => POST_MESSAGE)).toEqual(['Two', 'One'])
  expect(rows[1]).toMatchObject({ ID: String(body.result), AUTHOR_ID: '1' })
})

test('comments are filtered by their author and their date', async () => {
  const portal = await startPortal()
  const taskId = await addTask(portal)
  await v2(portal, 'task.commentitem.add', { TASKID: taskId, FIELDS: { POST_MESSAGE: 'One' } })
  const ask = (FILTER: object) => list(portal, { TASKID: taskId, ORDER: { ID: 'asc' }, FILTER })
  expect(await ask({ AUTHOR_ID: 1 })).toHaveLength(1)
  expect(await ask({ AUTHOR_ID: 2 })).toHaveLength(0)
  expect(await ask({ '>=POST_DATE': '2100-01-01T00:00:00Z' })).toHaveLength(0)
})

test.each([
  ['without a text', { TASKID: 1, FIELDS: {} }],
  ['of a task that is not there', { TASKID: 999_999, FIELDS: { POST_MESSAGE: 'x' } }],
  ['with an argument too many', { TASKID: 1, FIELDS: { POST_MESSAGE: 'x' }, extra: 1 }],
])('a comment %s is refused', async (_what, params) => {
  expect((await v2(await startPortal(), 'task.commentitem.add', params)).body.error).toBe('ERROR_CORE')
})
