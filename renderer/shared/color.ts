/** A colour as six upper-case hex digits without `#`, the form in which the portal keeps it: `00C4FB`. */
export type Hex = string

const shortForm = /^[0-9a-f]{3}$/i
const longForm = /^[0-9a-f]{6}$/i

/** Reads `#fae`, `FFAAEE` and the like, spaces around it allowed; null for anything else. */
export function parseHex(text: string): Hex | null {
  const digits = text.trim().replace(/^#/, '')
  if (longForm.test(digits)) return digits.toUpperCase()
  if (shortForm.test(digits))
    return [...digits]
      .map((digit) => digit + digit)
      .join('')
      .toUpperCase()
  return null
}

/** The colour for CSS, `#00C4FB`. What is no colour becomes a neutral grey, so a column never loses its header. */
export const cssColor = (color: string): string => `#${parseHex(color) ?? 'BDC1C6'}`

/** Relative luminance from 0 (black) to 1 (white): https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminance(color: Hex): number {
  const [red, green, blue] = channels(color)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** Contrast ratio from 1 to 21, in either order: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Hex, other: Hex): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Black or white, whichever is easier to read on the colour. The better of the two always reaches 4.5 : 1. */
export function readableOn(color: string): '000000' | 'FFFFFF' {
  const ground = cssColor(color).slice(1)
  return contrast(ground, '000000') >= contrast(ground, 'FFFFFF') ? '000000' : 'FFFFFF'
}

function channels(color: Hex): [number, number, number] {
  const value = Number.parseInt(color, 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
