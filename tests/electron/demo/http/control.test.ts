import { describe, expect, test } from 'vitest'
import { createControl } from '../../../../electron/demo/http/control.ts'
import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import { namedErrors } from '../../../../electron/demo/http/named-errors.ts'
import { callWith, choose, codeOf, refresh, signIn, token } from '../oauth/oauth-support.ts'
import { get, post, startPortal, v2, v3 } from '../support.ts'

const controlled = () => startPortal({ control: createControl() })
const setRules = (portal: DemoPortal, ...rules: object[]) =>
  post(`${portal.url}/__faults`, JSON.stringify({ rules }))
const errorOf = ({ status, body }: { status: number; body: { error?: unknown } }) => [status, body.error]
const thought = { fields: { title: 'Once only', creatorId: 1, responsibleId: 1 } }
const count = async (portal: DemoPortal) =>
  (await v2(portal, 'tasks.task.list', { filter: { TITLE: 'Once only' } })).body.total

describe('the control address', () => {
  test('is not there unless asked for', async () => {
    const portal = await startPortal()
    const reply = await get(`${portal.url}/__faults`)
    expect([reply.status, reply.body.includes('Nothing here')]).toEqual([404, true])
    expect((await setRules(portal)).status).toBe(405)
  })

  test('takes rules, tells what they did, and forgets them', async () => {
    const portal = await controlled()
    const rule = { match: { method: 'PROFILE', user: 2 }, error: 'PORTAL_DELETED' }
    expect((await setRules(portal, rule)).body).toEqual({
      rules: [{ ...rule, matched: 0, hit: 0 }],
      hits: [],
    })
    expect((await v2(portal, 'profile')).status).toBe(200)
    expect(errorOf(await v2(portal, 'profile', {}, 2))).toEqual([500, 'PORTAL_DELETED'])
    expect((await get(`${portal.url}/__faults`)).body).toEqual({
      rules: [{ ...rule, matched: 1, hit: 1 }],
      hits: [{ rule: 0, method: 'profile', api: 'v2', userId: 2 }],
    })
    const removed = await fetch(`${portal.url}/__faults`, { method: 'DELETE' })
    expect(await removed.json()).toEqual({ rules: [], hits: [] })
    expect((await v2(portal, 'profile', {}, 2)).status).toBe(200)
  })

  test('picks the nth call, for so many times', async () => {
    const portal = await controlled()
    await setRules(portal, { match: { method: 'profile', nth: 2 }, times: 2, error: 'OVERLOAD_LIMIT' })
    const statuses: number[] = []
    for (let call = 0; call < 5; call += 1) statuses.push((await v2(portal, 'profile')).status)
    expect(statuses).toEqual([200, 503, 503, 200, 200])
  })

  test('tells the two APIs apart', async () => {
    const portal = await controlled()
    await setRules(portal, { match: { method: 'tasks.task.list', api: 'v3' }, error: 'RATELIMITEXCEPTION' })
    expect((await v2(portal, 'tasks.task.list')).status).toBe(200)
    const { status, body } = await v3(portal, 'tasks.task.list')
    expect([status, body.error.code]).toEqual([429, 'BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION'])
  })

  test('the first rule that fits decides, and a spent one gives way', async () => {
    const portal = await controlled()
    await setRules(portal, { times: 1, error: 'INTERNAL_SERVER_ERROR' }, { error: 'user_access_error' })
    expect(errorOf(await v2(portal, 'profile'))).toEqual([500, 'INTERNAL_SERVER_ERROR'])
    expect(errorOf(await v2(portal, 'profile'))).toEqual([403, 'user_access_error'])
  })

  test.each([...namedErrors])('knows the error %s', async (error, { shape, status, code }) => {
    const portal = await controlled()
    await setRules(portal, { error })
    const reply = await v3(portal, 'tasks.task.list')
    expect(reply.status).toBe(status)
    expect(shape === 'v2' ? reply.body.error : reply.body.error.code).toBe(code)
  })

  test('an error may have another status and text', async () => {
    const portal = await controlled()
    await setRules(portal, { error: 'ACCESS_DENIED', status: 400, message: 'No application' })
    const { status, body } = await v2(portal, 'profile')
    expect([status, body]).toEqual([400, { error: 'ACCESS_DENIED', error_description: 'No application' }])
  })

  test.each([
    ['no rules', '{}'],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['an unknown error', '{"rules":[{"error":"toString"}]}'],
    ['error and fault', '{"rules":[{"error":"PORTAL_DELETED","fault":{"kind":"half"}}]}'],
    ['neither', '{"rules":[{}]}'],
    ['an unknown fault', '{"rules":[{"fault":{"kind":"flood"}}]}'],
    ['more than it knows', '{"rules":[{"fault":{"kind":"half","more":1}}]}'],
    ['a redirect to a script', '{"rules":[{"fault":{"kind":"redirect","origin":"javascript:alert(1)"}}]}'],
    ['a status of success', '{"rules":[{"error":"PORTAL_DELETED","status":200}]}'],
    ['the call before the first', '{"rules":[{"error":"PORTAL_DELETED","match":{"nth":0}}]}'],
  ])('refuses %s and keeps what it had', async (_what, body) => {
    const portal = await controlled()
    await setRules(portal, { error: 'PORTAL_DELETED' })
    expect(errorOf(await post(`${portal.url}/__faults`, body))).toEqual([400, 'INVALID_REQUEST'])
    expect((await get(`${portal.url}/__faults`)).body.rules).toHaveLength(1)
  })

  test('takes nothing that a form of a web page could send', async () => {
    const { url } = await controlled()
    const reply = await post(`${url}/__faults`, '{"rules":[]}', { 'Content-Type': 'text/plain' })
    expect(reply.status).toBe(415)
    expect((await fetch(`${url}/__faults`, { method: 'OPTIONS' })).status).toBe(405)
  })
})

describe('faults of the connection', () => {
  const add = { match: { method: 'tasks.task.add' } }

  test.each([
    ['reset-before', 0],
    ['reset-after', 1],
    ['half', 1],
  ])('%s loses the answer and leaves %i task', async (kind, tasks) => {
    const portal = await controlled()
    await setRules(portal, { ...add, fault: { kind } })
    await expect(v3(portal, 'tasks.task.add', thought)).rejects.toThrow(/fetch failed|terminated/)
    expect(await count(portal)).toBe(tasks)
  })

  test('half an answer has the status and the beginning of the whole one', async () => {
    const portal = await controlled()
    await setRules(portal, { fault: { kind: 'half' } })
    const response = await fetch(`${portal.webhook}profile`)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  test('a slow answer is kept although nobody waits for it', async () => {
    const portal = await controlled()
    await setRules(portal, { ...add, fault: { kind: 'slow', ms: 60_000 } })
    const url = `${portal.webhook.replace('/rest/', '/rest/api/')}tasks.task.add`
    const patience = new AbortController()
    const call = fetch(url, { method: 'POST', body: JSON.stringify(thought), signal: patience.signal })
    const ended = expect(call).rejects.toThrow('aborted')
    await expect.poll(() => count(portal)).toBe(1)
    patience.abort()
    await ended
  })

  test('a slow answer is late by what was asked', async () => {
    const portal = await controlled()
    await setRules(portal, { fault: { kind: 'slow', ms: 150 } })
    const began = performance.now()
    expect((await v2(portal, 'profile')).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(140)
  })

  test('a page of a proxy, and a move to another host', async () => {
    const portal = await controlled()
    const origin = 'https://new.example'
    await setRules(
      portal,
      { times: 1, fault: { kind: 'html', status: 502 } },
      { fault: { kind: 'redirect', origin: `${origin}/path` } },
    )
    expect((await v2(portal, 'profile')).body).toContain('502 Bad Gateway')
    const { status, headers } = await v2(portal, 'profile')
    expect([status, headers.get('location')?.startsWith(`${origin}/rest/1/`)]).toEqual([302, true])
  })

  test('an app card of fewer scopes', async () => {
    const portal = await controlled()
    await setRules(portal, { fault: { kind: 'scopes', scopes: ['user'] } })
    expect(errorOf(await v2(portal, 'task.stages.get', { entityId: 0 }))).toEqual([403, 'insufficient_scope'])
  })
})

describe('faults of the sign-in', () => {
  test('an access token runs out, and a refresh brings a good one', async () => {
    const portal = await controlled()
    const tokens = await signIn(portal)
    await setRules(portal, { times: 1, fault: { kind: 'expired-token' } })
    const profile = `${portal.url}/rest/profile`
    expect(errorOf(await callWith(tokens.access, profile))).toEqual([401, 'expired_token'])
    expect(errorOf(await callWith(tokens.access, profile))).toEqual([401, 'expired_token'])
    const fresh = await refresh(portal, tokens)
    expect((await callWith(fresh.access, profile)).status).toBe(200)
  })

  test('a refresh token is dead for good', async () => {
    const portal = await controlled()
    const { refresh: value } = await signIn(portal)
    await setRules(portal, {
      match: { method: 'oauth/token' },
      times: 1,
      fault: { kind: 'dead-refresh-token' },
    })
    for (let times = 0; times < 2; times += 1) {
      const reply = await token(portal, { grant_type: 'refresh_token', refresh_token: value })
      expect(errorOf(reply)).toEqual([400, 'invalid_grant'])
    }
  })

  test('the token endpoint says any error of the table and uses nothing up', async () => {
    const portal = await controlled()
    const fields = { grant_type: 'authorization_code', code: await codeOf(portal) }
    await setRules(portal, {
      match: { api: 'oauth', method: 'oauth/token' },
      times: 1,
      error: 'PAYMENT_REQUIRED',
    })
    expect(errorOf(await token(portal, fields))).toEqual([402, 'PAYMENT_REQUIRED'])
    expect((await token(portal, fields)).status).toBe(200)
  })

  test('a lost answer of the token endpoint uses the refresh token up', async () => {
    const portal = await controlled()
    const { refresh: value } = await signIn(portal)
    const fields = { grant_type: 'refresh_token', refresh_token: value }
    await setRules(portal, { match: { method: 'oauth/token' }, times: 1, fault: { kind: 'reset-after' } })
    await expect(token(portal, fields)).rejects.toThrow('fetch failed')
    expect(errorOf(await token(portal, fields))).toEqual([400, 'invalid_grant'])
  })

  test('the sign-in page shows an error of its own, without a redirect', async () => {
    const portal = await controlled()
    await setRules(portal, { match: { method: 'oauth/authorize', user: 2 }, error: 'user_access_error' })
    const reply = await choose(portal, 2)
    expect([reply.status, reply.headers.get('location')]).toEqual([403, null])
    expect(reply.body).toContain('user_access_error')
    expect((await choose(portal, 1)).status).toBe(302)
  })
})

test('a clock that is wrong shows in every time that a call tells', async () => {
  const now = () => new Date('2026-11-22T10:00:00Z')
  const portal = await startPortal({ control: createControl(), now })
  const tokens = await signIn(portal)
  await setRules(portal, { fault: { kind: 'clock-skew', seconds: -7200 } })
  const { body, headers } = await v2(portal, 'server.time')
  expect(body.result).toBe('2026-11-22T08:00:00+00:00')
  expect(Math.floor(body.time.start)).toBe(Date.parse('2026-11-22T08:00:00Z') / 1000)
  const behind = Date.now() - Date.parse(headers.get('date') ?? '')
  expect(Math.round(behind / 60_000)).toBe(120)
  const { answer } = await refresh(portal, tokens)
  expect(answer.expires).toBe(Date.parse('2026-11-22T09:00:00Z') / 1000)
})
