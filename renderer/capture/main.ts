import { mount } from 'svelte'
import commonEn from '../../resources/translations/en/common.json'
import errorEn from '../../resources/translations/en/error.json'
import captureEn from '../../resources/translations/en/capture.json'
import commonRu from '../../resources/translations/ru/common.json'
import errorRu from '../../resources/translations/ru/error.json'
import captureRu from '../../resources/translations/ru/capture.json'
import '../shared/theme.css'
import './kinds.css'
import { applyAppearance } from '../shared/appearance.ts'
import { createBridge } from '../shared/bridge.ts'
import { Phrasebook } from '../shared/phrasebook.svelte.ts'
import { SessionState } from '../shared/session.svelte.ts'
import Capture from './Capture.svelte'
import { Control } from './control.svelte.ts'

// Only the rooms that this window shows: it is loaded at every start, and has to be small.
const words = new Phrasebook({
  en: { common: commonEn, error: errorEn, capture: captureEn },
  ru: { common: commonRu, error: errorRu, capture: captureRu },
})
const bridge = createBridge(window.transport)
const session = new SessionState(bridge)
const control = new Control(bridge)

bridge.on('settings.changed', (settings) => applyAppearance(document.documentElement, words, settings))
void session.follow()
void control.draft.follow()

const settings = await bridge.ask('settings.get').catch(() => null)
if (settings) applyAppearance(document.documentElement, words, settings)
mount(Capture, { target: document.body, props: { bridge, words, session, control } })
