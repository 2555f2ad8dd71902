import { AppError } from './errors.ts'
import type { Settings, SettingsView } from './model.ts'
import type { Hotkey, Pause } from './shell/hotkey.ts'
import type { Locale } from './shell/words.ts'
import type { SettingsStore } from './store/settings.ts'

export type Preferences = {
  get(): SettingsView
  /** A shortcut that the system refuses changes nothing and throws `hotkey-taken`, `hotkey-invalid` or `hotkey-uncertain`. */
  change(part: Partial<Settings>): SettingsView
  pauseShortcut(by: Pause, paused: boolean): void
  /** Takes the shortcut that was chosen the last time. Never throws; one that cannot be had is told by `get()`. */
  arm(): void
}

type Deps = {
  settings: SettingsStore
  hotkey: Hotkey
  localeOf: (settings: Settings) => Locale
  onChange: (view: SettingsView) => void
}

/** The settings in force: what was chosen, and what this computer made of it. */
export function createPreferences({ settings, hotkey, localeOf, onChange }: Deps): Preferences {
  const get = (): SettingsView => {
    const chosen = settings.get()
    return {
      ...chosen,
      locale: localeOf(chosen),
      shortcutProblem: hotkey.problem(),
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
      hotkey.pause(by, paused)
      if (by === 'user') onChange(get())
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
