import { AppError } from '../errors.ts'
import type { ErrorCode, Problem } from '../model.ts'
import { isReserved } from './reserved-shortcuts.ts'

/** The part of Electron's `globalShortcut` that is used. */
export type GlobalShortcut = {
  register(accelerator: string, callback: () => void): boolean
  unregister(accelerator: string): void
}

/** Who wants it paused: the user, or the field that records a new one. */
export type Pause = 'user' | 'recording'

export type Hotkey = {
  /** Takes the shortcut, and only then lets the old one go. Throws `hotkey-taken`, `hotkey-invalid`, `hotkey-reserved` or `hotkey-uncertain`. */
  bind(accelerator: string): void
  /**
   * Lets the shortcut go for a while, without forgetting it; it is taken back when nobody wants the pause any more. Never
   * throws: where another program has taken it meanwhile, `problem` says so.
   */
  pause(by: Pause, paused: boolean): void
  /** Whether the user has paused it. */
  isPaused(): boolean
  /** Why the shortcut does not work, or may not, or null. */
  problem(): Problem | null
  /** Lets presses go to `listener` instead of opening the window, until null ends that. */
  divert(listener: (() => void) | null): void
}

/**
 * The one global shortcut that opens the capture window. On Wayland the system takes a shortcut and may still keep its
 * presses to itself, https://github.com/electron/electron/issues/15863.
 */
export function createHotkey(shortcuts: GlobalShortcut, onPress: () => void, isWayland = false): Hotkey {
  let bound: string | null = null
  let isTaken = false
  const pauses = new Set<Pause>()
  let refusal: Problem | null = null
  let diverted: (() => void) | null = null

  const press = () => (diverted ?? onPress)()
  const take = (accelerator: string): Problem | null => {
    if (isReserved(accelerator)) return { code: 'hotkey-reserved', subject: accelerator }
    const code = tryRegister(shortcuts, accelerator, press)
    if (!code) return null
    return { code: code === 'hotkey-taken' && isWayland ? 'hotkey-uncertain' : code, subject: accelerator }
  }
  const letGo = () => {
    if (bound !== null && isTaken) shortcuts.unregister(bound)
    isTaken = false
  }

  return {
    bind: (accelerator) => {
      if (accelerator === bound && refusal === null) return
      const refused = take(accelerator)
      if (refused) {
        if (bound === null) refusal = refused
        throw new AppError(refused.code, 'The system did not give the shortcut', { subject: accelerator })
      }
      letGo()
      bound = accelerator
      isTaken = true
      refusal = null
      pauses.clear()
    },
    pause: (by, paused) => {
      if (bound === null || pauses.has(by) === paused) return
      if (paused) pauses.add(by)
      else pauses.delete(by)
      if (pauses.size > 0) return letGo()
      if (isTaken) return
      refusal = take(bound)
      isTaken = refusal === null
    },
    isPaused: () => pauses.has('user'),
    problem: () => refusal ?? (isWayland ? { code: 'hotkey-uncertain' } : null),
    divert: (listener) => {
      diverted = listener
    },
  }
}

function tryRegister(shortcuts: GlobalShortcut, accelerator: string, onPress: () => void): ErrorCode | null {
  try {
    return shortcuts.register(accelerator, onPress) ? null : 'hotkey-taken'
  } catch {
    return 'hotkey-invalid' // Electron throws for what it cannot read as an accelerator
  }
}
