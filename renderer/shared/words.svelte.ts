import { createInstance } from 'i18next'
import commonEn from '../../resources/translations/en/common.json'
import errorEn from '../../resources/translations/en/error.json'
import captureEn from '../../resources/translations/en/capture.json'
import planEn from '../../resources/translations/en/plan.json'
import sentEn from '../../resources/translations/en/sent.json'
import settingsEn from '../../resources/translations/en/settings.json'
import welcomeEn from '../../resources/translations/en/welcome.json'
import commonRu from '../../resources/translations/ru/common.json'
import errorRu from '../../resources/translations/ru/error.json'
import captureRu from '../../resources/translations/ru/capture.json'
import planRu from '../../resources/translations/ru/plan.json'
import sentRu from '../../resources/translations/ru/sent.json'
import settingsRu from '../../resources/translations/ru/settings.json'
import welcomeRu from '../../resources/translations/ru/welcome.json'

const en = {
  common: commonEn,
  error: errorEn,
  capture: captureEn,
  plan: planEn,
  sent: sentEn,
  settings: settingsEn,
  welcome: welcomeEn,
}
// A test holds the Russian words to the same keys; Russian has more plural forms than English.
const ru = {
  common: commonRu,
  error: errorRu,
  capture: captureRu,
  plan: planRu,
  sent: sentRu,
  settings: settingsRu,
  welcome: welcomeRu,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

/** Every visible word of a window, in the language chosen; changing `locale` changes them on the spot. */
export class Words {
  locale = $state<'en' | 'ru'>('en')
  /** `t('plan.tasks', { count: 3 })`. The key is checked when compiling; values are put in as plain text. */
  readonly t = $derived(i18n.getFixedT(this.locale))

  /** A moment as the language writes it, with its weekday: `Mon, 23 Nov, 15:00`. */
  moment(iso: string, now = new Date()): string {
    const date = new Date(iso)
    const sameYear = date.getFullYear() === now.getFullYear()
    return new Intl.DateTimeFormat(this.locale === 'en' ? 'en-GB' : 'ru-RU', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(sameYear ? {} : { year: 'numeric' }),
      hour: '2-digit',
      minute: '2-digit',
    }).format(date)
  }
}

const i18n = createInstance({
  resources: { en: { translation: en }, ru: { translation: ru } },
  lng: 'en',
  fallbackLng: 'en',
  interpolation: { escapeValue: false }, // Svelte escapes what it shows
  initAsync: false,
})
void i18n.init()
