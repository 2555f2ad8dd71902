import { mount } from 'svelte'
import errorEn from '../../resources/translations/en/error.json'
import sentEn from '../../resources/translations/en/sent.json'
import errorRu from '../../resources/translations/ru/error.json'
import sentRu from '../../resources/translations/ru/sent.json'
import '../shared/theme.css'
import { applyAppearance } from '../shared/appearance.ts'
import { createBridge } from '../shared/bridge.ts'
import { Translations } from '../shared/translations.svelte.ts'
import { Countdown } from './countdown.ts'
import Notice from './Notice.svelte'
import { SavedCaptures } from './saved-captures.svelte.ts'

const words = new Translations({ en: { error: errorEn, sent: sentEn }, ru: { error: errorRu, sent: sentRu } })
const bridge = createBridge(window.transport)
const countdown = new Countdown(10_000, () => window.close())
const saved = new SavedCaptures(bridge, location.hash.slice(1).split(','), countdown)

bridge.on('settings.changed', (settings) => applyAppearance(document.documentElement, words, settings))
const [settings] = await Promise.all([bridge.ask('settings.get').catch(() => null), saved.follow()])
if (settings) applyAppearance(document.documentElement, words, settings)
mount(Notice, { target: document.body, props: { words, saved, countdown } })
