import { formatHex, wcagContrast, type Color } from 'culori/fn'
import './color-modes.ts'

/** A colour as six upper-case hex digits without `#`, the form in which the portal keeps it: `00C4FB`. */
export type Hex = string

const shortForm = /^[0-9a-f]{3}$/i
const longForm = /^[0-9a-f]{6}$/i

/** Reads `#fae`, `FFAAEE` and the like, spaces around it allowed; null for anything else. */
export function parseHex(text: string): Hex | null {
  const digits = text.trim().replace(/^#/, '')
  if (longForm.test(digits)) return digits.toUpperCase()
  if (shortForm.test(digits)) return [...digits.toUpperCase()].map((digit) => digit + digit).join('')
  return null
}

/** The nearest colour that the portal can keep; channels beyond what a screen shows are cut off. */
export const hexOf = (color: Color): Hex => formatHex(color).slice(1).toUpperCase()

/** The colour for CSS, `#00C4FB`. What is no colour becomes a neutral grey, so a column never loses its header. */
export const cssColor = (color: string): string => `#${parseHex(color) ?? 'BDC1C6'}`

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
