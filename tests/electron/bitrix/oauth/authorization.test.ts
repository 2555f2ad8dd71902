import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkAccount } from '../../../../electron/bitrix/account.ts'
import { tokenEndpoint, type Tokens } from '../../../../electron/bitrix/oauth/token-endpoint.ts'
import { startAuthorization } from '../../../../electron/bitrix/oauth/authorization.ts'
import { createTokens } from '../../../../electron/bitrix/oauth/token-store.ts'
import { deferred } from '../../../support/deferred.ts'
import {
  json,
  startMisbehavingServer,
  type Behaviour,
  type MisbehavingServer,
} from '../../../support/misbehaving-server.ts'
import { failureOf, oauthClient, secrets, told } from './oauth-support.ts'

const application = { clientId: 'local.5c8bb1b0891cf2.87252039', clientSecret: secrets.clientSecret }

let server: MisbehavingServer
let issued: number
beforeEach(async () => {
  issued = 0
  server = await startMisbehavingServer((response, seen) => portal(response, seen))
})
afterEach(() => server.close())

test('a person who comes back through the browser is signed in', async () => {
  const { signIn, url, port } = await begun()
  expect(url.origin + url.pathname).toBe(`${server.origin}/oauth/authorize/`)
  expect(url.searchParams.get('client_id')).toBe(application.clientId)
  const page = await fetch(`http://127.0.0.1:${port}/?${answerTo(url)}`)
  expect(await page.text()).toContain('You can close this tab')
  expect(await signIn.tokens).toMatchObject({ accessToken: 'access-1', origin: server.origin })
})

describe('a pasted address', () => {
  test('signs in as well, with or without somebody listening', async () => {
    for (const port of [0, null]) {
      const { signIn, url } = await begun({ port })
      signIn.paste(`« http://localhost:7000/?${answerTo(url)} »`)
      expect(await signIn.tokens).toMatchObject({ origin: server.origin })
    }
  })

  test('that is wrong is thrown back and the sign-in goes on', async () => {
    const { signIn, url } = await begun()
    expect(() => signIn.paste('buy milk')).toThrow(reason('callback-malformed'))
    expect(() => signIn.paste(`?code=${secrets.code}&state=wrong`)).toThrow(reason('state-wrong'))
    const other = answerTo(url).replace(/domain=[^&]*/, 'domain=other.bitrix24.com')
    expect(() => signIn.paste(`?${other}`)).toThrow(reason('portal-other'))
    signIn.paste(`?${answerTo(url)}`)
    await signIn.tokens
  })

  test('works once', async () => {
    const { signIn, url } = await begun()
    signIn.paste(`?${answerTo(url)}`)
    await signIn.tokens
    expect(() => signIn.paste(`?${answerTo(url)}`)).toThrow(reason('state-wrong'))
    expect(server.requests).toHaveLength(1)
  })
})

describe('a sign-in ends', () => {
  test('when it is cancelled', async () => {
    const stop = new AbortController()
    const { signIn } = await begun({ signal: stop.signal })
    stop.abort(new Error('stopped'))
    await expect(signIn.tokens).rejects.toThrow('stopped')
    expect(server.requests).toEqual([])
  })

  test('when nobody comes back', async () => {
    const { signIn } = await begun({ timeoutMs: 30 })
    expect(await failureOf(signIn.tokens)).toMatchObject({ code: 'timed-out' })
  })

  test('when there is no browser', async () => {
    const openInBrowser = () => Promise.reject(new Error('no browser'))
    const { tokens } = startAuthorization({ endpoint: endpoint(), openInBrowser }, { ...wanted(), port: 0 })
    await expect(tokens).rejects.toThrow('no browser')
  })

  test('when the code came too late, with its reason and no secret', async () => {
    server.willDo(json({ error: 'invalid_grant', error_description: `code ${secrets.code}` }, 400))
    const { signIn, url } = await begun()
    signIn.paste(`?${answerTo(url)}`)
    const error = await failureOf(signIn.tokens)
    expect(error).toMatchObject({ code: 'code-dead' })
    for (const secret of Object.values(secrets)) expect(told(error)).not.toContain(secret)
  })
})

test('from the browser to calls that outlive their token, with every pair kept before it is used', async () => {
  const { signIn, url } = await begun()
  signIn.paste(`?${answerTo(url)}`)
  const kept: Tokens[] = []
  const tokens = createTokens({
    load: () => signIn.tokens,
    save: (pair) => Promise.resolve(kept.push(pair) > 0),
    refresh: (access) => endpoint().refreshTokens({ access, application }),
    now: Date.now,
  })
  const client = oauthClient(server.origin, { credentials: tokens.access, refresh: tokens.renew })
  expect(await checkAccount(client)).toMatchObject({ userId: 7, missingScopes: [] })

  issued += 1 // the portal forgets the token it gave
  const answers = await Promise.all([1, 2, 3].map(() => client.v2('profile', {}, { kind: 'read' })))
  expect(answers).toHaveLength(3)
  expect(kept.map(({ accessToken }) => accessToken)).toEqual(['access-3'])
  expect(server.requests.filter(({ path }) => path === '/oauth/token/')).toHaveLength(2)
})

/** The part of a portal that a sign-in needs; it takes the last token that it gave and no other. */
const portal: Behaviour = (response, seen) => {
  if (seen.path === '/oauth/token/') {
    issued += 1
    return json({
      access_token: `access-${issued}`,
      refresh_token: `refresh-${issued}`,
      expires_in: 3600,
      client_endpoint: `${server.origin}/rest/`,
      server_endpoint: `${server.origin}/rest/`,
      domain: server.host,
      member_id: 'm',
      scope: 'app',
      status: 'L',
    })(response, seen)
  }
  if (!seen.body.includes(`"auth":"access-${issued}"`)) {
    return json({ error: 'expired_token', error_description: 'The access token has expired' }, 401)(
      response,
      seen,
    )
  }
  const results: Record<string, unknown> = {
    profile: { ID: '7', NAME: 'Anna', LAST_NAME: '', ADMIN: false, TIME_ZONE: '' },
    scope: ['task', 'user', 'sonet_group', 'disk'],
    'task.stages.get': {},
  }
  return json({ result: results[seen.path.split('/').at(-1) ?? ''] ?? null })(response, seen)
}

function wanted() {
  return { portal: server.origin, application }
}

function endpoint() {
  return tokenEndpoint({ fetch, version: '1.2.3', now: Date.now, timeoutMs: 1000 })
}

/** A sign-in whose page has been opened, and the port where the answer is waited for. */
async function begun(given: Partial<Parameters<typeof startAuthorization>[1]> = {}) {
  const opened = deferred<string>()
  const port = given.port === undefined ? await freePort() : given.port
  const signIn = startAuthorization(
    { endpoint: endpoint(), openInBrowser: opened.resolve },
    { ...wanted(), timeoutMs: 10_000, ...given, port },
  )
  signIn.tokens.catch(() => undefined) // looked at by the test
  return { signIn, url: new URL(await opened.promise), port }
}

function answerTo(url: URL): string {
  const state = url.searchParams.get('state') ?? ''
  return new URLSearchParams({
    code: secrets.code,
    state,
    domain: server.host,
    member_id: 'm',
    server_domain: server.host,
  }).toString()
}

async function freePort(): Promise<number> {
  const placeholder = await startMisbehavingServer()
  await placeholder.close()
  return Number(new URL(placeholder.origin).port)
}

function reason(is: string): Error {
  return expect.objectContaining({ code: is }) as Error
}
