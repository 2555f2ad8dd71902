import { createInstance } from 'i18next'
import en from '../../resources/translations/en/shell.json'
import ru from '../../resources/translations/ru/shell.json'
import { withoutDirections } from '../directions.ts'
import type { Language } from '../model.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

export type Locale = 'en' | 'ru'

/** The words of the tray in one language. Keys are checked when compiling. */
export const words = (locale: Locale) => i18n.getFixedT(locale)

/** The language to speak: the chosen one, or the first of the system's that we know. */
export function localeOf(language: Language, systemLanguages: readonly string[]): Locale {
  if (language !== 'system') return language
  const known = systemLanguages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'en' || tag === 'ru')
  return known === 'ru' ? 'ru' : 'en'
}

const i18n = createInstance({
  resources: { en: { translation: en }, ru: { translation: ru } },
  lng: 'en',
  fallbackLng: 'en',
  // A menu is plain text, in which a title must turn nothing.
  interpolation: { escape: withoutDirections },
  initAsync: false,
})
void i18n.init()
