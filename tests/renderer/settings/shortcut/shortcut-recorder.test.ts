import { expect, test, vi } from 'vitest'
import type { SettingsView } from '../../../../electron/model.ts'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { SettingsState } from '../../../../renderer/shared/settings.svelte.ts'
import { ShortcutRecorder } from '../../../../renderer/settings/shortcut/shortcut-recorder.svelte.ts'
import { fakeTransport } from '../../../support/fake-transport.ts'
import { settings as settingsView } from '../../../support/windows/answers.ts'

const settings = settingsView({ theme: 'system' })
const key = (code: string, keys: Partial<KeyboardEvent> = {}) =>
  ({
    code,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    getModifierState: () => false,
    ...keys,
  }) as KeyboardEvent

async function recording(change: () => SettingsView) {
  const main = fakeTransport({
    'settings.get': () => settings,
    'settings.change': change,
    'shortcut.pause': () => null,
  })
  const bridge = createBridge(main)
  const state = new SettingsState(bridge)
  await state.follow()
  const recorder = new ShortcutRecorder(bridge, state, false)
  await recorder.start()
  const pauses = () => main.asked.filter(([name]) => name === 'shortcut.pause').map(([, input]) => input)
  return { main, recorder, state, pauses }
}

test('the old shortcut rests while a new one is recorded, and not longer', async () => {
  const { recorder, state, pauses } = await recording(() => ({ ...settings, shortcut: 'Alt+K' }))
  recorder.press(key('KeyK', { altKey: true }))
  await vi.waitFor(() => expect(pauses()).toEqual([{ paused: true }, { paused: false }]))
  expect(recorder.isRecording).toBe(false)
  expect(state.current?.shortcut).toBe('Alt+K')
})

test('a taken shortcut is refused with its reason and the old one stays', async () => {
  const { recorder, state, pauses } = await recording(() => {
    throw { code: 'hotkey-taken', subject: 'Alt+K' }
  })
  recorder.press(key('KeyK', { altKey: true }))
  await vi.waitFor(() => expect(pauses().at(-1)).toEqual({ paused: false }))
  expect(recorder.refusal).toEqual({ code: 'hotkey-taken', subject: 'Alt+K' })
  expect(state.current?.shortcut).toBe(settings.shortcut)
})

test('Esc stops without a change', async () => {
  const { main, recorder, pauses } = await recording(() => settings)
  recorder.press(key('Escape'))
  await vi.waitFor(() => expect(pauses().at(-1)).toEqual({ paused: false }))
  expect(main.asked.some(([name]) => name === 'settings.change')).toBe(false)
})

test('a letter alone is explained and recording goes on', async () => {
  const { recorder } = await recording(() => settings)
  recorder.press(key('KeyK'))
  expect(recorder.hint).toBe('needs-modifier')
  expect(recorder.isRecording).toBe(true)
})

test('Tab leaves the field instead of being caught', async () => {
  const { recorder } = await recording(() => settings)
  expect(recorder.press(key('Tab'))).toBe(false)
})
