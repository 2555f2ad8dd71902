import { AppError } from '../errors.ts'
import type { Problem } from '../model.ts'

/** The part of Electron's `globalShortcut` that is used. */
export type GlobalShortcut = {
  register(accelerator: string, callback: () => void): boolean
  unregister(accelerator: string): void
}

/** Who wants it paused: the user, or the field that records a new one. */
export type Pause = 'user' | 'recording'

export type Hotkey = {
  /** Takes the shortcut, and only then lets the old one go. Throws `hotkey-taken`, `hotkey-invalid` or `hotkey-uncertain`. */
  bind(accelerator: string): void
  /** Lets the shortcut go for a while, without forgetting it; it is taken back when nobody wants the pause any more. */
  pause(by: Pause, paused: boolean): void
  /** Whether the user has paused it. */
  isPaused(): boolean
  /** Why the shortcut does not work, or may not, or null. */
  problem(): Problem | null
}

/**
 * The one global shortcut that opens the capture window. On Wayland the system takes a shortcut and may still keep its
 * presses to itself, https://github.com/electron/electron/issues/15863.
 */
export function createHotkey(shortcuts: GlobalShortcut, onPress: () => void, isWayland = false): Hotkey {
  let bound: string | null = null
  const pauses = new Set<Pause>()
  let problem: Problem | null = null

  const take = (accelerator: string) => {
    const refusal = tryRegister(shortcuts, accelerator, onPress)
    if (!refusal) return
    const code = refusal === 'hotkey-taken' && isWayland ? 'hotkey-uncertain' : refusal
    throw new AppError(code, 'The system did not give the shortcut', { subject: accelerator })
  }

  return {
    bind: (accelerator) => {
      if (accelerator === bound) return
      try {
        take(accelerator)
      } catch (error) {
        if (bound === null) problem = { code: (error as AppError).code, subject: accelerator }
        throw error
      }
      if (bound !== null && pauses.size === 0) shortcuts.unregister(bound)
      bound = accelerator
      problem = null
      pauses.clear()
    },
    pause: (by, paused) => {
      if (bound === null || pauses.has(by) === paused) return
      const wasFree = pauses.size > 0
      if (paused) pauses.add(by)
      else pauses.delete(by)
      const isFree = pauses.size > 0
      if (isFree && !wasFree) shortcuts.unregister(bound)
      if (!isFree && wasFree) take(bound)
    },
    isPaused: () => pauses.has('user'),
    problem: () => problem ?? (isWayland ? { code: 'hotkey-uncertain' } : null),
  }
}

function tryRegister(shortcuts: GlobalShortcut, accelerator: string, onPress: () => void) {
  try {
    return shortcuts.register(accelerator, onPress) ? null : 'hotkey-taken'
  } catch {
    return 'hotkey-invalid' // Electron throws for what it cannot read as an accelerator
  }
}
