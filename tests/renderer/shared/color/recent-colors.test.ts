import { expect, test } from 'vitest'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { RecentColors, withRecent } from '../../../../renderer/shared/color/recent-colors.ts'
import { SettingsState } from '../../../../renderer/shared/settings.svelte.ts'
import { fakeTransport } from '../../../support/fake-transport.ts'
import { settings } from '../../../support/windows/answers.ts'

test('the colour used last comes first', () => {
  expect(withRecent(['000000'], 'FFAAEE')).toEqual(['FFAAEE', '000000'])
})

test('a colour used again moves to the front and is not there twice', () => {
  expect(withRecent(['000000', 'FFAAEE'], 'FFAAEE')).toEqual(['FFAAEE', '000000'])
})

test('the ninth colour pushes the oldest out', () => {
  const eight = ['1', '2', '3', '4', '5', '6', '7', '8'].map((digit) => digit.repeat(6))
  expect(withRecent(eight, 'FFAAEE')).toEqual(['FFAAEE', ...eight.slice(0, 7)])
})

test('a remembered colour goes to the settings, before those that are there', async () => {
  const view = settings({ recentColors: ['000000'] })
  const main = fakeTransport({
    'settings.get': () => view,
    'settings.change': (part) => ({ ...view, ...part }),
  })
  const state = new SettingsState(createBridge(main))
  await state.load()
  new RecentColors(state).remember('FFAAEE')
  expect(main.asked.at(-1)).toEqual(['settings.change', { recentColors: ['FFAAEE', '000000'] }])
})
