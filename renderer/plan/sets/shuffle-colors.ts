import { createDifference } from '../../shared/color/color-vision.ts'
import type { Hex } from '../../shared/color/color.ts'
import { leastDifference, reach } from './suggest-colors.ts'

const tries = 30

/**
 * The same colours in another order, the same one for the same seed. What stood near enough to be told apart before is
 * told apart in the new order too.
 */
export function shuffleColors(colors: readonly Hex[], seed: number): Hex[] {
  const random = createRandom(seed)
  const difference = createDifference()
  const enough = leastDifference(colors.length)
  const leastTo = (color: Hex, near: Hex[]) => Math.min(...near.map((other) => difference(color, other)))

  let best: { order: Hex[]; least: number } = { order: [...colors], least: -1 }
  for (let count = 0; count < tries && best.least < enough; count++) {
    const left = colors.map((color) => ({ color, at: random() })).sort((one, other) => one.at - other.at)
    const order: Hex[] = []
    let least = Number.POSITIVE_INFINITY
    while (left.length > 0) {
      const near = order.slice(-reach(colors.length))
      const distances = left.map(({ color }) => leastTo(color, near))
      const fits = distances.findIndex((distance) => distance >= enough)
      const index = fits === -1 ? distances.indexOf(Math.max(...distances)) : fits
      least = Math.min(least, distances[index] ?? least)
      order.push(...left.splice(index, 1).map(({ color }) => color))
    }
    if (least > best.least) best = { order, least }
  }
  return best.order
}

/** Numbers from 0 up to 1 that a seed decides: mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
