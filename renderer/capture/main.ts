import { mount } from 'svelte'
import type { SettingsView } from '../../electron/model.ts'
import '../shared/theme.css'
import './kinds.css'
import { applyAppearance } from '../shared/appearance.ts'
import { createBridge } from '../shared/bridge.ts'
import { Translations } from '../shared/translations.svelte.ts'
import { SessionState } from '../shared/session.svelte.ts'
import Capture from './Capture.svelte'
import { Control } from './control.svelte.ts'

// Only the namespaces that this window shows, and of one language: it is loaded at every start, and has to be small.
const namespaces = { en: () => import('./words-en.ts'), ru: () => import('./words-ru.ts') }
const words = new Translations()
const bridge = createBridge(window.transport)
const session = new SessionState(bridge)
const control = new Control(bridge)
let latest: SettingsView | null = null

async function appear(settings: SettingsView) {
  latest = settings
  control.repetition.follow(settings)
  const { locale } = settings
  words.addLocale(locale, (await namespaces[locale]()).namespaces)
  if (latest === settings) applyAppearance(document.documentElement, words, settings)
}

bridge.on('settings.changed', (settings) => void appear(settings))
void session.follow()
const restored = control.draft.follow()

const settings = await bridge.ask('settings.get').catch(() => null)
if (settings) await appear(settings)
else words.addLocale('en', (await namespaces.en()).namespaces)
await restored // what comes from outside must find the draft that it puts aside
mount(Capture, { target: document.body, props: { bridge, words, session, control } })
