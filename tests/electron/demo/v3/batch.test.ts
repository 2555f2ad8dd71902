import { expect, test } from 'vitest'
import { prefix, startPortal, v2, v3 } from '../support.ts'

const get = (id: number) => ({ method: 'tasks.task.get', query: { id, select: ['id'] } })
const add = (title: string) => ({
  method: 'tasks.task.add',
  query: { fields: { title, creatorId: 1, responsibleId: 1 } },
})

test('a batch of REST 3.0 fails with its first failing command, and what ran before stays done', async () => {
  const portal = await startPortal()
  const { status, body } = await v3(portal, 'batch', [add('Before'), get(999), add('After')])
  expect([status, body.error.code]).toEqual([400, `${prefix}ENTITYNOTFOUNDEXCEPTION`])
  const { tasks } = (await v2(portal, 'tasks.task.list', { filter: { '>ID': 40 } })).body.result
  expect(tasks).toMatchObject([{ title: 'Before' }])
})

test('page 0 is the first page, as page 1 is', async () => {
  const portal = await startPortal()
  const pages = [0, 1, 2].map((page) =>
    v3(portal, 'tasks.task.list', { order: { id: 'ASC' }, pagination: { page, limit: 2 } }),
  )
  const ids = (await Promise.all(pages)).map(({ body }) =>
    body.result.items.map(({ id }: { id: number }) => id),
  )
  expect(ids).toEqual([
    [1, 2],
    [1, 2],
    [3, 4],
  ])
})
