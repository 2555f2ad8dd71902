import { parse } from 'culori/fn'
import { hexOf, type Hex } from './color.ts'

/** Why a text is no colour: nothing in it, digits that make no hex form, a broken function, a see-through colour, no known name. */
export type NoColor = 'empty' | 'digits' | 'function' | 'transparent' | 'name'

/** `# ff aa ee`, as it may come out of another program. */
const spacedDigits = /^#?[\s0-9a-f]+$/
const digitsOnly = /^#|^(?=.*\d)[0-9a-z]+$/

/**
 * Reads a colour as people write it: `#fae`, `FFAAEE`, `rgb(255, 170, 238)`, `hsl(312 100% 83%)`, `oklch(…)`, a CSS name.
 * https://www.w3.org/TR/css-color-4/
 */
export function readColor(text: string): { color: Hex } | { problem: NoColor } {
  const trimmed = text.trim().toLowerCase()
  const wanted = spacedDigits.test(trimmed) ? trimmed.replace(/\s/g, '') : trimmed
  if (wanted === '') return { problem: 'empty' }
  const found = parsed(wanted)
  if (!found) return { problem: problemOf(wanted) }
  if ((found.alpha ?? 1) < 1) return { problem: 'transparent' }
  return { color: hexOf(found) }
}

function parsed(wanted: string) {
  try {
    return parse(wanted)
  } catch (error) {
    if (error instanceof TypeError) return undefined // culori trips over `color(` and over units such as `rgb(1px 2 3)`
    throw error
  }
}

function problemOf(wanted: string): NoColor {
  if (wanted.includes('(')) return 'function'
  return digitsOnly.test(wanted) ? 'digits' : 'name'
}
