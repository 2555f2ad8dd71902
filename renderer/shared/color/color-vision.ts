import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type Lab65,
} from 'culori/fn'
import { rgbOf, toLab, toLinearRgb } from './color-modes.ts'
import { hexOf, type Hex } from './color.ts'

/** How a user sees: as most do, or without the red, the green or the blue receptors. */
export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan'

/** All of them, the usual one first. */
export const visions = ['normal', 'protan', 'deutan', 'tritan'] as const satisfies readonly Vision[]

const filters = {
  protan: filterDeficiencyProt(1),
  deutan: filterDeficiencyDeuter(1),
  tritan: filterDeficiencyTrit(1),
}

/** How a colour looks to such eyes; the full deficiency, by Machado, Oliveira and Fernandes (2009). */
export function seenWith(vision: Vision, color: Hex): Hex {
  if (vision === 'normal') return color
  // Their matrices are made for linear light, while culori hands them the channels as they are.
  const { r, g, b } = toLinearRgb(rgbOf(color))
  return hexOf({ ...filters[vision]({ mode: 'rgb', r, g, b }), mode: 'lrgb' })
}

const ciede2000 = differenceCiede2000()

/**
 * How different two colours are to people who tell them apart worst, as CIEDE2000: below 2 they look alike, from 10 on
 * nobody takes one for the other. Remembers what it computed.
 */
export function createDifference(): (one: Hex, other: Hex) => number {
  const seen = new Map<Hex, Lab65[]>()
  const known = new Map<string, number>()

  const look = (color: Hex) => {
    const before = seen.get(color)
    if (before) return before
    const now = visions.map((vision) => toLab(rgbOf(seenWith(vision, color))))
    seen.set(color, now)
    return now
  }

  return (one, other) => {
    const pair = one < other ? one + other : other + one
    const before = known.get(pair)
    if (before !== undefined) return before
    const others = look(other)
    const least = Math.min(...look(one).map((lab, index) => ciede2000(lab, others[index] ?? lab)))
    known.set(pair, least)
    return least
  }
}
