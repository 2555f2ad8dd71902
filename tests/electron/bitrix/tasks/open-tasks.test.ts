import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTasks } from '../../../../electron/bitrix/tasks/open-tasks.ts'
import { json, startMisbehavingServer, type MisbehavingServer } from '../../../support/misbehaving-server.ts'
import { clientOf, demoPortal } from '../support.ts'

let server: MisbehavingServer
beforeEach(async () => {
  server = await startMisbehavingServer(json({ result: { tasks: [] } }))
})
afterEach(() => server.close())

const client = () => clientOf(`${server.origin}/rest/1/secretsecret1234/`)
const pageFrom = (start: number, next?: number) =>
  json({
    result: { tasks: Array.from({ length: 50 }, (_, at) => ({ id: String(start + at + 1), title: 't' })) },
    ...(next === undefined ? {} : { next }),
  })

test('of a thousand tasks two hundred are known, the last changed first', async () => {
  server.willDo((response, seen) => {
    const { start } = JSON.parse(seen.body) as { start: number }
    pageFrom(start, start + 50)(response, seen)
  })
  expect(await openTasks(client())).toHaveLength(200)
  expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ order: { CHANGED_DATE: 'desc' } })
})

test('a portal that names the same page again and again is not asked for ever', async () => {
  server.willDo(pageFrom(0, 0))
  expect(await openTasks(client())).toHaveLength(50)
  expect(server.requests).toHaveLength(1)
})

test('a portal tells the open tasks in which the caller has a part', async () => {
  const portal = await demoPortal()
  const tasks = await openTasks(portal.client)
  expect(tasks.length).toBeGreaterThan(5)
  expect(tasks[0]).toEqual({ id: expect.any(Number) as number, title: expect.stringMatching(/./) as string })
  await portal.close()
})
