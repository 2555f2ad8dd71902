import { expect, test } from 'vitest'
import { createRelay } from '../../../electron/startup/relay.ts'

test('what is sent before anybody listens is handed over once, in its order', () => {
  const relay = createRelay<string>()
  relay.send('one')
  relay.send('two')
  const heard: string[] = []
  expect(relay.listen((value) => heard.push(value))).toEqual(['one', 'two'])
  relay.send('three')
  expect(heard).toEqual(['three'])
  expect(relay.listen(() => undefined)).toEqual([])
})
