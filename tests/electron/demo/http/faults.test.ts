import { describe, expect, test } from 'vitest'
import type { Fault, FaultedCall } from '../../../../electron/demo/http/faults.ts'
import { post, startPortal, v2, v3 } from '../support.ts'

const body = { fields: { title: 'Once only', creatorId: 1, responsibleId: 1 } }

/** A portal on which one method goes wrong as long as `fault.now` is set. */
async function portalWith(method: string, now: Fault) {
  const fault: { now: Fault | undefined; calls: FaultedCall[] } = { now, calls: [] }
  const before = (call: FaultedCall) => {
    fault.calls.push(call)
    return call.method === method ? fault.now : undefined
  }
  return { portal: await startPortal({ faults: { before } }), fault }
}

const count = async (portal: Awaited<ReturnType<typeof startPortal>>) =>
  (await v2(portal, 'tasks.task.list', { filter: { TITLE: 'Once only' } })).body.total

describe('faults', () => {
  test.each(['v2', 'v3'] as const)('an error of shape %s', async (shape) => {
    const now: Fault = {
      kind: 'error',
      shape,
      status: 503,
      code: 'QUERY_LIMIT_EXCEEDED',
      message: 'Too many requests',
    }
    const { portal, fault } = await portalWith('tasks.task.add', now)
    const reply = await v3(portal, 'tasks.task.add', body)
    expect(reply.status).toBe(503)
    expect(shape === 'v2' ? reply.body.error : reply.body.error.code).toBe('QUERY_LIMIT_EXCEEDED')
    expect(fault.calls).toEqual([{ method: 'tasks.task.add', api: 'v3', userId: 1, body }])
    expect(await count(portal)).toBe(0)
  })

  test('a page of a proxy', async () => {
    const { portal } = await portalWith('tasks.task.add', { kind: 'html', status: 502 })
    const reply = await v3(portal, 'tasks.task.add', body)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
    expect(reply.body).toContain('<h1>502')
    expect(await count(portal)).toBe(0)
  })

  test('a reset before the write loses the call', async () => {
    const { portal } = await portalWith('tasks.task.add', { kind: 'reset-before' })
    await expect(v3(portal, 'tasks.task.add', body, { key: 'k' })).rejects.toThrow('fetch failed')
    expect(await count(portal)).toBe(0)
  })

  test('a reset after the write loses only the answer, and the key brings it back', async () => {
    const { portal, fault } = await portalWith('tasks.task.add', { kind: 'reset-after' })
    await expect(v3(portal, 'tasks.task.add', body, { key: 'k' })).rejects.toThrow('fetch failed')
    expect(await count(portal)).toBe(1)
    fault.now = undefined
    const again = await v3(portal, 'tasks.task.add', body, { key: 'k' })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await count(portal)).toBe(1)
  })

  test('a silent call ends when the portal closes', async () => {
    const { portal, fault } = await portalWith('profile', { kind: 'silence' })
    const call = v2(portal, 'profile')
    const ended = expect(call).rejects.toThrow('fetch failed')
    await expect.poll(() => fault.calls.length).toBe(1)
    await portal.close()
    await ended
  })

  test('a portal that has moved names its new place', async () => {
    const { portal } = await portalWith('profile', { kind: 'redirect', origin: 'https://new.example' })
    const reply = await post(`${portal.webhook}profile?a=1`, '')
    const moved = portal.webhook.replace(portal.url, 'https://new.example')
    expect([reply.status, reply.headers.get('location')]).toEqual([302, `${moved}profile?a=1`])
  })

  test('one command of a batch can fail alone', async () => {
    const now: Fault = {
      kind: 'error',
      shape: 'v2',
      status: 429,
      code: 'OPERATION_TIME_LIMIT',
      message: 'Wait',
    }
    const { portal } = await portalWith('server.time', now)
    const reply = await v2(portal, 'batch', { cmd: { time: 'server.time', me: 'profile' } })
    expect(reply.body.result.result_error).toEqual({
      time: { error: 'OPERATION_TIME_LIMIT', error_description: 'Wait' },
    })
    expect(reply.body.result.result.me?.ID).toBe('1')
  })
})
