/** Numbers that look random and are the same again for the same seed. */
export type Random = {
  /** From 0 up to, and without, 1. */
  fraction(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  /** True so often out of 1. */
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
}

/** The generator Mulberry32 (T. Ettinger, public domain), told apart by any number of whole numbers. */
export function createRandom(...seeds: readonly number[]): Random {
  let state = seeds.reduce((sum, seed) => Math.imul(sum ^ seed, 0x9e3779b1) + 0x85ebca6b, 0x2545f491) >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1))
  return {
    fraction,
    between,
    chance: (probability) => fraction() < probability,
    pick: <T>(from: readonly T[]) => {
      if (from.length === 0) throw new Error('There is nothing to pick from')
      return from[between(0, from.length - 1)] as T
    },
  }
}
