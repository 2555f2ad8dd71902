/** Milliseconds. Longer than a key is held before it repeats anywhere: X11 660, Windows at most 1,000. */
const longestDelay = 1_100

export type PressGuard = {
  /** Notes a press of the shortcut. Returns whether it is only the repeat of a key that is still held. */
  isRepeat(): boolean
  /** The keys are known to have come up: the next press is another one. */
  release(): void
}

/**
 * Tells presses of the shortcut from the repeats of a held key. The system does not say when its keys come up; a key event
 * in the window does, and so does a pause that is longer than any repeat. `now` in milliseconds, of a clock that never
 * goes back.
 */
export function createPressGuard(now: () => number): PressGuard {
  let pressedAt = -Infinity
  return {
    isRepeat: () => {
      const before = pressedAt
      pressedAt = now()
      return pressedAt - before < longestDelay
    },
    release: () => {
      pressedAt = -Infinity
    },
  }
}
