import { expect, test } from 'vitest'
import { createEventBus } from '../../../electron/startup/event-bus.ts'

test('an event reaches who listens to all of them, then who listens to it, and nobody else', () => {
  const events = createEventBus()
  const heard: unknown[] = []
  events.on('captures.removed', (ids) => heard.push(['removed', ids]))
  events.on('names.changed', () => heard.push('names'))
  events.onAny((name, payload) => heard.push([name, payload]))
  events.emit('captures.removed', ['a'])
  expect(heard).toEqual([
    ['captures.removed', ['a']],
    ['removed', ['a']],
  ])
})

test('an event that nobody waits for does no harm', () => {
  expect(() => createEventBus().emit('names.changed', null)).not.toThrow()
})
