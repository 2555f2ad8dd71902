import { clampChroma } from 'culori/fn'
import { createDifference } from '../../shared/color/color-vision.ts'
import { hexOf, type Hex } from '../../shared/color/color.ts'

/** In which way the colours follow one another. */
export type Scheme = 'rainbow' | 'calm' | 'warm-to-cool'

/** The schemes on offer, the first one first. */
export const schemes = ['rainbow', 'calm', 'warm-to-cool'] as const satisfies readonly Scheme[]

type Course = {
  /** Degrees of OKLCH, from the first stage to the last. */
  from: number
  to: number
  chroma: number
  /** The lightness that becomes a hue; it is left where two colours would look alike. */
  lightness: (hue: number) => number
}

const courses: Record<Scheme, Course> = {
  // Yellow is light by nature and blue is dark.
  rainbow: {
    from: 25,
    to: 335,
    chroma: 0.17,
    lightness: (hue) => 0.68 + 0.14 * Math.cos(((hue - 100) * Math.PI) / 180),
  },
  calm: { from: 20, to: 340, chroma: 0.075, lightness: () => 0.78 },
  'warm-to-cool': { from: 30, to: 275, chroma: 0.14, lightness: () => 0.7 },
}

const levels = Array.from({ length: 19 }, (_, step) => 0.38 + step * 0.03)
/** How many of the best beginnings are followed at every step. */
const followed = 120

/** The least difference (CIEDE2000, to people who tell them apart worst) of the colours that {@link reach} compares. */
export function leastDifference(count: number): number {
  if (count <= 4) return 22
  return [18, 17, 15, 13][count - 5] ?? 15
}

/** How far apart two stages may stand and still have to be told apart: up to eight all of them, else neighbours and the next but one. */
export const reach = (count: number): number => (count <= 8 ? count : 2)

/**
 * Colours for so many stages: hues in even steps of OKLCH, each as light as looks best for its hue while all that
 * {@link reach} compares keep {@link leastDifference}, also without red, green or blue receptors.
 */
export function suggestColors(count: number, { scheme = 'rainbow' }: { scheme?: Scheme } = {}): Hex[] {
  const difference = createDifference()
  const enough = leastDifference(count)
  let paths: Path[] = [{ colors: [], cost: 0 }]
  for (const shades of shadesOf(count, courses[scheme])) {
    const next = paths.flatMap((path) => {
      const near = path.colors.slice(-reach(count))
      return shades
        .filter(({ color }) => near.every((other) => difference(color, other) >= enough))
        .map(({ color, cost }) => ({ colors: [...path.colors, color], cost: path.cost + cost }))
    })
    paths = next.sort((one, other) => one.cost - other.cost).slice(0, followed)
  }
  return paths[0]?.colors ?? []
}

type Path = { colors: Hex[]; cost: number }

/** For every stage its hue at all levels of lightness, and how far each is from the one that becomes it. */
function shadesOf(count: number, { from, to, chroma, lightness }: Course) {
  const step = (to - from) / Math.max(1, count - 1)
  return Array.from({ length: count }, (_, index) => {
    const hue = from + step * index
    return levels.map((l) => ({
      color: hexOf(clampChroma({ mode: 'oklch', l, c: chroma, h: hue }, 'oklch')),
      cost: (l - lightness(hue)) ** 2,
    }))
  })
}
