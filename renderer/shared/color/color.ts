import { formatHex, wcagContrast, type Color } from 'culori/fn'
import './color-modes.ts'
import { cssColor, type Hex } from './hex.ts'

// The capture window takes them from there: it has to be small, and needs no colour maths.
export { cssColor, parseHex, type Hex } from './hex.ts'

/** The nearest colour that the portal can keep; channels beyond what a screen shows are cut off. */
export const hexOf = (color: Color): Hex => formatHex(color).slice(1).toUpperCase()

/** Contrast ratio from 1 to 21, in either order: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export const contrast = (one: Hex, other: Hex): number => wcagContrast(`#${one}`, `#${other}`)

/** Black or white, whichever is easier to read on the colour. The better of the two always reaches 4.5 : 1. */
export function readableOn(color: string): '000000' | 'FFFFFF' {
  const ground = cssColor(color).slice(1)
  return contrast(ground, '000000') >= contrast(ground, 'FFFFFF') ? '000000' : 'FFFFFF'
}

/** What WCAG says of a text with this contrast: fine at any size (AA), also for weak eyes (AAA), or only when large. */
export function contrastLevel(ratio: number): 'AAA' | 'AA' | 'large' {
  if (ratio >= 7) return 'AAA'
  return ratio >= 4.5 ? 'AA' : 'large'
}
