import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import {
  authorizeUrl,
  callWith,
  choose,
  codeOf,
  redeem,
  refresh,
  signIn,
  standingClock,
  token,
} from './oauth-support.ts'
import { addTask, get, post, prefix, startPortal, v3 } from '../support.ts'

const errorOf = ({ status, body }: { status: number; body: { error: unknown } }) => [status, body.error]

describe('the sign-in page', () => {
  test('offers every person by name, and a way out', async () => {
    const portal = await startPortal()
    const { status, headers, body } = await get(authorizeUrl(portal, { state: 'abc' }))
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('text/html')
    for (const { id, name } of portal.users) {
      expect(body).toContain(`<button name="user" value="${id}">Continue as ${name}</button>`)
    }
    expect(body).toContain('href="/oauth/cancelled/">Cancel</a>')
  })

  test('speaks Russian on a Russian portal', async () => {
    const { body } = await get(authorizeUrl(await startPortal({ language: 'ru' })))
    expect(body).toContain('Продолжить как Анна Петрова')
  })

  test('lets nothing run, and its form lead nowhere but back and to the application', async () => {
    const portal = await startPortal({ oauth: { redirectUri: 'http://localhost:7123/back' } })
    const policy = (await get(authorizeUrl(portal))).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self' http://localhost:7123;")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('a state of markup stays text', async () => {
    const state = '"><script>alert(1)</script>'
    const { body } = await get(authorizeUrl(await startPortal(), { state }))
    expect(body).not.toContain('<script')
  })

  test('cancelling leads to a page of the portal, never to the application', async () => {
    const reply = await get(`${(await startPortal()).url}/oauth/cancelled/`)
    expect([reply.status, reply.headers.get('location')]).toEqual([200, null])
    expect(reply.body).toContain('Sign-in cancelled')
  })

  test.each([
    ['a wrong client_id', { client_id: 'local.0.0' }],
    ['no client_id', { client_id: '' }],
    ['an endless state', { state: 'x'.repeat(2001) }],
  ])('%s gets the error page of the portal and no redirect', async (_what, more) => {
    const portal = await startPortal()
    for (const reply of [await get(authorizeUrl(portal, more)), await choose(portal, 1, more)]) {
      expect([reply.status, reply.headers.get('location')]).toEqual([400, null])
      expect(reply.body).toContain('Sign-in is not possible')
    }
  })

  test.each(['99', '', '1e0', '__proto__'])('there is no person %j', async (userId) => {
    const reply = await choose(await startPortal(), userId)
    expect([reply.status, reply.headers.get('location')]).toEqual([400, null])
  })

  test.each(['cross-site', 'same-site'])('a form on a page that is %s is refused', async (site) => {
    const reply = await choose(await startPortal(), 1, {}, { 'Sec-Fetch-Site': site })
    expect([reply.status, reply.headers.get('location')]).toEqual([403, null])
  })

  test('leads back to the address of the app card with all that the reference names', async () => {
    const portal = await startPortal({ oauth: { redirectUri: 'http://localhost:7123/back?kept=1' } })
    const state = 'a/b+c d&é\n'
    const more = { state, response_type: 'code', redirect_uri: 'http://evil.example/', scope: 'crm' }
    const { status, headers } = await choose(portal, 3, more)
    const target = new URL(headers.get('location') ?? '')
    expect([status, target.origin, target.pathname]).toEqual([302, 'http://localhost:7123', '/back'])
    expect(Object.fromEntries(target.searchParams)).toEqual({
      kept: '1',
      code: expect.stringMatching(/^[0-9a-f]{64}$/),
      state,
      domain: new URL(portal.url).host,
      member_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      scope: expect.stringContaining('task,tasks,user'),
      server_domain: new URL(portal.url).host,
    })
  })

  test('invents no state', async () => {
    const { headers } = await choose(await startPortal(), 1, {})
    expect(new URL(headers.get('location') ?? '').searchParams.has('state')).toBe(false)
  })
})

describe('the token endpoint', () => {
  test.each(['GET', 'POST'] as const)('takes %s', async (method) => {
    const portal = await startPortal()
    const fields = { grant_type: 'authorization_code', code: await codeOf(portal) }
    expect((await token(portal, fields, method)).status).toBe(200)
  })

  test('answers a code with the documented fields', async () => {
    const portal = await startPortal()
    const { answer } = await signIn(portal)
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      expires_in: 3600,
      client_endpoint: `${portal.url}/rest/`,
      server_endpoint: `${portal.url}/rest/`,
      domain: new URL(portal.url).host,
      member_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      scope: expect.stringContaining('task'),
      status: 'L',
    })
  })

  test('adds expires and user_id to a refresh', async () => {
    const clock = standingClock()
    const portal = await startPortal({ now: clock.now })
    const { answer } = await refresh(portal, await signIn(portal, 3))
    const expires = clock.now().getTime() / 1000 + 3600
    expect(answer).toMatchObject({ expires, user_id: 3, expires_in: 3600, status: 'L' })
  })

  test('a code is good once', async () => {
    const portal = await startPortal()
    const fields = { grant_type: 'authorization_code', code: await codeOf(portal) }
    const replies = await Promise.all([token(portal, fields), token(portal, fields), token(portal, fields)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    expect(errorOf(await token(portal, fields))).toEqual([400, 'invalid_grant'])
  })

  test.each([
    [29, [200, undefined]],
    [30, [400, 'invalid_grant']],
  ])('a code that is %i seconds old gets %j', async (age, expected) => {
    const clock = standingClock()
    const portal = await startPortal({ now: clock.now })
    const code = await codeOf(portal)
    clock.pass(age)
    expect(errorOf(await token(portal, { grant_type: 'authorization_code', code }))).toEqual(expected)
  })

  test('each refresh brings a new pair, and the old refresh token is dead', async () => {
    const portal = await startPortal()
    const first = await signIn(portal)
    const second = await refresh(portal, first)
    expect(new Set([first.access, first.refresh, second.access, second.refresh]).size).toBe(4)
    const again = await token(portal, { grant_type: 'refresh_token', refresh_token: first.refresh })
    expect(errorOf(again)).toEqual([400, 'invalid_grant'])
    expect((await refresh(portal, second)).answer.user_id).toBe(1)
  })

  test.each([
    [180 * 86_400 - 1, [200, undefined]],
    [180 * 86_400, [400, 'invalid_grant']],
  ])('a refresh token that is %i seconds old gets %j', async (age, expected) => {
    const clock = standingClock()
    const portal = await startPortal({ now: clock.now })
    const { refresh: value } = await signIn(portal)
    clock.pass(age)
    expect(errorOf(await token(portal, { grant_type: 'refresh_token', refresh_token: value }))).toEqual(
      expected,
    )
  })

  test.each([
    ['another grant type', { grant_type: 'password' }, [400, 'invalid_request']],
    ['no grant type', { grant_type: '' }, [400, 'invalid_request']],
    ['no client', { client_id: '' }, [400, 'invalid_request']],
    ['no code', { code: '' }, [400, 'invalid_request']],
    ['a wrong client', { client_id: 'local.0.0' }, [401, 'invalid_client']],
    ['a wrong secret', { client_secret: 'x' }, [401, 'invalid_client']],
    ['a wrong code', { code: 'x' }, [400, 'invalid_grant']],
  ])('%s is refused, and the code stays good', async (_what, wrong, expected) => {
    const portal = await startPortal()
    const right = { grant_type: 'authorization_code', code: await codeOf(portal) }
    const reply = await token(portal, { ...right, ...wrong })
    expect(errorOf(reply)).toEqual(expected)
    expect(reply.body.error_description).toEqual(expect.any(String))
    expect((await token(portal, right)).status).toBe(200)
  })

  test('a token is no code and a code is no token', async () => {
    const portal = await startPortal()
    const tokens = await signIn(portal)
    for (const code of [tokens.access, tokens.refresh]) {
      const reply = await token(portal, { grant_type: 'authorization_code', code })
      expect(errorOf(reply)).toEqual([400, 'invalid_grant'])
    }
    const { refresh: value } = tokens
    expect(errorOf(await callWith(value, `${portal.url}/rest/profile`))).toEqual([401, 'invalid_token'])
  })
})

/** What REST 3.0 says to everybody whom it does not know. */
const unknownCaller = [
  401,
  expect.objectContaining({ code: 'BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION' }),
]

describe('a call with a token', () => {
  const profileOf = (portal: DemoPortal, query = '') => `${portal.url}/rest/profile.json${query}`
  const listOf = (portal: DemoPortal) => `${portal.url}/rest/api/tasks.task.list`

  const ways: Record<
    string,
    (access: string) => { query?: string; body?: string; headers?: Record<string, string> }
  > = {
    'auth in a JSON body': (access) => ({ body: JSON.stringify({ auth: access }) }),
    'access_token in a JSON body': (access) => ({ body: JSON.stringify({ access_token: access }) }),
    'auth in a form': (access) => ({
      body: `auth=${access}`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    }),
    'auth in the query': (access) => ({ query: `?auth=${access}` }),
    'access_token in the query': (access) => ({ query: `?access_token=${access}` }),
    'a Bearer header': (access) => ({ body: '{}', headers: { Authorization: `Bearer ${access}` } }),
  }

  test.each(Object.entries(ways))('is known to the old API by %s', async (_way, speak) => {
    const portal = await startPortal()
    const { query = '', body = '', headers = {} } = speak((await signIn(portal, 3)).access)
    expect((await post(profileOf(portal, query), body, headers)).body.result?.ID).toBe('3')
  })

  test('is known to REST 3.0 by auth in the body and by a Bearer header', async () => {
    const portal = await startPortal()
    const { access } = await signIn(portal)
    expect((await callWith(access, listOf(portal))).body.result.items).toHaveLength(40)
    const headers = { Authorization: `Bearer ${access}` }
    expect((await post(listOf(portal), '{}', headers)).body.result.items).toHaveLength(40)
  })

  test.each([
    ['nothing', {}],
    ['a header without Bearer', { Authorization: 'TOKEN' }],
  ])('that shows %s is refused by both APIs, each in its own shape', async (_what, headers) => {
    const portal = await startPortal()
    expect(errorOf(await post(profileOf(portal), '{}', { ...headers }))).toEqual([401, 'NO_AUTH_FOUND'])
    expect(errorOf(await post(listOf(portal), '{}', { ...headers }))).toEqual(unknownCaller)
  })

  test('is known to REST 3.0 by auth in the query, of which nothing else counts', async () => {
    const portal = await startPortal()
    const { access } = await signIn(portal)
    const { body } = await post(`${listOf(portal)}?auth=${access}&select[]=title`, '{}')
    expect(body.result.items[0]).toEqual({ id: 1 })
  })

  test('goes with a list of commands of REST 3.0 in the header or the query, and not among them', async () => {
    const portal = await startPortal()
    const { access } = await signIn(portal)
    const url = `${portal.url}/rest/api/batch`
    const command = { method: 'tasks.task.get', query: { id: 1, select: ['id'] } }
    const list = JSON.stringify([command])
    const answers = [
      await post(url, list, { Authorization: `Bearer ${access}` }),
      await post(`${url}?auth=${access}`, list),
    ]
    expect(answers.map(({ body }) => body.result as unknown)).toEqual([
      [{ item: { id: 1 } }],
      [{ item: { id: 1 } }],
    ])
    const among = await post(url, JSON.stringify({ 0: command, auth: access }))
    expect([among.status, among.body.error.code]).toEqual([400, `${prefix}INVALIDSELECTEXCEPTION`])
  })

  test('that is unknown or an hour old is told apart by the old API, and not by REST 3.0', async () => {
    const clock = standingClock()
    const portal = await startPortal({ now: clock.now })
    const { access } = await signIn(portal)
    clock.pass(3599)
    expect((await callWith(access, profileOf(portal))).status).toBe(200)
    clock.pass(1)
    expect(errorOf(await callWith(access, profileOf(portal)))).toEqual([401, 'expired_token'])
    expect(errorOf(await callWith('unknown', profileOf(portal)))).toEqual([401, 'invalid_token'])
    for (const token of [access, 'unknown']) {
      expect(errorOf(await callWith(token, listOf(portal)))).toEqual(unknownCaller)
    }
  })

  test('has the scopes of the app card', async () => {
    const portal = await startPortal({ oauth: { scopes: ['user'] } })
    const { access, answer } = await signIn(portal)
    expect(answer.scope).toBe('user')
    expect((await callWith(access, `${portal.url}/rest/scope`)).body.result).toEqual(['user'])
    const stages = await callWith(access, `${portal.url}/rest/task.stages.get`, { entityId: 0 })
    expect(errorOf(stages)).toEqual([403, 'insufficient_scope'])
    expect((await callWith(access, listOf(portal))).body.error.code).toContain('INSUFFICIENTSCOPE')
  })

  test('may ask about its application, which a webhook has none of', async () => {
    const portal = await startPortal()
    const { access } = await signIn(portal)
    const info = await callWith(access, `${portal.url}/rest/app.info`)
    expect(info.body.result).toMatchObject({ CODE: portal.oauth.clientId, STATUS: 'L', INSTALLED: true })
    expect(errorOf(await post(`${portal.webhook}app.info`, '{}'))).toEqual([400, 'ACCESS_DENIED'])
  })

  test('shares no idempotency key with a webhook of the same person', async () => {
    const portal = await startPortal()
    const body = { fields: { title: 'Twice', creatorId: 1, responsibleId: 1 } }
    await v3(portal, 'tasks.task.add', body, { key: 'k' })
    const { access } = await signIn(portal)
    const url = `${portal.url}/rest/api/tasks.task.add`
    const headers = { 'Idempotency-Key': 'k', Authorization: `Bearer ${access}` }
    const send = () => post(url, JSON.stringify(body), headers)
    const replayed = [await send(), await send()].map((reply) => reply.headers.get('idempotent-replayed'))
    expect(replayed).toEqual([null, 'true'])
  })
})

describe('what is kept of a sign-in', () => {
  let folder = ''
  let file = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quickplan-portal-'))
    file = join(folder, 'portal.json')
  })

  afterEach(() => rm(folder, { recursive: true }))

  test('tokens are good after a restart, at another port', async () => {
    const first = await startPortal({ file })
    const tokens = await signIn(first, 3)
    const code = await codeOf(first, 2)
    await first.close()
    const second = await startPortal({ file })
    expect((await callWith(tokens.access, `${second.url}/rest/profile`)).body.result.ID).toBe('3')
    expect((await refresh(second, tokens)).answer.user_id).toBe(3)
    expect((await redeem(second, { grant_type: 'authorization_code', code })).access).toBeTruthy()
    expect(second.oauth.clientSecret).toBe(first.oauth.clientSecret)
  })

  test('no code, token or client secret is in the data file', async () => {
    const portal = await startPortal({ file })
    const first = await signIn(portal)
    const second = await refresh(portal, first)
    const code = await codeOf(portal)
    await addTask(portal)
    const text = await readFile(file, 'utf8')
    const secrets = [
      first.access,
      first.refresh,
      second.access,
      second.refresh,
      code,
      portal.oauth.clientSecret,
    ]
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(40)
      expect(text).not.toContain(secret)
    }
  })

  test('what has run out is forgotten', async () => {
    const clock = standingClock()
    const portal = await startPortal({ file, now: clock.now })
    for (let times = 0; times < 3; times += 1) await signIn(portal)
    await codeOf(portal)
    clock.pass(200 * 86_400)
    await codeOf(portal)
    const { grants } = JSON.parse(await readFile(file, 'utf8')) as { grants: object[] }
    expect(grants).toHaveLength(1)
  })
})

test.each(['quickplan://signed-in', 'localhost:7000', 'http://localhost:7000/#part'])(
  'a portal whose app card says %s does not start',
  async (redirectUri) => {
    await expect(startPortal({ oauth: { redirectUri } })).rejects.toThrow('redirect address')
  },
)
