import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serverOrigin, tokenEndpoint, type Tokens } from '../../../../electron/bitrix/oauth/token-endpoint.ts'
import { SignInError } from '../../../../electron/bitrix/oauth/sign-in-errors.ts'
import { AppError } from '../../../../electron/errors.ts'
import {
  halfSent,
  html,
  json,
  redirectTo,
  reset,
  silent,
  startMisbehavingServer,
  type Behaviour,
  type MisbehavingServer,
} from '../../../support/misbehaving-server.ts'
import { failureOf, secrets, told } from './oauth-support.ts'

const application = { clientId: 'local.5c8bb1b0891cf2.87252039', clientSecret: secrets.clientSecret }
const portalHost = 'team.bitrix24.com'
const portal = `https://${portalHost}`

let server: MisbehavingServer
beforeEach(async () => {
  server = await startMisbehavingServer(silent)
})
afterEach(() => server.close())

describe('a code', () => {
  test('is exchanged by a POST that has its secrets in the body', async () => {
    server.willDo(json(answer({ client_endpoint: `${server.origin}/rest/` })))
    const tokens = await exchange()
    const [seen] = server.requests
    expect(seen).toMatchObject({ method: 'POST', path: '/oauth/token/' })
    expect(seen?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(seen?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: application.clientId,
      client_secret: application.clientSecret,
      code: secrets.code,
    })
    expect(tokens).toEqual({
      accessToken: secrets.accessToken,
      refreshToken: secrets.refreshToken,
      expiresAt: 3_601_000,
      origin: server.origin,
      memberId: 'a223c6b3710f85df22e9377d6c4f7553',
      serverDomain: server.host,
      userId: null,
    })
  })

  test('for another portal than was asked is refused by its name', async () => {
    server.willDo(json(answer({ client_endpoint: 'https://other.bitrix24.com/rest/' })))
    const error = await failureOf(exchange())
    expect(error).toMatchObject({ code: 'portal-other', subject: 'other.bitrix24.com' })
    expect(told(error)).not.toContain(secrets.accessToken)
  })

  test.each([
    ['invalid_grant', 400, 'code-dead'],
    ['bad_verification_code', 400, 'code-dead'],
    ['expired_token', 401, 'code-dead'],
    ['invalid_client', 401, 'application-unknown'],
    ['wrong_client', 400, 'application-unknown'],
    ['insufficient_scope', 403, 'scope-missing'],
    ['invalid_scope', 400, 'scope-missing'],
    ['PAYMENT_REQUIRED', 402, 'plan-without-rest'],
    ['PORTAL_DELETED', 500, 'portal-deleted'],
    ['portal_missing', 404, 'portal-broken'],
    ['user_access_error', 403, 'user-refused'],
    ['authorization_error', 401, 'user-refused'],
    ['invalid_request', 400, 'refused'],
    ['QUERY_LIMIT_EXCEEDED', 503, 'portal-busy'],
    ['something_new', 429, 'portal-busy'],
    ['something_new', 400, 'refused'],
    ['something_new', 500, 'portal-broken'],
    ['__proto__', 400, 'refused'],
  ])('refused with %s (%i) is told as %s', async (error, status, code) => {
    server.willDo(json({ error, error_description: `No ${secrets.clientSecret} or ${secrets.code}` }, status))
    const failure = await failureOf(exchange())
    expect(failure).toMatchObject({ code, outcome: 'did-not-run', subject: server.host })
    expect(telling(failure)).toEqual([])
  })

  test.each<[string, Behaviour, string]>([
    ['a page', html(502), 'portal-broken'],
    ['a page with 404', html(404), 'portal-broken'],
    ['half an answer', halfSent, 'offline'],
    ['a broken connection', reset, 'offline'],
    ['silence', silent, 'host-silent'],
    ['a redirect', redirectTo('https://elsewhere.example/oauth/token/'), 'portal-moved'],
    ['an answer without tokens', json({ access_token: 'x' }), 'portal-broken'],
    ['a token that no header could hold', json(answer({ access_token: 'a\nb' })), 'portal-broken'],
    ['an endpoint that is no address', json(answer({ client_endpoint: 'javascript:1' })), 'portal-broken'],
  ])('answered with %s is asked for once and tells no secret', async (_name, behaviour, meaning) => {
    server.willDo(behaviour)
    const error = await failureOf(exchange(behaviour === silent ? 300 : undefined))
    expect(error.code).toBe(meaning)
    expect(telling(error)).toEqual([])
    expect(server.requests).toHaveLength(1)
  })

  test('is exchanged with nobody but the two known servers, or on this computer for a demo portal', async () => {
    const asked: string[] = []
    const endpoint = tokenEndpoint({
      fetch: (url) => {
        asked.push(url)
        return Promise.resolve(Response.json(answer({ client_endpoint: `${portal}/rest/` })))
      },
      version: '1.2.3',
      now: () => 0,
    })
    for (const serverDomain of ['oauth.bitrix.info', 'oauth.bitrix24.tech', null]) {
      await endpoint.exchangeCode({ callback: { code: secrets.code, serverDomain }, portal, application })
    }
    for (const serverDomain of ['evil.example', 'oauth.bitrix.info.evil.example', 'localhost:5000', '']) {
      const call = endpoint.exchangeCode({
        callback: { code: secrets.code, serverDomain },
        portal,
        application,
      })
      expect(await failureOf(call)).toMatchObject({ code: 'server-unknown' })
    }
    expect(asked).toEqual([
      'https://oauth.bitrix.info/oauth/token/',
      'https://oauth.bitrix24.tech/oauth/token/',
      'https://oauth.bitrix.info/oauth/token/',
    ])
  })
})

test.each([
  ['oauth.bitrix.info', 'http://127.0.0.1:5000'],
  ['evil.example', 'http://127.0.0.1:5000'],
  ['127.0.0.1:5000', 'https://team.bitrix24.com'],
])('tokens of %s are not had for %s', (serverDomain, of) => {
  expect(() => serverOrigin(serverDomain, of)).toThrow(SignInError)
})

describe('a pair', () => {
  test('is exchanged for the next one, at the server that the last answer named', async () => {
    const next = await startMisbehavingServer(json(answer({ access_token: 'third' })))
    const said = { access_token: 'second', refresh_token: 'r2', user_id: 67, expires: 1780319382 }
    server.willDo(json(answer({ ...said, server_endpoint: `${next.origin}/rest/` })))
    const second = await refresh(pair())
    expect(Object.fromEntries(new URLSearchParams(server.requests[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: application.clientId,
      client_secret: application.clientSecret,
      refresh_token: secrets.refreshToken,
    })
    expect(second).toMatchObject({
      accessToken: 'second',
      refreshToken: 'r2',
      userId: 67,
      serverDomain: next.host,
    })
    expect(await refresh(second)).toMatchObject({ accessToken: 'third', userId: 67 })
    await next.close()
  })

  test('keeps its portal and server whatever an answer says of them', async () => {
    const said = {
      client_endpoint: 'https://new.bitrix24.com/rest/',
      server_endpoint: 'https://evil.example/',
    }
    server.willDo(json(answer(said)))
    expect(await refresh(pair())).toMatchObject({ origin: server.origin, serverDomain: server.host })
  })

  test.each([
    ['reset', reset],
    ['half an answer', halfSent],
  ])('is asked for once more with the same token where the answer was lost (%s)', async (_name, lost) => {
    server.willDo(lost, json(answer({ access_token: 'second' })))
    expect(await refresh(pair())).toMatchObject({ accessToken: 'second' })
    const [first, again] = server.requests.map(({ body }) => body)
    expect([server.requests.length, again]).toEqual([2, first])
  })

  test.each<[string, Behaviour, number]>([
    ['a page', html(200), 1],
    ['a 404 in JSON', json({ error: 'NOT_FOUND' }, 404), 1],
    ['answers that are lost again and again', reset, 2],
  ])('is not given up for %s', async (_name, behaviour, times) => {
    server.willDo(behaviour)
    const { code } = (await failureOf(refresh(pair()))) as AppError
    expect(['signed-out', 'portal-deleted']).not.toContain(code)
    expect(server.requests).toHaveLength(times)
  })

  test('of another portal is refused', async () => {
    server.willDo(json(answer({ member_id: 'other', client_endpoint: 'https://other.bitrix24.com/rest/' })))
    const error = await failureOf(refresh(pair()))
    expect(error).toMatchObject({ code: 'portal-other', subject: 'other.bitrix24.com' })
  })

  test.each([
    ['invalid_grant', 'signed-out'],
    ['expired_token', 'signed-out'],
    ['invalid_client', 'application-unknown'],
    ['PAYMENT_REQUIRED', 'plan-without-rest'],
    ['PORTAL_DELETED', 'portal-deleted'],
  ])('refused with %s means %s', async (error, meaning) => {
    server.willDo(json({ error, error_description: secrets.refreshToken }, 400))
    const failure = await failureOf(refresh(pair()))
    expect(failure).toMatchObject({ code: meaning, outcome: 'did-not-run' })
    expect(telling(failure)).toEqual([])
  })
})

test('whatever the token endpoint answers, there is a pair or an AppError without a secret', async () => {
  const nearly = fc.record(
    {
      access_token: fc.oneof(fc.jsonValue(), fc.constant('t')),
      refresh_token: fc.oneof(fc.jsonValue(), fc.constant('r')),
      expires_in: fc.jsonValue(),
      client_endpoint: fc.oneof(fc.jsonValue(), fc.webUrl(), fc.constant(`${portal}/rest/`)),
      member_id: fc.oneof(fc.jsonValue(), fc.constant('m')),
      error: fc.oneof(fc.jsonValue(), fc.constantFrom('invalid_grant', secrets.code)),
      error_description: fc.oneof(fc.jsonValue(), fc.constant(`x ${secrets.clientSecret}`)),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.jsonValue(), nearly),
      fc.constantFrom(200, 400, 404, 500),
      async (body, status) => {
        const endpoint = tokenEndpoint({
          fetch: () => Promise.resolve(new Response(JSON.stringify(body), { status })),
          version: '1.2.3',
          now: () => 0,
        })
        const callback = { code: secrets.code, serverDomain: null }
        const error: unknown = await endpoint.exchangeCode({ callback, portal, application }).then(
          () => null,
          (reason: unknown) => reason,
        )
        if (error === null) return
        expect(error).toBeInstanceOf(AppError)
        expect(telling(error)).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})

/** The recorded answer of the reference, changed. */
function answer(change: Record<string, unknown> = {}) {
  return {
    access_token: secrets.accessToken,
    refresh_token: secrets.refreshToken,
    expires_in: 3600,
    client_endpoint: `${portal}/rest/`,
    server_endpoint: 'https://oauth.bitrix.info/rest/',
    domain: 'oauth.bitrix.info',
    member_id: 'a223c6b3710f85df22e9377d6c4f7553',
    scope: 'crm,entity,im,task',
    status: 'F',
    ...change,
  }
}

/** Only a server that is silent on purpose is waited for no longer than a moment. */
function endpoint(timeoutMs = 20_000) {
  return tokenEndpoint({ fetch, version: '1.2.3', now: () => 1000, timeoutMs })
}

function exchange(timeoutMs?: number) {
  const callback = { code: secrets.code, serverDomain: server.host }
  return endpoint(timeoutMs).exchangeCode({ callback, portal: server.origin, application })
}

function refresh(access: Tokens) {
  return endpoint().refreshTokens({ access, application })
}

function pair(): Tokens {
  return {
    accessToken: secrets.accessToken,
    refreshToken: secrets.refreshToken,
    expiresAt: 0,
    origin: server.origin,
    memberId: 'a223c6b3710f85df22e9377d6c4f7553',
    serverDomain: server.host,
    userId: 67,
  }
}

/** The secrets that an error tells. */
function telling(error: unknown): string[] {
  return Object.values(secrets).filter((secret) => told(error).includes(secret))
}
