import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OAuthSecret } from '../../electron/accounts/account-credentials.ts'
import { createSession } from '../../electron/accounts/session.ts'
import { tokenEndpoint, type Tokens } from '../../electron/bitrix/oauth/token-endpoint.ts'
import type { OAuthInput } from '../../electron/model.ts'
import { createAccountNotes } from '../../electron/store/accounts.ts'
import { secrets as known } from '../electron/bitrix/oauth/oauth-support.ts'
import { memorySecrets } from '../support/memory-secrets.ts'
import {
  halfSent,
  html,
  json,
  redirectTo,
  reset,
  startMisbehavingServer,
  type Behaviour,
  type MisbehavingServer,
} from '../support/misbehaving-server.ts'

const anna = { userId: 7, userName: 'Anna Schmidt' }
const application = { clientId: 'local.1', clientSecret: known.clientSecret, port: 7000 }

let server: MisbehavingServer
let thief: MisbehavingServer
beforeEach(async () => {
  server = await startMisbehavingServer(html(500))
  thief = await startMisbehavingServer(json({ result: true }))
})
afterEach(async () => {
  await server.close()
  await thief.close()
})

const tokensOf = (of: string, more: Partial<Tokens> = {}): Tokens => ({
  accessToken: `access-${of}`,
  refreshToken: `refresh-${of}`,
  expiresAt: 9e15,
  memberId: 'm',
  userId: 7,
  origin: server.origin,
  serverDomain: server.host,
  ...more,
})
/** What the server for tokens says of a new pair. */
const pair = (of: string, more: object = {}) => ({
  access_token: `access-${of}`,
  refresh_token: `refresh-${of}`,
  expires_in: 3600,
  member_id: 'm',
  user_id: 7,
  client_endpoint: `${server.origin}/rest/`,
  server_endpoint: `${server.origin}/rest/`,
  ...more,
})

/** An account that has signed in with an application; its computer outlives the app. */
async function signedIn() {
  const file = { store: {} as Record<string, unknown> }
  const secrets = memorySecrets()
  const typed: OAuthInput[] = []
  const start = () =>
    createSession({
      notes: createAccountNotes(file),
      secrets,
      onChange: () => undefined,
      startDemo: () => Promise.reject(new Error('Nobody wants the demo')),
      check: () => Promise.resolve(anna),
      endpoint: tokenEndpoint({ fetch, version: '0', now: Date.now, timeoutMs: 2_000 }),
      oauthSignIn: {
        begin: (input) => {
          typed.push(input)
          const note = { id: 'o', kind: 'oauth' as const, origin: server.origin, ...anna }
          const secret: OAuthSecret = { application, tokens: tokensOf(String(typed.length)) }
          return Promise.resolve({ note, secret })
        },
        paste: () => undefined,
        cancel: () => undefined,
      },
    })
  const session = start()
  await session.useOAuth({ portal: server.origin, ...application })
  return { session, start, secrets, typed, file }
}

const stale = () => ({ kind: 'oauth', origin: server.origin, userId: 7, accessToken: 'access-1' }) as const

const wrongAnswers: [string, () => Behaviour][] = [
  ['no answer', () => reset],
  ['half an answer', () => halfSent],
  ['a page with 404', () => html(404)],
  ['a page with 200', () => html(200)],
  ['404 in JSON', () => json({ error: 'NOT_FOUND', error_description: 'No such portal' }, 404)],
  ['a portal that is deleted', () => json({ error: 'PORTAL_DELETED' }, 403)],
  ['a token that is used up', () => json({ error: 'invalid_grant' }, 400)],
  ['an application that it does not know', () => json({ error: 'invalid_client' }, 401)],
  ['a payment that is due', () => json({ error: 'PAYMENT_REQUIRED' }, 402)],
  ['JSON that is empty', () => json({})],
  ['JSON that is broken', () => json('{"access_token": "a')],
  ['the tokens of another portal', () => json(pair('x', { member_id: 'other' }))],
  ['a pair without a refresh token', () => json({ ...pair('x'), refresh_token: '' })],
  ['a way to another host', () => redirectTo(`${thief.origin}/oauth/token/`, 307)],
]
test.each(wrongAnswers)(
  'a renewal that gets %s takes no account and no key with it',
  async (_name, wrong) => {
    const { session, start, secrets, typed, file } = await signedIn()
    server.willDo(wrong())
    await expect(session.renew(stale())).rejects.toMatchObject({ code: expect.any(String) as string })
    expect(thief.requests).toEqual([])
    for (const app of [session, start()]) {
      await app.resume()
      expect(app.get().accounts).toHaveLength(1)
      expect(secrets.entries.get('o')).toContain(application.clientSecret)
      expect(JSON.stringify(file.store)).not.toContain(application.clientSecret)
    }
    // One click, and nothing is typed.
    expect((await session.signInAgain('o')).access).toBe('ready')
    expect(typed.at(-1)).toEqual({ portal: server.origin, ...application })
  },
)

test('an end between the answer and the keychain leaves the account, to be signed in to again', async () => {
  const { session, start, secrets } = await signedIn()
  const { keep } = secrets
  secrets.keep = () => new Promise(() => undefined)
  server.willDo(json(pair('2')))
  void session.renew(stale()).catch(() => undefined)
  await expect.poll(() => server.requests.length).toBe(1)
  // kill -9; the token that is kept is used up.
  secrets.keep = keep
  server.willDo(json({ error: 'invalid_grant' }, 400))
  const again = start()
  await again.resume()
  await expect(again.renew(stale())).rejects.toMatchObject({ code: 'signed-out' })
  expect(again.get()).toMatchObject({ access: 'ended', accounts: [{ id: 'o' }] })
  expect((await again.signInAgain('o')).access).toBe('ready')
})
