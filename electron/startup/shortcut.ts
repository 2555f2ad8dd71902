import { app, globalShortcut } from 'electron'
import { createPreferences } from '../preferences.ts'
import { createHotkey } from '../shell/hotkey.ts'
import { readLayoutSwitches } from '../layout-switch.ts'
import { localeOf } from '../shell/words.ts'
import { createSettings, type ObjectFile } from '../store/settings.ts'
import { isWayland } from './chromium.ts'
import type { EventBus } from './event-bus.ts'
import type { LocaleChoice } from './locale.ts'
import { createRelay } from './relay.ts'

type Deps = { openStore: (name: string) => ObjectFile; locale: LocaleChoice; events: EventBus }

export type ShortcutParts = ReturnType<typeof setUpShortcut>

/** The settings and the global shortcut, which is taken at once: what is pressed from now on is not lost. */
export function setUpShortcut({ openStore, locale, events }: Deps) {
  const shortcutPressed = createRelay<void>()
  const settings = createSettings(openStore('settings'))
  const hotkey = createHotkey(globalShortcut, shortcutPressed.send, isWayland())
  const preferences = createPreferences({
    settings,
    hotkey,
    readLayoutSwitches: () => readLayoutSwitches(process.platform),
    localeOf: ({ language }) => localeOf(language, app.getPreferredSystemLanguages()),
    onChange: (view) => events.emit('settings.changed', view),
  })
  preferences.arm()
  locale.choose(settings.get().language)
  events.on('settings.changed', ({ language }) => locale.choose(language))
  return { settings, hotkey, preferences, shortcutPressed }
}
