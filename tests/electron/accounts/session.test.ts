import { expect, test } from 'vitest'
import { createSession } from '../../../electron/accounts/session.ts'
import type { OAuthSecret } from '../../../electron/accounts/account-credentials.ts'
import type { Credentials } from '../../../electron/bitrix/rest/credentials.ts'
import { SignInError } from '../../../electron/bitrix/oauth/sign-in-errors.ts'
import type { Tokens } from '../../../electron/bitrix/oauth/token-endpoint.ts'
import { AppError } from '../../../electron/errors.ts'
import type { Account, OAuthInput, Session } from '../../../electron/model.ts'
import { createAccountNotes, type AccountNote } from '../../../electron/store/accounts.ts'
import { defaultPort } from '../../../renderer/welcome/oauth-sign-in.svelte.ts'
import { memorySecrets } from '../../support/memory-secrets.ts'

type Ended = NonNullable<Account['ended']>

const address = 'https://team.bitrix24.com/rest/7/s3cr3tc0de/'
const anna = { userId: 7, userName: 'Anna Schmidt' }
const form: OAuthInput = {
  portal: 'team.bitrix24.com',
  clientId: 'local.1',
  clientSecret: 'cl1ents3cret',
  port: 7000,
}
const tokens: Tokens = {
  accessToken: 'acc3ss-1',
  refreshToken: 'r3fresh-1',
  expiresAt: 9e15,
  origin: 'https://team.bitrix24.com',
  memberId: 'm',
  serverDomain: 'oauth.bitrix.info',
  userId: 7,
}

/** A computer: its keychain and its files outlive the app's starts. */
function computer() {
  const file = { store: {} as Record<string, unknown> }
  const secrets = memorySecrets()
  const asked: OAuthInput[] = []
  const portal = {
    /** Who comes back from the browser. */
    user: anna,
    check: (_access: Credentials) => Promise.resolve(anna),
    refresh: () => Promise.resolve({ ...tokens, accessToken: 'acc3ss-2', refreshToken: 'r3fresh-2' }),
  }
  const start = () => {
    const told: Session[] = []
    const session = createSession({
      notes: createAccountNotes(file),
      secrets,
      startDemo: () => Promise.resolve({ webhook: 'http://127.0.0.1:5/rest/1/demo/', state: 'ok' }),
      check: (access) => portal.check(access),
      endpoint: { exchangeCode: () => Promise.resolve(tokens), refreshTokens: () => portal.refresh() },
      oauthSignIn: {
        begin: (input) => {
          const { clientId, clientSecret, port } = input
          asked.push(input)
          const note: AccountNote = { id: 'o', kind: 'oauth', origin: tokens.origin, ...portal.user }
          const secret: OAuthSecret = { application: { clientId, clientSecret, port }, tokens }
          return Promise.resolve({ note, secret })
        },
        paste: () => undefined,
        cancel: () => undefined,
      },
      onChange: (next) => told.push(next),
    })
    return { session, told, portal }
  }
  return { file, secrets, portal, asked, start }
}

type Computer = ReturnType<typeof computer>

/** The demo, and an account whose sign-in a server has called over. */
async function ended(start: Computer['start'], secrets: Computer['secrets'], code: Ended = 'signed-out') {
  const { session, told, portal } = start()
  await session.useDemo()
  await session.useOAuth(form)
  const entries = new Map(secrets.entries)
  const { refresh } = portal
  portal.refresh = () => Promise.reject(new SignInError(code, 'dead'))
  await expect(session.renew(access('acc3ss-1'))).rejects.toMatchObject({ code })
  portal.refresh = refresh
  return { session, told, entries }
}

const access = (accessToken: string) =>
  ({ kind: 'oauth', origin: 'https://team.bitrix24.com', userId: 7, accessToken }) as const

test('a first start is signed out', async () => {
  expect(await computer().start().session.resume()).toMatchObject({
    account: null,
    accounts: [],
    access: 'signed-out',
  })
})

test('what an account lacks is told until somebody has read it, also after the next start', async () => {
  const { portal, start } = computer()
  portal.check = () => Promise.resolve({ ...anna, missingScopes: ['tasks'] })
  expect((await start().session.useWebhook(address)).account?.missingScopes).toEqual(['tasks'])
  const { session } = start()
  expect((await session.resume()).account?.missingScopes).toEqual(['tasks'])
  expect(session.toldScopes().account).not.toHaveProperty('missingScopes')
  expect((await start().session.resume()).account).not.toHaveProperty('missingScopes')
})

test('a webhook that the portal accepts signs in, and its secret is in the keychain alone', async () => {
  const { file, secrets, start } = computer()
  const session = await start().session.useWebhook(address)
  expect(session).toMatchObject({
    account: { kind: 'webhook', portal: 'team.bitrix24.com', ...anna },
    access: 'ready',
    keptIn: 'keychain',
  })
  expect([...secrets.entries.values()]).toEqual(['s3cr3tc0de'])
  expect(JSON.stringify([file.store, session])).not.toContain('s3cr3tc0de')
})

test('a webhook that the portal refuses keeps nothing', async () => {
  const { file, secrets, portal, start } = computer()
  portal.check = () => Promise.reject(new AppError('credentials-refused', 'no'))
  await expect(start().session.useWebhook(address)).rejects.toMatchObject({ code: 'credentials-refused' })
  expect([file.store, secrets.entries.size]).toEqual([{}, 0])
})

test('the account is there again after a new start', async () => {
  const { start } = computer()
  await start().session.useWebhook(address)
  const { session } = start()
  expect(await session.resume()).toMatchObject({ account: anna, access: 'ready' })
  expect(await session.credentials()).toEqual({
    origin: 'https://team.bitrix24.com',
    userId: 7,
    code: 's3cr3tc0de',
  })
})

test('while the keychain has not answered yet captures are for the account of the last time', async () => {
  const { secrets, start } = computer()
  await start().session.useWebhook(address)
  secrets.read = () => new Promise(() => undefined)
  const { session } = start()
  void session.resume()
  expect(session.destination()).toMatchObject({ userId: 7, portal: 'team.bitrix24.com' })
})

test('where nobody was signed in captures are for nobody', async () => {
  const { session } = computer().start()
  await session.resume()
  expect(session.destination()).toBeNull()
})

test('a locked keychain is told as locked, not as signed out, and heals', async () => {
  const { secrets, start } = computer()
  await start().session.useWebhook(address)
  secrets.state = 'locked'
  const { session } = start()
  expect(await session.resume()).toMatchObject({ account: anna, access: 'locked', keychain: 'locked' })
  await expect(session.credentials()).rejects.toMatchObject({ code: 'keychain-locked' })
  secrets.state = 'ok'
  expect(await session.resume()).toMatchObject({ access: 'ready' })
})

test('without a keychain the session lives in memory, says so, and is over at the next start', async () => {
  const { secrets, start } = computer()
  secrets.state = 'absent'
  const { session } = start()
  expect(await session.useWebhook(address)).toMatchObject({
    access: 'ready',
    keptIn: 'memory',
    keychain: 'absent',
  })
  expect(await session.credentials()).toMatchObject({ code: 's3cr3tc0de' })
  expect(await start().session.resume()).toMatchObject({ access: 'signed-out' })
})

test('signing out removes the keychain entry and the note', async () => {
  const { secrets, start } = computer()
  const { session } = start()
  await session.useWebhook(address)
  expect(await session.signOut()).toMatchObject({ account: null, access: 'signed-out' })
  expect(secrets.entries.size).toBe(0)
  expect(await start().session.resume()).toMatchObject({ access: 'signed-out' })
})

test('an entry that cannot be removed is told', async () => {
  const { secrets, start } = computer()
  const { session } = start()
  await session.useWebhook(address)
  secrets.state = 'locked'
  await expect(session.signOut()).rejects.toMatchObject({
    code: 'keychain-refused',
    subject: 'team.bitrix24.com',
  })
  expect(session.get().access).toBe('signed-out')
})

test('the demo is taken up again at the next start', async () => {
  const { start } = computer()
  await start().session.useDemo()
  expect(await start().session.resume()).toMatchObject({ account: { kind: 'demo' }, access: 'ready' })
})

test('a renamed portal is remembered, and its secret is still found', async () => {
  const { start } = computer()
  const { session } = start()
  await session.useWebhook(address)
  await session.moved('https://new-name.bitrix24.com')
  const again = start().session
  await again.resume()
  expect(await again.credentials()).toMatchObject({
    origin: 'https://new-name.bitrix24.com',
    code: 's3cr3tc0de',
  })
})

test('of several accounts the newest is current, any can be chosen, and the choice is remembered', async () => {
  const { start } = computer()
  const { session } = start()
  await session.useDemo()
  await session.useWebhook(address)
  expect(session.get().account?.kind).toBe('webhook')
  expect(session.switchTo('demo')).toMatchObject({
    account: { kind: 'demo' },
    accounts: [{ kind: 'demo' }, { kind: 'webhook' }],
  })
  expect(await start().session.resume()).toMatchObject({ account: { kind: 'demo' } })
})

test('an account that is not current can still be called by its name', async () => {
  const { session } = computer().start()
  const { account } = await session.useWebhook(address)
  await session.useDemo()
  expect(session.isReady(account?.id ?? '')).toBe(true)
  expect(await session.credentials(account?.id)).toMatchObject({ code: 's3cr3tc0de' })
})

test('signing out of one account makes another one current', async () => {
  const { session } = computer().start()
  await session.useDemo()
  await session.useWebhook(address)
  expect(await session.signOut()).toMatchObject({ account: { kind: 'demo' }, accounts: [{ kind: 'demo' }] })
})

test('an application signs in, and all its secrets are in the keychain alone', async () => {
  const { file, secrets, start } = computer()
  const { session } = start()
  expect(await session.useOAuth(form)).toMatchObject({
    account: { kind: 'oauth', ...anna },
    keptIn: 'keychain',
  })
  expect(await session.credentials()).toEqual(access('acc3ss-1'))
  expect([...secrets.entries.values()].join()).toContain('r3fresh-1')
  expect(JSON.stringify([file.store, session.get()])).not.toMatch(/acc3ss|r3fresh|cl1ent/)
})

test('a new pair of tokens is in the keychain before it is used, and there at the next start', async () => {
  const { secrets, start } = computer()
  const { session } = start()
  await session.useOAuth(form)
  expect(await session.renew(access('acc3ss-1'))).toEqual(access('acc3ss-2'))
  expect([...secrets.entries.values()].join()).toContain('r3fresh-2')
  const again = start().session
  await again.resume()
  expect(await again.credentials()).toEqual(access('acc3ss-2'))
})

test.each(['signed-out', 'portal-deleted'] as const)(
  'an account that a server calls %s stays where it is, says why, and nothing that was entered for it is lost',
  async (code) => {
    const { secrets, start } = computer()
    const { session, told, entries } = await ended(start, secrets, code)
    await expect
      .poll(() => told.at(-1))
      .toMatchObject({ access: 'ended', account: { kind: 'oauth', ended: code } })
    expect(told.at(-1)?.accounts).toHaveLength(2)
    expect(session.isReady('o')).toBe(false)
    await expect(session.credentials()).rejects.toMatchObject({ code })
    expect(secrets.entries).toEqual(entries)

    const again = start().session
    expect((await again.resume()).accounts.map(({ kind }) => kind)).toContain('oauth')
  },
)

test('an account whose sign-in has ended is signed in again with what was typed the first time', async () => {
  const { secrets, asked, start } = computer()
  const { session } = await ended(start, secrets)
  session.switchTo('demo')
  expect(await session.signInAgain('o')).toMatchObject({
    account: { kind: 'demo' },
    accounts: [{ kind: 'demo' }, { kind: 'oauth' }],
  })
  expect(asked).toEqual([form, { ...form, portal: tokens.origin }])
  expect(session.isReady('o')).toBe(true)
  expect(session.get().accounts.some((account) => 'ended' in account)).toBe(false)
})

test('it is signed in again after a new start as well', async () => {
  const { secrets, asked, start } = computer()
  await ended(start, secrets)
  const { session } = start()
  await session.resume()
  await session.signInAgain('o')
  expect(asked.at(-1)).toEqual({ ...form, portal: tokens.origin })
})

test('an account that was kept before ports were is signed in again at the usual one', async () => {
  const { secrets, asked, start } = computer()
  await ended(start, secrets)
  const [[name, entry] = ['', '']] = secrets.entries
  secrets.entries.set(name, entry.replace(',"port":7000', ''))
  const { session } = start()
  await session.resume()
  await session.signInAgain('o')
  expect(asked.at(-1)?.port).toBe(Number(defaultPort))
})

test('a renewal that answers somebody else is refused, and nothing of theirs is kept or used', async () => {
  const { secrets, portal, start } = computer()
  const { session } = start()
  await session.useOAuth(form)
  const entries = new Map(secrets.entries)
  portal.refresh = () => Promise.resolve({ ...tokens, accessToken: 'acc3ss-of-boris', userId: 8 })
  await expect(session.renew(access('acc3ss-1'))).rejects.toMatchObject({ code: 'sign-in-refused' })
  expect(secrets.entries).toEqual(entries)
  expect(await session.credentials()).toEqual(access('acc3ss-1'))
})

test('somebody else who comes back from the browser does not get the account', async () => {
  const { secrets, portal, start } = computer()
  const { session, entries } = await ended(start, secrets)
  portal.user = { userId: 8, userName: 'Boris Orlov' }
  await expect(session.signInAgain('o')).rejects.toMatchObject({
    code: 'user-other',
    subject: 'Boris Orlov',
    other: 'Anna Schmidt',
  })
  expect(session.get()).toMatchObject({ access: 'ended' })
  expect(secrets.entries).toEqual(entries)
})

test('while the keychain is locked nobody can sign in again, and that is why', async () => {
  const { secrets, start } = computer()
  await ended(start, secrets)
  secrets.state = 'locked'
  const { session } = start()
  await session.resume()
  await expect(session.signInAgain('o')).rejects.toMatchObject({ code: 'keychain-locked' })
})

test('an account whose sign-in has ended can be removed', async () => {
  const { secrets, start } = computer()
  const { session } = await ended(start, secrets)
  expect(await session.signOut()).toMatchObject({ account: { kind: 'demo' }, accounts: [{ kind: 'demo' }] })
  expect(secrets.entries.size).toBe(0)
  expect((await start().session.resume()).accounts.map(({ kind }) => kind)).toEqual(['demo'])
})

test('a refresh that the network breaks leaves the account signed in', async () => {
  const { portal, start } = computer()
  const { session } = start()
  await session.useOAuth(form)
  portal.refresh = () => Promise.reject(new AppError('offline', 'no network'))
  await expect(session.renew(access('acc3ss-1'))).rejects.toMatchObject({ code: 'offline' })
  expect(session.get()).toMatchObject({ account: { kind: 'oauth' }, access: 'ready' })
})
