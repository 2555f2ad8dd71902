import { AppError } from '../errors.ts'
import type { Problem } from '../ipc/contract.ts'

/** The part of Electron's `globalShortcut` that is used. */
export type GlobalShortcut = {
  register(accelerator: string, callback: () => void): boolean
  unregister(accelerator: string): void
}

export type Hotkey = {
  /** Takes the shortcut, and only then lets the old one go. Throws `hotkey-taken`, `hotkey-invalid` or `hotkey-uncertain`. */
  bind(accelerator: string): void
  /** Lets the shortcut go for a while, without forgetting it, or takes it back. */
  pause(paused: boolean): void
  /** Why the shortcut does not work, or may not, or null. */
  problem(): Problem | null
}

/**
 * The one global shortcut that opens the capture window. On Wayland the system takes a shortcut and may still keep its
 * presses to itself, https://github.com/electron/electron/issues/15863.
 */
export function createHotkey(shortcuts: GlobalShortcut, onPress: () => void, isWayland = false): Hotkey {
  let bound: string | null = null
  let paused = false
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
      if (bound !== null && !paused) shortcuts.unregister(bound)
      bound = accelerator
      problem = null
      paused = false
    },
    pause: (next) => {
      if (bound === null || next === paused) return
      paused = next
      if (paused) shortcuts.unregister(bound)
      else take(bound)
    },
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
