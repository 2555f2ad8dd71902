import { getEventListeners } from 'node:events'
import { expect, test, vi } from 'vitest'
import { onAbort } from '../../electron/abort.ts'

test('an abort is passed on once, with its reason', () => {
  const [controller, stop] = [new AbortController(), vi.fn()]
  onAbort(controller.signal, stop)
  controller.abort('enough')
  expect(stop.mock.calls).toEqual([['enough']])
})

test('a signal that was aborted before is passed on at once', () => {
  const stop = vi.fn()
  onAbort(AbortSignal.abort('too late'), stop)
  expect(stop.mock.calls).toEqual([['too late']])
})

test('who has stopped listening hears nothing, and leaves nothing behind', () => {
  const [controller, stop] = [new AbortController(), vi.fn()]
  onAbort(controller.signal, stop)()
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  controller.abort()
  expect(stop).not.toHaveBeenCalled()
})

test('without a signal there is nothing to listen to', () => {
  expect(onAbort(undefined, vi.fn())).not.toThrow()
})
