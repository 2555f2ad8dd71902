import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClients } from '../../../electron/accounts/clients.ts'
import { createBrowserSignIn, type BrowserSignIn } from '../../../electron/accounts/browser-sign-in.ts'
import { tokenEndpoint } from '../../../electron/bitrix/oauth/token-endpoint.ts'
import { startDemoPortal, type DemoPortal } from '../../../electron/demo/portal.ts'
import type { OAuthInput } from '../../../electron/model.ts'
import { freePort } from '../../support/free-port.ts'

let portal: DemoPortal
let form: OAuthInput
let signIn: BrowserSignIn
/** What the browser does with the address that it is given. */
let browser: (url: string) => Promise<unknown>

beforeEach(async () => {
  const port = await freePort()
  portal = await startDemoPortal({
    file: null,
    key: 'k',
    oauth: { redirectUri: `http://localhost:${port}/` },
  })
  const { clientId, clientSecret } = portal.oauth
  form = { portal: portal.url, clientId, clientSecret, port }
  browser = (url) => fetch(returned(url, 3))
  const clients = createClients({
    fetch,
    version: '0',
    session: () => {
      throw new Error('There is no session before the sign-in')
    },
    abilities: { store: {} },
  })
  signIn = createBrowserSignIn({
    endpoint: tokenEndpoint({ fetch, version: '0', now: Date.now }),
    check: clients.check,
    openInBrowser: async (url) => void (await browser(url)),
    timeoutMs: 5_000,
  })
})
afterEach(() => portal.close())

/** A person presses their button on the portal's page: the request that the browser then makes. */
const returned = (url: string, user: number) =>
  new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `user=${user}`,
  })

/** The same, but the browser stops at the address it is sent to. */
const sentTo = async (url: string) =>
  (await fetch(returned(url, 3), { redirect: 'manual' })).headers.get('location') ?? ''

test('who chooses a name on the portal’s page is signed in as that person', async () => {
  const { note, secret } = await signIn.begin(form)
  expect(note).toMatchObject({ kind: 'oauth', origin: portal.url, userId: 3 })
  expect(secret.application.clientId).toBe(form.clientId)
  expect(secret.tokens.refreshToken).not.toBe('')
})

test('the address can be pasted where the browser cannot come back', async () => {
  let address = ''
  browser = async (url) => (address = await sentTo(url))
  const begun = signIn.begin(form)
  await expect.poll(() => address).not.toBe('')
  signIn.paste(` "${address}" `)
  expect((await begun).note.userId).toBe(3)
})

test('an address of another sign-in is refused, and the waiting goes on', async () => {
  let address = ''
  browser = async (url) => (address = await sentTo(url))
  const begun = signIn.begin(form)
  await expect.poll(() => address).not.toBe('')
  const foreign = new URL(address)
  foreign.searchParams.set('state', 'x'.repeat(43))
  expect(() => signIn.paste(foreign.href)).toThrow(expect.objectContaining({ code: 'state-wrong' }))
  signIn.paste(address)
  expect((await begun).note.userId).toBe(3)
})

test('something else than an address is told', async () => {
  browser = () => Promise.resolve()
  const begun = signIn.begin(form)
  await expect.poll(() => attempt(() => signIn.paste('hello'))).toBe('callback-malformed')
  signIn.cancel()
  await expect(begun).rejects.toMatchObject({ code: 'cancelled' })
})

test('a cancelled sign-in ends at once and gives the port back', async () => {
  let opened = false
  browser = () => Promise.resolve((opened = true))
  const begun = signIn.begin(form)
  await expect.poll(() => opened).toBe(true)
  signIn.cancel()
  await expect(begun).rejects.toMatchObject({ code: 'cancelled' })
  browser = (url) => fetch(returned(url, 3))
  expect((await signIn.begin(form)).note.userId).toBe(3)
})

test('a port that another program has is named', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(form.port, '127.0.0.1', resolve))
  await expect(signIn.begin(form)).rejects.toMatchObject({ code: 'port-taken', subject: String(form.port) })
  await new Promise((resolve) => other.close(resolve))
})

test('a wrong client secret is told', async () => {
  await expect(signIn.begin({ ...form, clientSecret: 'wrong' })).rejects.toMatchObject({
    code: 'application-unknown',
  })
})

test('a code that was used already is told', async () => {
  let address = ''
  browser = async (url) => (address = await sentTo(url))
  const begun = signIn.begin(form)
  await expect.poll(() => address).not.toBe('')
  const { tokenUrl, clientId, clientSecret } = portal.oauth
  const code = new URL(address).searchParams.get('code') ?? ''
  const fields = { grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret, code }
  await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(fields) })
  signIn.paste(address)
  await expect(begun).rejects.toMatchObject({ code: 'code-dead' })
})

test('an address that is no portal is told before the browser opens', async () => {
  browser = () => Promise.reject(new Error('opened'))
  await expect(signIn.begin({ ...form, portal: 'hello' })).rejects.toMatchObject({ code: 'portal-malformed' })
})

test('nobody comes back in time: that is told', async () => {
  const impatient = createBrowserSignIn({
    endpoint: tokenEndpoint({ fetch, version: '0', now: Date.now }),
    check: () => Promise.reject(new Error('checked')),
    openInBrowser: () => Promise.resolve(),
    timeoutMs: 50,
  })
  await expect(impatient.begin(form)).rejects.toMatchObject({ code: 'timed-out' })
})

function attempt(act: () => void): string {
  try {
    act()
    return 'accepted'
  } catch (error) {
    return (error as { code: string }).code
  }
}
