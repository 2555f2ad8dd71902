import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTokens } from '../../../../electron/bitrix/oauth/token-store.ts'
import { SignInError } from '../../../../electron/bitrix/oauth/sign-in-errors.ts'
import { withToken, type OAuthAccess } from '../../../../electron/bitrix/rest/credentials.ts'
import { AppError } from '../../../../electron/errors.ts'
import {
  json,
  redirectTo,
  reset,
  startMisbehavingServer,
  type Behaviour,
  type MisbehavingServer,
} from '../../../support/misbehaving-server.ts'
import { deferred } from '../../../support/deferred.ts'
import { accessTo, failureOf, oauthClient, secrets, told } from './oauth-support.ts'

const read = { kind: 'read' } as const
const write = { kind: 'write' } as const
const good = json({ result: { ID: '7' }, time: {} })
const expired = json({ error: 'expired_token', error_description: 'The access token has expired' }, 401)
const { accessToken } = secrets

let server: MisbehavingServer
beforeEach(async () => {
  server = await startMisbehavingServer(good)
})
afterEach(() => server.close())

describe('a token', () => {
  test('goes into the body of a call of the old API, as the last field', async () => {
    await oauthClient(server.origin).v2('task.checklistitem.add', { TASKID: 1, FIELDS: {} }, write)
    const [seen] = server.requests
    expect(seen?.path).toBe('/rest/task.checklistitem.add')
    expect(seen?.body).toBe(`{"TASKID":1,"FIELDS":{},"auth":"${accessToken}"}`)
    expect(seen?.headers).not.toHaveProperty('authorization')
  })

  test('goes into the body of a call of REST 3.0 behind the bytes that were given', async () => {
    const body = '{ "fields":{"title":"Ё \\ud83d\\ude00"} }'
    await oauthClient(server.origin).v3('tasks.task.add', body, { ...write, idempotencyKey: 'k' })
    const [seen] = server.requests
    expect(seen?.path).toBe('/rest/api/tasks.task.add')
    expect(seen?.body).toBe(`{ "fields":{"title":"Ё \\ud83d\\ude00"} ,"auth":"${accessToken}"}`)
  })

  test('stays out of the bytes under an idempotency key where the portal takes it in the header', async () => {
    const client = oauthClient(server.origin, { acceptsBearer: (origin) => origin === server.origin })
    await client.v3('tasks.task.add', '{"fields":{}}', { ...write, idempotencyKey: 'k' })
    await client.v3('tasks.task.get', { id: 1 }, read)
    const [keyed, plain] = server.requests
    expect(keyed).toMatchObject({
      body: '{"fields":{}}',
      headers: { authorization: `Bearer ${accessToken}` },
    })
    expect(plain?.body).toBe(`{"id":1,"auth":"${accessToken}"}`)
  })

  test('goes into the body after all when the header got lost on the way', async () => {
    server.willDo(json({ error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' }, 401), good)
    const client = oauthClient(server.origin, { acceptsBearer: () => true })
    await client.v3('tasks.task.add', '{"fields":{}}', { ...write, idempotencyKey: 'k' })
    expect(server.requests.map(({ body }) => body)).toEqual([
      '{"fields":{}}',
      `{"fields":{},"auth":"${accessToken}"}`,
    ])
  })

  test('that shall be tried in the header is tried there only', async () => {
    server.willDo(json({ error: 'NO_AUTH_FOUND' }, 401))
    const call = oauthClient(server.origin).v2('profile', {}, { ...read, tokenIn: 'header' })
    expect(await failureOf(call)).toMatchObject({ code: 'sign-in-refused' })
    expect(server.requests).toHaveLength(1)
  })

  test('follows a portal that has moved after somebody has agreed', async () => {
    const other = await startMisbehavingServer(good)
    server.willDo(redirectTo(`${other.origin}/rest/profile`))
    await failureOf(oauthClient(server.origin).v2('profile', {}, read))
    expect(other.requests).toEqual([])
    await oauthClient(server.origin, { mayMove: () => true }).v2('profile', {}, read)
    expect(other.requests[0]?.body).toBe(`{"auth":"${accessToken}"}`)
    await other.close()
  })

  test.each([
    ['{}', '{"auth":"t"}'],
    [' { } ', ' { "auth":"t"}'],
    ['{"a":{}}', '{"a":{},"auth":"t"}'],
    ['{"a":"}"}\n', '{"a":"}","auth":"t"}'],
  ])('is put into %j', (body, expected) => {
    expect(withToken(body, 't')).toBe(expected)
    expect(JSON.parse(withToken(body, 'a"b'))).toMatchObject({ auth: 'a"b' })
  })

  test.each(['[]', '"{}"', '', 'null'])('cannot be put into %j', (body) => {
    expect(() => withToken(body, 't')).toThrow(TypeError)
  })
})

describe('a token that the portal calls stale', () => {
  const fresh = 'fresh0000000000000000000000000001'

  test.each(['expired_token', 'invalid_token', 'EXPIRED_TOKEN'])(
    'is exchanged and the call made again (%s)',
    async (error) => {
      server.willDo(json({ error }, 401), good)
      const asked: OAuthAccess[] = []
      const client = oauthClient(server.origin, {
        refresh: (stale) => {
          asked.push(stale)
          return Promise.resolve({ ...stale, accessToken: fresh })
        },
      })
      expect((await client.v2('task.stages.add', {}, write)).result).toEqual({ ID: '7' })
      expect(asked.map((stale) => stale.accessToken)).toEqual([accessToken])
      expect(server.requests.at(-1)?.body).toBe(`{"auth":"${fresh}"}`)
    },
  )

  test('twice is final', async () => {
    server.willDo(expired)
    let count = 0
    const refresh = (stale: OAuthAccess) =>
      Promise.resolve({ ...stale, accessToken: `${fresh}${(count += 1)}` })
    const error = await failureOf(oauthClient(server.origin, { refresh }).v2('profile', {}, read))
    expect(error).toMatchObject({ code: 'sign-in-refused', outcome: 'did-not-run' })
    expect([count, server.requests.length]).toEqual([1, 2])
  })

  test('is final where there is no refresh, and for a webhook', async () => {
    server.willDo(expired)
    expect(await failureOf(oauthClient(server.origin).v2('profile', {}, read))).toMatchObject({
      code: 'sign-in-refused',
    })
    const webhook = oauthClient(server.origin, {
      credentials: () => Promise.resolve({ origin: server.origin, userId: 7, code: 'a1b2c3d4e5f6g7h8' }),
      refresh: () => Promise.reject(new Error('nothing to refresh')),
    })
    expect(await failureOf(webhook.v2('profile', {}, read))).toMatchObject({ code: 'credentials-refused' })
  })

  test('of an account that is no longer the current one is not exchanged', async () => {
    server.willDo(expired)
    const accounts = [accessTo(server.origin), { ...accessTo(server.origin, fresh), userId: 8 }]
    const client = oauthClient(server.origin, {
      credentials: () => Promise.resolve(accounts.shift() ?? accessTo(server.origin)),
      refresh: () => Promise.reject(new Error('must not be asked')),
    })
    expect(await failureOf(client.v2('profile', {}, read))).toMatchObject({ code: 'sign-in-refused' })
    expect(server.requests).toHaveLength(1)
  })

  test('that cannot be exchanged tells why, and that the call was not made', async () => {
    server.willDo(expired)
    const signedOut = oauthClient(server.origin, {
      refresh: () => Promise.reject(new AppError('signed-out', 'The refresh token is dead')),
    })
    await expect(signedOut.v2('task.stages.add', {}, write)).rejects.toMatchObject({ code: 'signed-out' })
    const silent = await startMisbehavingServer(reset)
    const broken = oauthClient(server.origin, {
      refresh: () => oauthClient(silent.origin).v2('token', {}, write) as never,
    })
    const error = await failureOf(broken.v2('task.stages.add', {}, write))
    expect(error).toMatchObject({ code: 'offline', outcome: 'did-not-run' })
    await silent.close()
  })

  test('is not waited for by a call that was cancelled', async () => {
    server.willDo(expired)
    const stop = new AbortController()
    const refresh = () => {
      stop.abort(new Error('stopped'))
      return new Promise<OAuthAccess>(() => undefined)
    }
    const call = oauthClient(server.origin, { refresh }).v2('profile', {}, { ...read, signal: stop.signal })
    await expect(call).rejects.toThrow('stopped')
  })
})

describe('a caller whom REST 3.0 does not know', () => {
  const denied = json(
    { error: { code: 'BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION', message: 'Access denied' } },
    401,
  )
  const fresh = 'fresh0000000000000000000000000001'
  const renewing = () => {
    let count = 0
    const refresh = (stale: OAuthAccess) => {
      count += 1
      return Promise.resolve({ ...stale, accessToken: fresh })
    }
    return { client: oauthClient(server.origin, { refresh }), refreshes: () => count }
  }

  test('may have a token that has expired, and gets a new one for the same call', async () => {
    server.willDo(denied, good)
    const { client, refreshes } = renewing()
    const body = '{"fields":{"title":"A"}}'
    expect(await client.v3('tasks.task.add', body, { ...write, idempotencyKey: 'k' })).toEqual({ ID: '7' })
    expect(refreshes()).toBe(1)
    expect(server.requests.at(-1)?.body).toBe(`{"fields":{"title":"A"},"auth":"${fresh}"}`)
  })

  test('is believed the second time, in words of a sign-in', async () => {
    server.willDo(denied)
    const { client, refreshes } = renewing()
    const error = await failureOf(client.v3('tasks.task.get', { id: 1 }, read))
    expect(error).toMatchObject({ code: 'sign-in-refused', outcome: 'did-not-run' })
    expect([refreshes(), server.requests.length]).toEqual([1, 2])
  })

  test('is believed at once where the token was just made', async () => {
    server.willDo(denied)
    const client = oauthClient(server.origin, {
      refresh: () => Promise.reject(new SignInError('token-refused', 'It was just made')),
    })
    expect(await failureOf(client.v3('tasks.task.get', { id: 1 }, read))).toMatchObject({
      code: 'sign-in-refused',
    })
    expect(server.requests).toHaveLength(1)
  })

  test('is told of the renewal that failed', async () => {
    server.willDo(denied)
    const client = oauthClient(server.origin, {
      refresh: () => Promise.reject(new SignInError('portal-busy', 'Later')),
    })
    expect(await failureOf(client.v3('tasks.task.get', { id: 1 }, read))).toMatchObject({
      code: 'portal-busy',
      outcome: 'did-not-run',
    })
  })

  test('with a webhook has a wrong one', async () => {
    server.willDo(denied)
    const credentials = () => Promise.resolve({ origin: server.origin, userId: 7, code: 'a1b2c3d4e5f6g7h8' })
    const client = oauthClient(server.origin, { credentials })
    expect(await failureOf(client.v3('tasks.task.get', { id: 1 }, read))).toMatchObject({
      code: 'credentials-refused',
    })
  })

  test('is not one who lacks a right', async () => {
    const forbidden = { code: 'BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION', message: 'Access denied' }
    server.willDo(json({ error: forbidden }, 403))
    const { client, refreshes } = renewing()
    expect(await failureOf(client.v3('tasks.task.get', { id: 1 }, read))).toMatchObject({
      code: 'access-denied',
    })
    expect(refreshes()).toBe(0)
  })
})

describe('a token that several calls find stale', () => {
  const fresh = 'fresh0000000000000000000000000001'

  test('is exchanged once for all the calls that wait', async () => {
    const { client, refreshes } = renewable()
    const results = await Promise.all([1, 2, 3, 4, 5].map((n) => client.v2('user.get', { n }, read)))
    expect(results).toHaveLength(5)
    expect(refreshes()).toBe(1)
  })

  test('is not exchanged again for a call that learns of it late', async () => {
    const { client, refreshes, held } = renewable()
    const late = client.v2('late', {}, read)
    await client.v2('user.get', {}, read)
    held.resolve(undefined)
    await late
    expect(refreshes()).toBe(1)
  })

  /** A portal that takes only the fresh token, and holds its answer to `late` back. */
  function renewable() {
    const held = deferred<undefined>()
    let count = 0
    const answer: Behaviour = (response, seen) => {
      const isFresh = seen.body.includes(fresh)
      const send = () => (isFresh ? good : expired)(response, seen)
      if (seen.path.endsWith('/late') && !isFresh) void held.promise.then(send)
      else send()
    }
    server.willDo(answer)
    const pair = {
      ...accessTo(server.origin),
      refreshToken: 'r',
      expiresAt: 9e15,
      memberId: 'm',
      serverDomain: '',
    }
    const tokens = createTokens({
      load: () => Promise.resolve(pair),
      save: () => Promise.resolve(true),
      refresh: async (stale) => {
        count += 1
        await new Promise((resolve) => setImmediate(resolve))
        return { ...stale, accessToken: fresh }
      },
      now: Date.now,
    })
    const client = oauthClient(server.origin, { credentials: tokens.access, refresh: tokens.renew })
    return { client, held, refreshes: () => count }
  }
})

test.each([
  ['an error', json({ error: `X_${accessToken}`, error_description: `auth=${accessToken}` }, 400)],
  ['a broken connection', reset],
  ['a redirect', redirectTo(`http://elsewhere.example/?auth=${accessToken}`)],
])('no error tells the token: %s', async (_name, behaviour) => {
  server.willDo(behaviour)
  for (const tokenIn of ['body', 'header'] as const) {
    const error = await failureOf(oauthClient(server.origin).v2('profile', {}, { ...write, tokenIn }))
    expect(told(error)).not.toContain(accessToken)
  }
})

test('a token that no header can hold is not told either', async () => {
  const client = oauthClient(server.origin, {
    credentials: () => Promise.resolve(accessTo(server.origin, `${accessToken}\nX`)),
  })
  const error = await failureOf(client.v2('profile', {}, { ...read, tokenIn: 'header' }))
  expect(told(error)).not.toContain(accessToken)
})
