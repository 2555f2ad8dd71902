import { expect, test } from 'vitest'
import { createCrashLimit } from '../../../../electron/shell/windows/crash-limit.ts'

function limitAt(...moments: number[]) {
  let now = 0
  const limit = createCrashLimit({ most: 3, within: 60_000, now: () => now })
  return moments.map((moment) => {
    now = moment
    return limit.allows()
  })
}

test('the fourth crash within a minute is a loop', () => {
  expect(limitAt(0, 1_000, 2_000, 3_000)).toEqual([true, true, true, false])
})

test('crashes that are far apart are mishaps', () => {
  expect(limitAt(0, 30_000, 60_000, 90_000, 120_000)).toEqual([true, true, true, true, true])
})

test('whoever tries again gets as many chances as before', () => {
  const limit = createCrashLimit({ most: 1, within: 60_000, now: () => 0 })
  expect([limit.allows(), limit.allows()]).toEqual([true, false])
  limit.forget()
  expect(limit.allows()).toBe(true)
})
