import { describe, expect, test } from 'vitest'
import { SignInError } from '../../../../electron/bitrix/oauth/sign-in-errors.ts'
import type { Tokens } from '../../../../electron/bitrix/oauth/token-endpoint.ts'
import { createTokens, type TokenStatus } from '../../../../electron/bitrix/oauth/token-store.ts'
import type { ErrorCode } from '../../../../electron/model.ts'
import { deferred } from '../../../support/deferred.ts'

const first: Tokens = {
  accessToken: 'a1',
  refreshToken: 'r1',
  expiresAt: 5_000_000,
  origin: 'https://team.bitrix24.com',
  memberId: 'm',
  serverDomain: 'oauth.bitrix.info',
  userId: 7,
}
const second = { ...first, accessToken: 'a2', refreshToken: 'r2' }
const access = { kind: 'oauth', origin: first.origin, userId: 7 }

test('the pair of the last time is loaded once', async () => {
  const { tokens, seen } = keeper()
  expect(await Promise.all([tokens.access(), tokens.access()])).toEqual([
    { ...access, accessToken: 'a1' },
    { ...access, accessToken: 'a1' },
  ])
  expect(seen).toEqual(['load'])
})

test('without a pair nobody is signed in', async () => {
  const { tokens } = keeper({ load: () => Promise.resolve(null) })
  await expect(tokens.access()).rejects.toMatchObject({ code: 'signed-out' })
})

test('a keychain that cannot be read says so, and is asked again', async () => {
  let isLocked = true
  const load = () => (isLocked ? Promise.reject(new Error('locked')) : Promise.resolve(first))
  const { tokens } = keeper({ load })
  await expect(tokens.access()).rejects.toThrow('locked')
  isLocked = false
  expect(await tokens.access()).toMatchObject({ accessToken: 'a1' })
})

describe('a renewed pair', () => {
  test('is kept before it is used', async () => {
    const kept = deferred<boolean>()
    const { tokens, seen } = keeper({ save: () => kept.promise })
    const stale = await tokens.access()
    const renewing = tokens.renew(stale).then((fresh) => seen.push(`use ${fresh.accessToken}`))
    await expect.poll(() => seen).toEqual(['load', 'refresh r1', 'save r2'])
    kept.resolve(true)
    await renewing
    expect(seen.at(-1)).toBe('use a2')
    expect(await tokens.access()).toMatchObject({ accessToken: 'a2' })
  })

  test('is had by one refresh for all who ask, early or late', async () => {
    const { tokens, seen } = keeper()
    const stale = await tokens.access()
    const fresh = await Promise.all([tokens.renew(stale), tokens.renew(stale), tokens.renew(stale)])
    fresh.push(await tokens.renew(stale))
    expect(new Set(fresh.map(({ accessToken }) => accessToken))).toEqual(new Set(['a2']))
    expect(seen.filter((step) => step.startsWith('refresh'))).toEqual(['refresh r1'])
  })

  test.each([
    ['refused', () => Promise.resolve(false)],
    ['broken', () => Promise.reject(new Error('no keychain'))],
  ])('that the keychain does not take (%s) is used from memory, and that is told', async (_name, save) => {
    const { tokens, statuses } = keeper({ save })
    expect(await tokens.renew(await tokens.access())).toMatchObject({ accessToken: 'a2' })
    expect(tokens.status()).toEqual({ access: 'ready', keptIn: 'memory' })
    expect(statuses).toEqual([{ access: 'ready', keptIn: 'memory' }])
  })

  test('that is refused at once, and again and again, is renewed once a minute', async () => {
    let now = 1_000_000
    const { tokens, seen } = keeper({ clock: () => now })
    const fresh = await tokens.renew(await tokens.access())
    await expect(tokens.renew(fresh)).rejects.toMatchObject({ code: 'token-refused' })
    expect(seen.filter((step) => step.startsWith('refresh'))).toHaveLength(1)
    now += 59_999
    await expect(tokens.renew(fresh)).rejects.toMatchObject({ code: 'token-refused' })
    now += 1
    expect(await tokens.renew(fresh)).toMatchObject({ accessToken: 'a2' })
  })

  test('keeps an address that the portal got meanwhile', async () => {
    const answer = deferred<Tokens>()
    const { tokens } = keeper({ refresh: () => answer.promise })
    const renewing = tokens.renew(await tokens.access())
    await tokens.moved('https://new.bitrix24.com')
    answer.resolve(second)
    expect(await renewing).toMatchObject({ accessToken: 'a2', origin: 'https://new.bitrix24.com' })
  })
})

describe('a token at its end', () => {
  const ending = { ...first, expiresAt: 1_030_000 }

  test('is exchanged before it is used', async () => {
    const { tokens, seen } = keeper({ load: () => Promise.resolve(ending) })
    const both = await Promise.all([tokens.access(), tokens.access()])
    expect(both.map(({ accessToken }) => accessToken)).toEqual(['a2', 'a2'])
    expect(seen.filter((step) => step.startsWith('refresh'))).toEqual(['refresh r1'])
  })

  test('is used where it cannot be exchanged, and not exchanged again for a minute', async () => {
    let time = 0
    const { tokens, seen } = keeper({
      load: () => Promise.resolve(ending),
      refresh: () => Promise.reject(failed('portal-busy')),
      clock: () => time,
    })
    const refreshes = () => seen.filter((step) => step.startsWith('refresh')).length
    expect(await tokens.access()).toMatchObject({ accessToken: 'a1' })
    await tokens.access()
    expect(refreshes()).toBe(1)
    time += 60_000
    await tokens.access()
    expect(refreshes()).toBe(2)
  })
})

describe('while the clock is set back by three hours', () => {
  const hour = 3_600_000
  /** A keeper on a computer: its time can be set, while what has passed goes on. */
  function onComputer() {
    let passed = 0
    let set = 0
    const now = () => 1_000_000 + passed + set
    let renewals = 0
    const { tokens } = keeper({
      now,
      clock: () => passed,
      load: () => Promise.resolve({ ...first, expiresAt: now() + hour }),
      refresh: () => {
        renewals += 1
        return Promise.resolve({ ...first, accessToken: `a${renewals + 1}`, expiresAt: now() + hour })
      },
    })
    return {
      tokens,
      pass: (ms: number) => (passed += ms),
      setBack: () => (set -= 3 * hour),
    }
  }

  test('a token that a portal refuses is renewed, just after another renewal too', async () => {
    const { tokens, pass, setBack } = onComputer()
    const stale = await tokens.access()
    setBack()
    const second = await tokens.renew(stale)
    pass(hour)
    setBack()
    expect([second.accessToken, (await tokens.renew(second)).accessToken]).toEqual(['a2', 'a3'])
  })

  test('a token is exchanged when its hour has passed, and not before', async () => {
    const { tokens, pass, setBack } = onComputer()
    await tokens.access()
    setBack()
    pass(hour / 2)
    expect(await tokens.access()).toMatchObject({ accessToken: 'a1' })
    pass(hour / 2)
    expect(await tokens.access()).toMatchObject({ accessToken: 'a2' })
    setBack()
    pass(hour)
    expect(await tokens.access()).toMatchObject({ accessToken: 'a3' })
  })
})

describe('a refresh that fails', () => {
  test.each(['signed-out', 'portal-deleted'] as const)('for good (%s) ends the account', async (code) => {
    const { tokens, seen, statuses } = keeper({ refresh: () => Promise.reject(failed(code)) })
    const stale = await tokens.access()
    await expect(tokens.renew(stale)).rejects.toMatchObject({ code })
    expect(statuses).toEqual([{ access: code, keptIn: 'keychain' }])
    await expect(tokens.access()).rejects.toMatchObject({ code })
    await expect(tokens.renew(stale)).rejects.toMatchObject({ code })
    expect(seen.filter((step) => step.startsWith('refresh'))).toHaveLength(1)
  })

  test.each(['plan-without-rest', 'user-refused', 'application-unknown', 'portal-busy'] as const)(
    'for now (%s) leaves the pair as it was',
    async (code) => {
      const { tokens, statuses } = keeper({ refresh: () => Promise.reject(failed(code)) })
      await expect(tokens.renew(await tokens.access())).rejects.toMatchObject({ code })
      expect(await tokens.access()).toMatchObject({ accessToken: 'a1' })
      expect(statuses).toEqual([])
    },
  )
})

function failed(code: ErrorCode) {
  return new SignInError(code, 'The server said no')
}

function keeper(given: Partial<Parameters<typeof createTokens>[0]> = {}) {
  const seen: string[] = []
  const statuses: TokenStatus[] = []
  const { load = () => Promise.resolve(first), save = () => Promise.resolve(true) } = given
  const { refresh = () => Promise.resolve(second) } = given
  const tokens = createTokens({
    now: () => 1_000_000,
    onStatus: (status) => statuses.push(status),
    ...given,
    load: () => {
      seen.push('load')
      return load()
    },
    save: (pair) => {
      seen.push(`save ${pair.refreshToken}`)
      return save(pair)
    },
    refresh: (pair) => {
      seen.push(`refresh ${pair.refreshToken}`)
      return refresh(pair)
    },
  })
  return { tokens, seen, statuses }
}
