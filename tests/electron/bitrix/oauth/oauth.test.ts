import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acceptCallback,
  authorizeUrl,
  isSamePortal,
  newState,
  parseCallback,
  parsePortal,
} from '../../../../electron/bitrix/oauth/oauth.ts'
import { SignInError } from '../../../../electron/bitrix/oauth/sign-in-errors.ts'
import { AppError } from '../../../../electron/errors.ts'
import { secrets, told } from './oauth-support.ts'

const { code } = secrets
const state = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE'
const query = `code=${code}&state=${state}&domain=team.bitrix24.com&member_id=a223&scope=user%2Ctask&server_domain=oauth.bitrix.info`
const expected = {
  kind: 'code',
  code,
  state,
  domain: 'team.bitrix24.com',
  serverDomain: 'oauth.bitrix.info',
  memberId: 'a223',
}

describe('the address that the browser came back with is understood', () => {
  test.each([
    ['whole', `http://localhost:7000/?${query}`],
    ['with a path', `http://127.0.0.1:7000/callback?${query}`],
    ['as its path and query', `/?${query}`],
    ['as its query', `?${query}`],
    ['as its parameters', query],
    ['without a scheme', `localhost:7000/?${query}`],
    ['with spaces around', `\n  http://localhost:7000/?${query} \r\n`],
    ['in quotes', `"http://localhost:7000/?${query}"`],
    ['in Russian quotes', `«http://localhost:7000/?${query}»`],
    ['in a sentence', `I was sent to http://localhost:7000/?${query}, what now`],
    ['broken over lines', `http://localhost:7000/?${query.slice(0, 50)}\r\n${query.slice(50)}`],
    ['copied out of a page', `http://localhost:7000/?${query.replaceAll('&', '&amp;')}`],
    ['with a fragment', `http://localhost:7000/?${query}#_=_`],
    ['in the fragment', `http://localhost:7000/#${query}`],
    ['with an invisible mark in front', `\ufeffhttp://localhost:7000/?${query}`],
    [
      'with the server as an address',
      `?${query.replace('oauth.bitrix.info', 'https%3A%2F%2Foauth.bitrix.info%2F')}`,
    ],
  ])('%s', (_name, pasted) => {
    expect(parseCallback(pasted)).toEqual(expected)
  })

  test('with what it leaves out', () => {
    expect(parseCallback(`?code=${code}`)).toEqual({
      kind: 'code',
      code,
      state: '',
      domain: null,
      serverDomain: null,
      memberId: null,
    })
  })

  test('with hosts that are none left out', () => {
    expect(parseCallback(`?code=${code}&domain=a/b@c&server_domain=evil.example/x`)).toMatchObject({
      domain: null,
      serverDomain: null,
    })
  })

  test.each([
    '',
    'buy milk',
    'https://team.bitrix24.com/',
    `?state=${state}`,
    '?code=',
    `?code=${code}&code=other`,
    `?${query}&state=other`,
    `?xcode=${code}`,
    '?code=%00%0a',
  ])('but not %j', (pasted) => {
    expect(parseCallback(pasted)).toEqual({ kind: 'unknown' })
  })

  test('and any text is one or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
        expect(['code', 'unknown']).toContain(parseCallback(text).kind)
        expect(['code', 'unknown']).toContain(parseCallback(`?code=${text}`).kind)
      }),
    )
  })
})

describe('a callback is taken', () => {
  const portal = 'https://team.bitrix24.com'
  const callback = { ...expected, kind: 'code' as const }

  test('for its own state and portal', () => {
    expect(acceptCallback(callback, { state, portal })).toBe(callback)
    expect(acceptCallback({ ...callback, domain: null }, { state, portal }).code).toBe(code)
  })

  test.each([
    [{ state: 'other' }, 'state-wrong'],
    [{ state: '' }, 'state-wrong'],
    [{ domain: 'other.bitrix24.com' }, 'portal-other'],
  ])('but not with %j', (change, expected) => {
    const error = thrown(() => acceptCallback({ ...callback, ...change }, { state, portal }))
    expect(error).toMatchObject({ code: expected, outcome: 'did-not-run' })
    expect(told(error)).not.toContain(code)
  })

  test.each([
    ['access_denied', 'cancelled'],
    ['invalid_scope', 'scope-missing'],
    ['unauthorized_client', 'application-unknown'],
    ['something_new', 'refused'],
  ])('but not with the no %s', (error, expected) => {
    const declined = parseCallback(`?error=${error}&state=${state}`)
    expect(thrown(() => acceptCallback(declined, { state, portal }))).toMatchObject({ code: expected })
  })

  test('but not when it is none', () => {
    const error = thrown(() => acceptCallback({ kind: 'unknown' }, { state, portal }))
    expect(error).toMatchObject({ code: 'callback-malformed' })
  })
})

describe('the address of a portal', () => {
  test.each([
    ['team.bitrix24.com', 'https://team.bitrix24.com'],
    [' https://Team.Bitrix24.com/company/ ', 'https://team.bitrix24.com'],
    ['«crm.example.org:8443»', 'https://crm.example.org:8443'],
    ['//team.bitrix24.ru/', 'https://team.bitrix24.ru'],
    ['http://127.0.0.1:5000/', 'http://127.0.0.1:5000'],
    ['http://localhost:5000', 'http://localhost:5000'],
    ['https://portal', 'https://portal'],
    ['https://[fd00::1]', 'https://[fd00::1]'],
    ['портал.рф', 'https://xn--80awhdgm.xn--p1ai'],
    ['crm_old.example.org', 'https://crm_old.example.org'],
    ['portal:8443', 'https://portal:8443'],
    ['https://intranet/portal/', 'https://intranet/portal'],
    ['https://intranet/portal/company/personal/user/1/', 'https://intranet/portal'],
    ['https://team.bitrix24.com/stream/', 'https://team.bitrix24.com'],
  ])('%j is %s', (typed, origin) => {
    expect(parsePortal(typed)).toBe(origin)
  })

  test.each([
    ['', 'portal-malformed'],
    ['team', 'portal-malformed'],
    ['ftp://team.bitrix24.com', 'portal-malformed'],
    ['team.bitrix24.com@evil.example', 'portal-malformed'],
    ['http://team.bitrix24.com', 'portal-insecure'],
    ['http://192.168.1.20', 'plain-http-private'],
    ['javascript:alert(1)', 'portal-malformed'],
  ])('%j is refused as %s', (typed, expected) => {
    expect(thrown(() => parsePortal(typed))).toMatchObject({ code: expected })
  })

  test('is a portal or a named error for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (text) => {
        try {
          expect(new URL(parsePortal(text)).protocol).toMatch(/^https?:/)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
    )
  })

  test.each([
    ['team.bitrix24.com', 'https://team.bitrix24.com', true],
    ['TEAM.bitrix24.com', 'https://team.bitrix24.com', true],
    ['team.bitrix24.ru', 'https://team.bitrix24.com', false],
    ['evil.example', 'https://team.bitrix24.com', false],
    ['localhost:5000', 'http://127.0.0.1:5000', true],
    ['localhost:5001', 'http://127.0.0.1:5000', false],
    ['localhost', 'https://team.bitrix24.com', false],
    ['not a host', 'https://team.bitrix24.com', false],
    ['xn--80awhdgm.xn--p1ai', 'https://xn--80awhdgm.xn--p1ai', true],
    ['intranet', 'https://intranet/portal', true],
  ])('%s and %s being one: %s', (host, portal, isSame) => {
    expect(isSamePortal(host, portal)).toBe(isSame)
  })
})

test('the page that asks the person is the portal’s own, with nothing secret', () => {
  const url = authorizeUrl({ portal: 'https://team.bitrix24.com', clientId: 'local.5c8b.a&b', state })
  expect(url).toBe(
    `https://team.bitrix24.com/oauth/authorize/?client_id=local.5c8b.a%26b&response_type=code&state=${state}`,
  )
})

test('a state has 256 bits, fits an address and never comes twice', () => {
  const states = Array.from({ length: 50 }, newState)
  expect(new Set(states).size).toBe(50)
  for (const one of states) {
    expect(Buffer.from(one, 'base64url')).toHaveLength(32)
    expect(encodeURIComponent(one)).toBe(one)
  }
})

function thrown(run: () => unknown): SignInError {
  try {
    run()
  } catch (error) {
    if (error instanceof SignInError) return error
    throw error
  }
  throw new Error('Nothing was thrown')
}
