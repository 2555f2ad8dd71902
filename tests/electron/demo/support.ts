import { afterEach } from 'vitest'
import type { DemoPortalOptions } from '../../../electron/demo/options.ts'
import type { DemoPortal } from '../../../electron/demo/portal.ts'
import { startDemoPortal } from '../../../electron/demo/portal.ts'

const open: DemoPortal[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((portal) => portal.close()))
})

/** A portal in memory that ends with the test. */
export async function startPortal(options: Partial<DemoPortalOptions> = {}): Promise<DemoPortal> {
  const portal = await startDemoPortal({ file: null, key: 'a key for tests', ...options })
  open.push(portal)
  return portal
}

/** Gets pages of a portal as a browser that was let in does. */
export async function browse(portal: DemoPortal): Promise<(path: string) => Promise<Response>> {
  const entered = await fetch(portal.pageAddress('/'), { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  return (path) => fetch(portal.url + path, { headers: { cookie }, redirect: 'manual' })
}

/** What `JSON.parse` gives: whatever the portal answered. A wrong guess fails in the test that makes it. */
export type Json = ReturnType<typeof JSON.parse>
export type Row = Record<string, Json>
export type Reply = { status: number; headers: Headers; body: Json }

/** The webhook address of a user, of the old API. */
export function webhookOf(portal: DemoPortal, userId = 1): string {
  const user = portal.users.find(({ id }) => id === userId)
  if (!user) throw new Error(`There is no user ${userId}`)
  return user.webhook
}

/** Calls the old API with a JSON body. */
export function v2(portal: DemoPortal, method: string, params: object = {}, userId = 1): Promise<Reply> {
  return post(webhookOf(portal, userId) + method, JSON.stringify(params))
}

/** Calls REST 3.0. */
export function v3(
  portal: DemoPortal,
  method: string,
  params: object = {},
  { key, userId = 1 }: { key?: string; userId?: number } = {},
): Promise<Reply> {
  const address = webhookOf(portal, userId).replace('/rest/', '/rest/api/') + method
  return post(address, JSON.stringify(params), key === undefined ? {} : { 'Idempotency-Key': key })
}

export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Reply> {
  return read(
    await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json', ...headers },
    }),
  )
}

export async function get(url: string): Promise<Reply> {
  return read(await fetch(url, { redirect: 'manual' }))
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Json) : text,
  }
}

/** The numbers of the tasks that stand in a My Plan stage. */
export async function tasksIn(portal: DemoPortal, stageId: number, userId = 1): Promise<number[]> {
  const params = { filter: { STAGES_ID: stageId }, select: ['ID'], order: { ID: 'asc' } }
  const { body } = await v2(portal, 'tasks.task.list', params, userId)
  return body.result.tasks.map((task: Row) => Number(task.id))
}

/** Stages of a board, first to last, as `[id, title]`. */
export async function stagesOf(portal: DemoPortal, entityId = 0, userId = 1): Promise<[number, string][]> {
  const { body } = await v2(portal, 'task.stages.get', { entityId }, userId)
  return Object.values<Row>(body.result)
    .sort((one, other) => Number(one.SORT) - Number(other.SORT))
    .map((stage) => [Number(stage.ID), stage.TITLE])
}

/** Makes a task with REST 3.0 and answers its number. */
export async function addTask(portal: DemoPortal, fields: object = {}, userId = 1): Promise<number> {
  const whole = { title: 'A thought', creatorId: userId, responsibleId: userId, ...fields }
  const { body } = await v3(portal, 'tasks.task.add', { fields: whole }, { userId })
  return body.result.item.id
}

export const prefix = 'BITRIX_REST_V3_EXCEPTION_'
