import { expect, test } from 'vitest'
import { unknownAbilities } from '../../../../electron/bitrix/capabilities.ts'
import type { Diagnostics, Problem } from '../../../../electron/model.ts'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { DiagnosticsState } from '../../../../renderer/settings/diagnostics/diagnostics.svelte.ts'
import { fakeTransport } from '../../../support/fake-transport.ts'

const found = (askedAt: string | null): Diagnostics => ({
  versions: { quickplan: '1.2.3', electron: '45', chromium: '150', node: '24' },
  system: 'Linux',
  session: 'x11',
  tray: 'there',
  dataFolder: '~',
  log: '~/quickplan.log',
  shortcut: { keys: 'F9', problem: null },
  keychain: { state: 'ok', keptIn: 'keychain' },
  captures: { waiting: 0, attention: 0 },
  portal: {
    host: 'team.example',
    kind: 'webhook',
    access: 'ready',
    abilities: { ...unknownAbilities, rest3: askedAt ? true : null, askedAt },
  },
})
const asked = '2026-11-22T10:00:00Z'

test('a portal that nobody has asked is asked when the diagnostics are opened', async () => {
  const main = fakeTransport({
    'diagnostics.get': () => found(null),
    'diagnostics.probe': () => found(asked),
  })
  const diagnostics = new DiagnosticsState(createBridge(main))
  await diagnostics.load()
  expect(diagnostics.found?.portal?.abilities.rest3).toBe(true)
})

test('a portal that was asked is left in peace until somebody wants to know', async () => {
  const main = fakeTransport({ 'diagnostics.get': () => found(asked) })
  await new DiagnosticsState(createBridge(main)).load()
  expect(main.asked.map(([name]) => name)).toEqual(['diagnostics.get'])
})

test('a portal that does not answer leaves what was known, with the reason', async () => {
  const offline: Problem = { code: 'offline' }
  const main = fakeTransport({
    'diagnostics.get': () => found(asked),
    'diagnostics.probe': () => {
      throw offline
    },
  })
  const diagnostics = new DiagnosticsState(createBridge(main))
  await diagnostics.load()
  await diagnostics.probe()
  expect(diagnostics.problem).toEqual(offline)
  expect(diagnostics.found?.portal?.host).toBe('team.example')
  expect(diagnostics.asking).toBe(false)
})

test('a copied report is said to be so', async () => {
  const main = fakeTransport({ 'diagnostics.copy': () => null })
  const diagnostics = new DiagnosticsState(createBridge(main))
  await diagnostics.copy()
  expect(diagnostics.copied).toBe(true)
})
