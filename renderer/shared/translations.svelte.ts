import type common from '../../resources/translations/en/common.json'
import type diagnostics from '../../resources/translations/en/diagnostics.json'
import type error from '../../resources/translations/en/error.json'
import type capture from '../../resources/translations/en/capture.json'
import type color from '../../resources/translations/en/color.json'
import type help from '../../resources/translations/en/help.json'
import type network from '../../resources/translations/en/network.json'
import type plan from '../../resources/translations/en/plan.json'
import type sent from '../../resources/translations/en/sent.json'
import type settings from '../../resources/translations/en/settings.json'
import type updates from '../../resources/translations/en/updates.json'
import type welcome from '../../resources/translations/en/welcome.json'
import { dateText, dayText, momentText, timeText } from './moments.ts'
import { translate, type Path, type Values } from './translate.ts'

/** The words of each part of the app, in the shape that the English ones have. */
export type Namespaces = {
  common: typeof common
  diagnostics: typeof diagnostics
  error: typeof error
  capture: typeof capture
  color: typeof color
  help: typeof help
  network: typeof network
  plan: typeof plan
  sent: typeof sent
  settings: typeof settings
  updates: typeof updates
  welcome: typeof welcome
}

/** The path of a sentence: `plan.stage.count`. */
export type Key = Path<Namespaces>

type Locale = 'en' | 'ru'

/** The words of the namespaces it was given, in the language chosen; changing `locale` changes what is on screen at once. */
export class Translations {
  locale = $state<Locale>('en')
  #namespaces: Partial<Record<Locale, Partial<Namespaces>>>

  /** A window that has to be small gives only the namespaces it shows; the key of any other comes back as it is. */
  constructor(namespaces: Partial<Record<Locale, Partial<Namespaces>>> = {}) {
    this.#namespaces = namespaces
  }

  /** Takes in the words of a language, before that language is chosen. */
  addLocale(locale: Locale, namespaces: Partial<Namespaces>): void {
    this.#namespaces = { ...this.#namespaces, [locale]: namespaces }
  }

  /** `t('plan.stage.count', { count: 3 })`. The key is checked when compiling; values are put in as plain text. */
  t(key: Key, values?: Values): string {
    return this.find(key, values) ?? key
  }

  /** Like `t`, for a key that may be unknown here; null when it is. */
  find(key: string, values?: Values): string | null {
    return translate(this.#namespaces[this.locale] ?? {}, this.locale, key, values)
  }

  /** A moment as the language writes it, with its weekday: `Mon 23 Nov, 15:00`; the year only when it is another. */
  moment(iso: string, now?: Date): string {
    return momentText(this.locale, iso, now)
  }

  /** The day of a moment: `Mon 23 Nov`. */
  day(iso: string, now?: Date): string {
    return dayText(this.locale, iso, now)
  }

  /** A date for papers, always with its year: `1 November 2026`. */
  date(iso: string): string {
    return dateText(this.locale, iso)
  }

  /** The time of a moment: `15:00`. */
  time(iso: string): string {
    return timeText(this.locale, iso)
  }
}
