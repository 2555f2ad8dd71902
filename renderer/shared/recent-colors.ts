import type { Hex } from './color.ts'

const kept = 8

/** The colours used last, this one first and none twice; at most eight. */
export const withRecent = (recents: readonly Hex[], color: Hex): Hex[] =>
  [color, ...recents.filter((other) => other !== color)].slice(0, kept)
