import { mount } from 'svelte'
import '../shared/theme.css'
import '../capture/kinds.css'
import { applyAppearance } from '../shared/appearance.ts'
import { createBridge } from '../shared/bridge.ts'
import { SessionState } from '../shared/session.svelte.ts'
import { SettingsState } from '../shared/settings.svelte.ts'
import { Words } from '../shared/words.svelte.ts'
import { Captures } from '../sent/captures.svelte.ts'
import { NetworkState } from '../network/network.svelte.ts'
import { DamagedState } from '../sent/damaged.svelte.ts'
import { Reminders } from './reminders.svelte.ts'
import Main from './Main.svelte'

const words = new Words()
const bridge = createBridge(window.transport)
const session = new SessionState(bridge)
const settings = new SettingsState(bridge)
const captures = new Captures(bridge)
const damaged = new DamagedState(bridge)
const reminders = new Reminders(bridge)
const network = new NetworkState(bridge)

bridge.on('settings.changed', (changed) => applyAppearance(document.documentElement, words, changed))
void session.follow()
void captures.follow()
void damaged.load()
void reminders.follow()
network.follow()
await settings.follow()
if (settings.current) applyAppearance(document.documentElement, words, settings.current)
mount(Main, {
  target: document.body,
  props: { bridge, words, session, settings, captures, damaged, network, reminders },
})
