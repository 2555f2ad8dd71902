import { expect, test } from 'vitest'
import type { UpdateState, UpdateView } from '../../../electron/model.ts'
import { UpdatesState } from '../../../renderer/settings/updates.svelte.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { fakeTransport } from '../../support/fake-transport.ts'

const view = (state: UpdateState): UpdateView => ({ version: '1.0.0', state, held: null })

test('the state is followed while it changes, and not any more afterwards', async () => {
  const main = fakeTransport({ 'updates.get': () => view({ kind: 'idle' }) })
  const updates = new UpdatesState(createBridge(main))
  const stop = updates.follow()
  await expect.poll(() => updates.view?.state.kind).toBe('idle')
  main.emit('updates.changed', view({ kind: 'ready', found: '2.0.0' }))
  stop()
  main.emit('updates.changed', view({ kind: 'current' }))
  expect(updates.view?.state).toEqual({ kind: 'ready', found: '2.0.0' })
})

test('a look at the server ends with what it found', async () => {
  const main = fakeTransport({ 'updates.check': () => view({ kind: 'current' }) })
  const updates = new UpdatesState(createBridge(main))
  await updates.check()
  expect(updates.view?.state).toEqual({ kind: 'current' })
})

test('a request that fails leaves its reason', async () => {
  const main = fakeTransport({
    'updates.install': () => {
      throw { code: 'unexpected' }
    },
  })
  const updates = new UpdatesState(createBridge(main))
  await updates.install()
  expect(updates.problem).toEqual({ code: 'unexpected' })
})
