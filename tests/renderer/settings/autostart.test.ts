import { expect, test } from 'vitest'
import type { AutostartView } from '../../../electron/model.ts'
import { AutostartState } from '../../../renderer/settings/autostart.svelte.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { deferred } from '../../support/deferred.ts'
import { fakeTransport } from '../../support/fake-transport.ts'

const view = (part: Partial<AutostartView>): AutostartView => ({
  isOn: false,
  place: null,
  fault: null,
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

test('an answer from before a change does not undo it', async () => {
  const earlier = deferred<AutostartView>()
  const main = fakeTransport({
    'autostart.get': () => earlier.promise,
    'autostart.set': ({ on }) => view({ isOn: on }),
  })
  const autostart = new AutostartState(createBridge(main))
  const look = autostart.look()
  await autostart.set(true)
  earlier.resolve(view({ isOn: false }))
  await look
  expect(autostart.view?.isOn).toBe(true)
})
