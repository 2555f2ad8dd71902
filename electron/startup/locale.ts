import { app } from 'electron'
import type { Language } from '../model.ts'
import { localeOf, type Locale } from '../shell/words.ts'

export type LocaleChoice = {
  /** The language that is spoken now; the system's until another one is chosen. */
  get(): Locale
  choose(language: Language): void
}

/** Keeps which language the app speaks, also before the settings are read. */
export function createLocaleChoice(): LocaleChoice {
  let chosen: Language = 'system'
  return {
    get: () => localeOf(chosen, app.getPreferredSystemLanguages()),
    choose: (language) => {
      chosen = language
    },
  }
}
