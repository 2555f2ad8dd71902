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

/** The colour for CSS, `#00C4FB`. What is no colour becomes a neutral grey, so a column never loses its header. */
export const cssColor = (color: string): string => `#${parseHex(color) ?? 'BDC1C6'}`
