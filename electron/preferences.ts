import { AppError } from './errors.ts'
import type { Problem, Settings, SettingsView } from './model.ts'
import type { Hotkey, Pause } from './shell/hotkey.ts'
import { type LayoutSwitch, switchWithin } from './layout-switch.ts'
import type { Locale } from './shell/words.ts'
import { defaultSettings, type SettingsStore } from './store/settings.ts'

export type Preferences = {
  get(): SettingsView
  /** A shortcut that the system refuses changes nothing and throws `hotkey-…`, with the reason. */
  change(part: Partial<Settings>): SettingsView
  pauseShortcut(by: Pause, paused: boolean): void
  /** Lets the next press, within half a minute, go to `onArrive` instead of opening the window. */
  tryShortcut(on: boolean, onArrive: () => void): void
  /** Looks again which keys change the keyboard layout, and tells where the shortcut is among them. */
  lookAtLayoutSwitches(): Promise<void>
  /** Takes the shortcut that was chosen the last time. Never throws; one that cannot be had is told by `get()`. */
  arm(): void
}

type Deps = {
  settings: SettingsStore
  hotkey: Hotkey
  /** Asks the system which keys change the keyboard layout. Never throws. */
  readLayoutSwitches: () => Promise<LayoutSwitch[]>
  localeOf: (settings: Settings) => Locale
  onChange: (view: SettingsView) => void
}

/** Milliseconds. A trial whose window has gone must not keep the shortcut for itself. */
const longestTrial = 30_000

/** The settings in force: what was chosen, and what this computer made of it. */
export function createPreferences(deps: Deps): Preferences {
  const { settings, hotkey, localeOf, onChange } = deps
  let switches: LayoutSwitch[] = []
  let trial: NodeJS.Timeout | undefined

  const collision = (shortcut: string): Problem | null => {
    const found = switchWithin(shortcut, switches)
    return found && { code: 'hotkey-layout-switch', subject: found.join('+') }
  }
  const get = (): SettingsView => {
    const chosen = settings.get()
    return {
      ...chosen,
      defaults: defaultSettings(),
      locale: localeOf(chosen),
      shortcutProblem: hotkey.problem() ?? collision(chosen.shortcut),
      shortcutPaused: hotkey.isPaused(),
    }
  }
  return {
    get,
    change: (part) => {
      if (part.shortcut !== undefined) hotkey.bind(part.shortcut)
      settings.change(part)
      onChange(get())
      return get()
    },
    pauseShortcut: (by, paused) => {
      const before = hotkey.problem()
      hotkey.pause(by, paused)
      if (by === 'user' || hotkey.problem() !== before) onChange(get())
    },
    tryShortcut: (on, onArrive) => {
      clearTimeout(trial)
      hotkey.divert(on ? onArrive : null)
      if (on) trial = setTimeout(() => hotkey.divert(null), longestTrial).unref()
    },
    lookAtLayoutSwitches: async () => {
      const before = get().shortcutProblem?.code
      switches = await deps.readLayoutSwitches()
      if (get().shortcutProblem?.code !== before) onChange(get())
    },
    arm: () => {
      try {
        hotkey.bind(settings.get().shortcut)
      } catch (error) {
        if (!(error instanceof AppError)) throw error // hotkey.problem() tells it from here on
      }
    },
  }
}
