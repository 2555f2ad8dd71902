import { describe, expect, test } from 'vitest'
import { get, post, prefix, startPortal, v2, v3, webhookOf } from '../support.ts'

const body = { fields: { title: 'Once only', creatorId: 1, responsibleId: 1 } }
const count = async (portal: Awaited<ReturnType<typeof startPortal>>) =>
  (await v2(portal, 'tasks.task.list', { filter: { TITLE: 'Once only' } })).body.total

describe('Idempotency-Key', () => {
  test('a repeat gets the first answer and makes no second task', async () => {
    const portal = await startPortal()
    const first = await v3(portal, 'tasks.task.add', body, { key: 'draft-1' })
    const again = await v3(portal, 'tasks.task.add', body, { key: 'draft-1' })
    expect(again.body.result).toEqual(first.body.result)
    expect(await count(portal)).toBe(1)
    const headers = [first, again].map((reply) => [
      reply.headers.get('idempotency-key'),
      reply.headers.get('idempotent-replayed'),
    ])
    expect(headers).toEqual([
      ['draft-1', null],
      ['draft-1', 'true'],
    ])
  })

  test('the answer stays as it was when the task changes later', async () => {
    const portal = await startPortal()
    const first = await v3(portal, 'tasks.task.add', body, { key: 'k' })
    await v3(portal, 'tasks.task.update', { id: first.body.result.item.id, fields: { title: 'Renamed' } })
    const again = await v3(portal, 'tasks.task.add', body, { key: 'k' })
    expect(again.body.result.item.title).toBe('Once only')
  })

  test('another body under the same key is refused with 422', async () => {
    const portal = await startPortal()
    await v3(portal, 'tasks.task.add', body, { key: 'k' })
    const other = { fields: { ...body.fields, title: 'Other' } }
    const reply = await v3(portal, 'tasks.task.add', other, { key: 'k' })
    expect([reply.status, reply.body.error.code]).toEqual([422, `${prefix}IDEMPOTENCYKEYREUSEDEXCEPTION`])
  })

  test('every byte of the body counts, be it a space', async () => {
    const portal = await startPortal()
    const send = (text: string) =>
      post(`${webhookOf(portal).replace('/rest/', '/rest/api/')}tasks.task.add`, text, {
        'Idempotency-Key': 'k',
      })
    expect((await send(JSON.stringify(body))).status).toBe(200)
    expect((await send(`${JSON.stringify(body)} `)).status).toBe(422)
  })

  test('a token among the body counts too', async () => {
    const portal = await startPortal()
    const send = (auth: string) => v3(portal, 'tasks.task.add', { ...body, auth }, { key: 'k' })
    expect([(await send('one')).status, (await send('two')).status]).toEqual([200, 422])
  })

  test('a key with a space in it is refused', async () => {
    const reply = await v3(await startPortal(), 'tasks.task.add', body, { key: 'two words' })
    expect(reply.body.error.code).toBe(`${prefix}INVALIDIDEMPOTENCYKEYEXCEPTION`)
  })

  test('a refused call is not kept', async () => {
    const portal = await startPortal()
    expect((await v3(portal, 'tasks.task.add', { fields: {} }, { key: 'k' })).status).toBe(400)
    expect((await v3(portal, 'tasks.task.add', body, { key: 'k' })).status).toBe(200)
  })

  test('keys of another user, another method and a read do not meet', async () => {
    const portal = await startPortal()
    const { id } = (await v3(portal, 'tasks.task.add', body, { key: 'k' })).body.result.item
    const ofOther = { fields: { ...body.fields, creatorId: 2, responsibleId: 2 } }
    expect((await v3(portal, 'tasks.task.add', ofOther, { key: 'k', userId: 2 })).status).toBe(200)
    const read = await v3(portal, 'tasks.task.get', { id }, { key: 'k' })
    expect([read.status, read.headers.get('idempotency-key')]).toEqual([200, null])
    expect((await v3(portal, 'tasks.task.delete', { id }, { key: 'k' })).status).toBe(200)
    const again = await v3(portal, 'tasks.task.delete', { id }, { key: 'k' })
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
  })

  test.each([
    '',
    'x'.repeat(256),
    'ключ'
      .split('')
      .map(() => '\u00e9')
      .join(''),
  ])('the key "%.10s" is refused', async (key) => {
    const reply = await v3(await startPortal(), 'tasks.task.add', body, { key })
    expect([reply.status, reply.body.error.code]).toEqual([400, `${prefix}INVALIDIDEMPOTENCYKEYEXCEPTION`])
  })

  test('after 24 hours the key is free again', async () => {
    let time = Date.parse('2026-11-22T10:00:00Z')
    const portal = await startPortal({ now: () => new Date(time) })
    await v3(portal, 'tasks.task.add', body, { key: 'k' })
    time += 24 * 60 * 60 * 1000 - 1000
    await v3(portal, 'tasks.task.add', body, { key: 'k' })
    expect(await count(portal)).toBe(1)
    time += 1000
    await v3(portal, 'tasks.task.add', body, { key: 'k' })
    expect(await count(portal)).toBe(2)
  })

  test('the old API ignores it', async () => {
    const portal = await startPortal()
    const address = `${portal.webhook}tasks.task.add?fields[TITLE]=Once%20only&fields[RESPONSIBLE_ID]=1`
    await get(address)
    await get(address)
    expect(await count(portal)).toBe(2)
  })
})
