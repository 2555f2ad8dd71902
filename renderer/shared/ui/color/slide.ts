/** What of a key event decides where a slider goes. */
export type SlideKey = { key: string; shiftKey: boolean }

const large = 10

/**
 * The value that a key leads to, from 0 to `max`, or null for a key that does not slide. Shift takes ten steps in one.
 * https://www.w3.org/WAI/ARIA/apg/patterns/slider/
 */
export function slide(value: number, { key, shiftKey }: SlideKey, max: number): number | null {
  const step = shiftKey ? large : 1
  const to = (next: number) => Math.min(max, Math.max(0, next))
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return to(value + step)
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(value - step)
    case 'PageUp':
      return to(value + large)
    case 'PageDown':
      return to(value - large)
    case 'Home':
      return 0
    case 'End':
      return max
    default:
      return null
  }
}

/** The two directions of the area. */
export type Axis = 'saturation' | 'brightness'

/** Which direction a key moves in: arrows tell it themselves, the others go along the one that has the focus. */
export function axisOf(key: string, focused: Axis): Axis {
  if (key === 'ArrowLeft' || key === 'ArrowRight') return 'saturation'
  if (key === 'ArrowUp' || key === 'ArrowDown') return 'brightness'
  return focused
}
