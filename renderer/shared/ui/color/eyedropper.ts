import { readColor } from '../../color/color-text.ts'
import type { Hex } from '../../color/color.ts'

// https://developer.mozilla.org/docs/Web/API/EyeDropper; not every browser has it, so the types of the web leave it out.
type Host = { EyeDropper?: new () => { open: () => Promise<{ sRGBHex: string }> } }

/** Lets the user take a colour from anywhere on the screen; null where that cannot be had. Returns null when the user gave up. */
export function eyedropperOf(host: object): (() => Promise<Hex | null>) | null {
  const { EyeDropper } = host as Host
  if (!EyeDropper) return null
  return async () => {
    try {
      const read = readColor((await new EyeDropper().open()).sRGBHex)
      return 'color' in read ? read.color : null
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return null
      throw error
    }
  }
}
