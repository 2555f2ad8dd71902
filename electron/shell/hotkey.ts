import { AppError } from '../errors.ts'
import type { Problem } from '../ipc/contract.ts'

/** The part of Electron's `globalShortcut` that is used. */
export type GlobalShortcut = {
  register(accelerator: string, callback: () => void): boolean
  unregister(accelerator: string): void
}

export type Hotkey = {
  /** Takes the shortcut, and only then lets the old one go. Throws `hotkey-taken` or `hotkey-invalid`. */
  bind(accelerator: string): void
  /** Lets the shortcut go for a while, without forgetting it, or takes it back. */
  pause(paused: boolean): void
  /** Why the shortcut does not work, or null. */
  problem(): Problem | null
}

/** The one global shortcut that opens the capture window. */
export function createHotkey(shortcuts: GlobalShortcut, onPress: () => void): Hotkey {
  let bound: string | null = null
  let paused = false
  let problem: Problem | null = null

  const take = (accelerator: string) => {
    const taken = tryRegister(shortcuts, accelerator, onPress)
    if (taken) throw new AppError(taken, 'The system did not give the shortcut', { subject: accelerator })
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
    problem: () => problem,
  }
}

function tryRegister(shortcuts: GlobalShortcut, accelerator: string, onPress: () => void) {
  try {
    return shortcuts.register(accelerator, onPress) ? null : 'hotkey-taken'
  } catch {
    return 'hotkey-invalid' // Electron throws for what it cannot read as an accelerator
  }
}
