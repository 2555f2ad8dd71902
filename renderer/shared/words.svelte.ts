import commonEn from '../../resources/translations/en/common.json'
import diagnosticsEn from '../../resources/translations/en/diagnostics.json'
import errorEn from '../../resources/translations/en/error.json'
import captureEn from '../../resources/translations/en/capture.json'
import colorEn from '../../resources/translations/en/color.json'
import helpEn from '../../resources/translations/en/help.json'
import networkEn from '../../resources/translations/en/network.json'
import planEn from '../../resources/translations/en/plan.json'
import sentEn from '../../resources/translations/en/sent.json'
import settingsEn from '../../resources/translations/en/settings.json'
import updatesEn from '../../resources/translations/en/updates.json'
import welcomeEn from '../../resources/translations/en/welcome.json'
import commonRu from '../../resources/translations/ru/common.json'
import diagnosticsRu from '../../resources/translations/ru/diagnostics.json'
import errorRu from '../../resources/translations/ru/error.json'
import captureRu from '../../resources/translations/ru/capture.json'
import colorRu from '../../resources/translations/ru/color.json'
import helpRu from '../../resources/translations/ru/help.json'
import networkRu from '../../resources/translations/ru/network.json'
import planRu from '../../resources/translations/ru/plan.json'
import sentRu from '../../resources/translations/ru/sent.json'
import settingsRu from '../../resources/translations/ru/settings.json'
import updatesRu from '../../resources/translations/ru/updates.json'
import welcomeRu from '../../resources/translations/ru/welcome.json'
import { Translations, type Namespaces } from './translations.svelte.ts'

/** Every visible word of the main window. */
export class Words extends Translations {
  constructor() {
    super({ en, ru })
  }
}

const en: Namespaces = {
  common: commonEn,
  diagnostics: diagnosticsEn,
  error: errorEn,
  capture: captureEn,
  color: colorEn,
  help: helpEn,
  network: networkEn,
  plan: planEn,
  sent: sentEn,
  settings: settingsEn,
  updates: updatesEn,
  welcome: welcomeEn,
}

// A test holds the Russian words to the same keys; Russian has more plural forms than English.
const ru: Namespaces = {
  common: commonRu,
  diagnostics: diagnosticsRu,
  error: errorRu,
  capture: captureRu,
  color: colorRu,
  help: helpRu,
  network: networkRu,
  plan: planRu,
  sent: sentRu,
  settings: settingsRu,
  updates: updatesRu,
  welcome: welcomeRu,
}
