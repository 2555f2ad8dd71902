import { afterEach, expect, test, vi } from 'vitest'
import { createAbilityProbe } from '../../../electron/accounts/ability-probe.ts'
import { unknownAbilities } from '../../../electron/bitrix/capabilities.ts'
import type { Account } from '../../../electron/model.ts'

const account: Account = { id: 'a', kind: 'oauth', portal: 'team.example', userId: 1, userName: 'Anna' }

vi.useFakeTimers({ now: new Date('2026-11-22T10:00:00Z') })
afterEach(() => vi.clearAllTimers())

function probing(askedAt: string | null) {
  const asked: string[] = []
  const probe = createAbilityProbe({
    capabilities: (id) => ({
      known: () => ({ ...unknownAbilities, askedAt }),
      probe: () => {
        asked.push(id)
        return Promise.resolve(unknownAbilities)
      },
    }),
    onUnexpected: () => undefined,
  })
  return { probe, asked }
}

test.each([
  ['that was never asked', null, ['a']],
  ['that was asked two days ago', '2026-11-20T10:00:00Z', ['a']],
  ['that was asked before the clock was set back', '2026-11-22T13:00:00Z', ['a']],
  ['that was asked an hour ago', '2026-11-22T09:00:00Z', []],
])('some time after a sign-in to a portal %s it is asked: %#', (_name, askedAt, expected) => {
  const { probe, asked } = probing(askedAt)
  probe.follow({ account, access: 'ready' })
  expect(asked).toEqual([])
  vi.runAllTimers()
  expect(asked).toEqual(expected)
})

test('whoever signs out in time is not asked for', () => {
  const { probe, asked } = probing(null)
  probe.follow({ account, access: 'ready' })
  probe.follow({ account: null, access: 'signed-out' })
  vi.runAllTimers()
  expect(asked).toEqual([])
})

test('a locked account is not asked for', () => {
  const { probe, asked } = probing(null)
  probe.follow({ account, access: 'locked' })
  vi.runAllTimers()
  expect(asked).toEqual([])
})
