import { describe, expect, test } from 'vitest'
import { prefix, startPortal, v2, v3 } from './support.ts'

const get = (id: number) => ({ method: 'tasks.task.get', query: { id, select: ['id'] } })
const add = (title: string) => ({
  method: 'tasks.task.add',
  query: { fields: { title, creatorId: 1, responsibleId: 1 } },
})

describe('batch of REST 3.0', () => {
  test('answers a list of commands in their order', async () => {
    const { status, body } = await v3(await startPortal(), 'batch', [get(2), get(1)])
    expect(status).toBe(200)
    expect(body).toEqual({
      result: [{ item: { id: 2 } }, { item: { id: 1 } }],
      time: expect.objectContaining({ operating: 0 }),
    })
  })

  test('fails as a whole with the first command, and what ran before stays done', async () => {
    const portal = await startPortal()
    const { status, body } = await v3(portal, 'batch', [add('Before'), get(999), add('After')])
    expect([status, body.error.code]).toEqual([400, `${prefix}ENTITYNOTFOUNDEXCEPTION`])
    const { tasks } = (await v2(portal, 'tasks.task.list', { filter: { '>ID': 40 } })).body.result
    expect(tasks).toMatchObject([{ title: 'Before' }])
  })

  test.each([
    ['of the old API', { cmd: { me: 'profile' } }, 'INVALIDSELECTEXCEPTION'],
    ['of texts', ['profile'], 'INVALIDSELECTEXCEPTION'],
    ['that is too long', Array.from({ length: 51 }, () => get(1)), 'LOGICEXCEPTION'],
    ['in a batch', [{ method: 'batch', query: [get(1)] }], 'METHODNOTFOUNDEXCEPTION'],
  ])('refuses a body %s', async (_what, body, code) => {
    const reply = await v3(await startPortal(), 'batch', body)
    expect([reply.status, reply.body.error.code]).toEqual([400, prefix + code])
  })
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
