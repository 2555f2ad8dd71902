import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createControl } from '../../../../electron/demo/http/control.ts'
import { choose, signIn } from './oauth-support.ts'
import { post, startPortal, v2 } from '../support.ts'

/** Without lone surrogates, which no address can hold. */
const wellFormed = (text: string) => Buffer.from(text).toString()

const names = fc.constantFrom(
  ...['client_id', 'client_secret', 'state', 'grant_type', 'code', 'refresh_token', 'user', 'redirect_uri'],
  ...['__proto__', 'constructor', 'a[b]', '', 'scope'],
)
const texts = fc.oneof(
  fc.constantFrom(
    'authorization_code',
    'refresh_token',
    '1',
    '%',
    '\u0000',
    '\r\nSet-Cookie: a=b',
    '<b>',
    '__proto__',
  ),
  fc.constantFrom('x'.repeat(3000), '%F0%28', '\u2028'),
  fc.string({ unit: 'binary' }),
)
const pairs = fc.array(fc.tuple(names, texts), { maxLength: 8 })
const raw = fc.oneof(
  pairs.map((list) =>
    list.map(([name, text]) => `${name}=${encodeURIComponent(wellFormed(text))}`).join('&'),
  ),
  fc.stringMatching(/^[!-"$-~]{0,60}$/),
)
const types = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'application/json',
  'multipart/form-data',
  'x',
)
const methods = fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE')

test('anything at the sign-in addresses gets a page or a named error', async () => {
  const portal = await startPortal()
  const known = `client_id=${portal.oauth.clientId}&`
  const secret = `client_secret=${portal.oauth.clientSecret}&`
  const paths = fc.constantFrom('authorize', 'token', 'cancelled')
  const prefixes = fc.constantFrom('', known, known + secret)
  await fc.assert(
    fc.asyncProperty(
      paths,
      methods,
      prefixes,
      raw,
      raw,
      types,
      async (path, method, prefix, query, body, type) => {
        const hasBody = method !== 'GET' && method !== 'HEAD'
        const response = await fetch(`${portal.url}/oauth/${path}/?${prefix}${query}`, {
          method,
          redirect: 'manual',
          headers: { 'Content-Type': type },
          ...(hasBody ? { body: prefix + body } : {}),
        })
        expect(response.status).toBeLessThan(500)
        expect(response.headers.get('set-cookie')).toBeNull()
        const text = await response.text()
        if (path === 'token' && method !== 'HEAD') expect(JSON.parse(text).error).toMatch(/^[\w]+$/)
      },
    ),
    { numRuns: 250 },
  )
  expect((await signIn(portal)).access).toBeTruthy()
}, 60_000)

test('any state comes back as it was sent', async () => {
  const portal = await startPortal()
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 100 }), async (state) => {
      const { headers } = await choose(portal, 1, { state })
      expect(new URL(headers.get('location') ?? '').searchParams.get('state')).toBe(wellFormed(state))
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('any token is refused by name', async () => {
  const portal = await startPortal()
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom('', 'api/'), async (auth, base) => {
      const reply = await post(`${portal.url}/rest/${base}tasks.task.list`, JSON.stringify({ auth }))
      const said: unknown = base === '' ? reply.body.error : reply.body.error.code
      expect([reply.status, said]).toEqual([
        401,
        expect.stringMatching(
          /^(NO_AUTH_FOUND|invalid_token|BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION)$/,
        ),
      ])
    }),
    { numRuns: 100 },
  )
}, 60_000)

test('anything at the control address gets a report or a named error', async () => {
  const portal = await startPortal({ control: createControl() })
  const kinds = fc.constantFrom(
    'error',
    'html',
    'silence',
    'redirect',
    'scopes',
    'slow',
    'half',
    'clock-skew',
    'x',
  )
  const values = fc.oneof(fc.jsonValue(), fc.constantFrom('v2', 1e308, -1, 'https://x', '\ud800', 400))
  const keys = fc.constantFrom(
    ...[
      'kind',
      'status',
      'body',
      'origin',
      'scopes',
      'ms',
      'seconds',
      'shape',
      'code',
      'message',
      'validation',
    ],
    ...['error', 'match', 'times', 'fault', '__proto__', 'constructor'],
  )
  const entries = fc
    .uniqueArray(fc.tuple(keys, values), { maxLength: 6, selector: ([key]) => key })
    .map((list): object => Object.fromEntries(list))
  const rules = fc
    .tuple(entries, entries, kinds)
    .map(([rule, fault, kind]) => ({ ...rule, fault: { ...fault, kind } }))
  const bodies = fc.oneof(
    fc.array(rules, { maxLength: 3 }).map((list) => JSON.stringify({ rules: list })),
    fc.jsonValue().map((value) => JSON.stringify({ rules: value })),
    fc.string({ unit: 'binary' }),
  )
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const { status, body: answer } = await post(`${portal.url}/__faults`, body)
      expect(status).toBeLessThan(500)
      expect(answer).toHaveProperty(status === 200 ? 'rules' : 'error')
    }),
    { numRuns: 250 },
  )
  await post(`${portal.url}/__faults`, '{"rules":[]}')
  expect((await v2(portal, 'profile')).status).toBe(200)
}, 60_000)
