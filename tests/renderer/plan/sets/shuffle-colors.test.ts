import { describe, expect, test } from 'vitest'
import { shuffleColors } from '../../../../renderer/plan/sets/shuffle-colors.ts'
import {
  leastDifference,
  reach,
  schemes,
  suggestColors,
} from '../../../../renderer/plan/sets/suggest-colors.ts'
import { createDifference } from '../../../../renderer/shared/color/color-vision.ts'

const difference = createDifference()

describe.each(schemes)('the %s scheme in another order', (scheme) => {
  const counts = [1, 2, 5, 8, 9, 12, 16, 20, 30, 40, 50]
  const shuffled = counts.map((count) => {
    const colors = suggestColors(count, { scheme })
    return { colors, order: shuffleColors(colors, count) }
  })

  test('has the same colours', () => {
    for (const { colors, order } of shuffled) expect([...order].sort()).toEqual([...colors].sort())
  })

  test('keeps apart what stands near', () => {
    for (const { order } of shuffled) {
      const pairs = order.flatMap((color, at) =>
        order.slice(at + 1, at + 1 + reach(order.length)).map((other) => difference(color, other)),
      )
      expect(Math.min(...pairs)).toBeGreaterThanOrEqual(leastDifference(order.length))
    }
  })
})

test('the seed decides the order', () => {
  const colors = suggestColors(12)
  expect(shuffleColors(colors, 1)).toEqual(shuffleColors(colors, 1))
  expect(shuffleColors(colors, 1)).not.toEqual(shuffleColors(colors, 2))
})
