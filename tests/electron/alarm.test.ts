import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createAlarm, outliveErrors } from '../../electron/alarm.ts'

function alarmed() {
  const logged: string[] = []
  let told = 0
  const alarm = createAlarm({ log: (text) => logged.push(text), tell: () => told++ })
  return { alarm, logged, told: () => told }
}

test('every unhandled error is logged, and the first one is told', () => {
  const { alarm, logged, told } = alarmed()
  for (const text of ['one', 'two', 'three']) alarm(text, new Error('x'))
  expect({ logged, told: told() }).toEqual({ logged: ['one', 'two', 'three'], told: 1 })
})

test('errors and rejections that nobody handles are taken from the process', () => {
  const { alarm, logged } = alarmed()
  const source = new EventEmitter()
  outliveErrors(source, alarm)
  source.emit('uncaughtException', new Error('x'))
  source.emit('unhandledRejection', new Error('x'))
  expect(logged).toEqual(['An error was not handled', 'A rejection was not handled'])
})
