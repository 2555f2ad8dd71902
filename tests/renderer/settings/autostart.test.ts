import { expect, test } from 'vitest'
import type { AutostartView } from '../../../electron/model.ts'
import { AutostartState } from '../../../renderer/settings/autostart.svelte.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { fakeTransport } from '../../support/fake-transport.ts'

const view = (part: Partial<AutostartView>): AutostartView => ({
  ...{ isOn: false, place: null, fault: null },
  ...part,
})

test('the switch stands as the system says, whatever was asked for', async () => {
  const refused = view({ fault: 'not-added' })
  const autostart = new AutostartState(createBridge(fakeTransport({ 'autostart.set': () => refused })))
  await autostart.set(true)
  expect(autostart.view).toEqual(refused)
})

test('what was changed elsewhere is seen at the next look', async () => {
  let isOn = false
  const main = fakeTransport({ 'autostart.get': () => view({ isOn }) })
  const autostart = new AutostartState(createBridge(main))
  await autostart.look()
  isOn = true
  await autostart.look()
  expect(autostart.view).toEqual(view({ isOn: true }))
})

test('a failure is told until the next change, also when the window is looked at again', async () => {
  const main = fakeTransport({
    'autostart.set': ({ on }) => view(on ? { fault: 'not-added' } : {}),
    'autostart.get': () => view({}),
  })
  const autostart = new AutostartState(createBridge(main))
  await autostart.set(true)
  await autostart.look()
  expect(autostart.view?.fault).toBe('not-added')
  await autostart.set(false)
  expect(autostart.view?.fault).toBeNull()
})

test('a request that fails leaves its reason', async () => {
  const main = fakeTransport({
    'autostart.set': () => {
      throw { code: 'unexpected' }
    },
  })
  const autostart = new AutostartState(createBridge(main))
  await autostart.set(true)
  expect([autostart.problem, autostart.busy]).toEqual([{ code: 'unexpected' }, false])
})
