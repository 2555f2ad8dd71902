import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createErrorReporter, surviveErrors } from '../../../electron/log/unhandled-errors.ts'

function reporter() {
  const logged: string[] = []
  let told = 0
  const report = createErrorReporter({ log: (text) => logged.push(text), tell: () => told++ })
  return { report, logged, told: () => told }
}

test('every unhandled error is logged, and the first one is told', () => {
  const { report, logged, told } = reporter()
  for (const text of ['one', 'two', 'three']) report(text, new Error('x'))
  expect({ logged, told: told() }).toEqual({ logged: ['one', 'two', 'three'], told: 1 })
})

test('errors and rejections that nobody handles are taken from the process', () => {
  const { report, logged } = reporter()
  const source = new EventEmitter()
  surviveErrors(source, report)
  source.emit('uncaughtException', new Error('x'))
  source.emit('unhandledRejection', new Error('x'))
  expect(logged).toEqual(['An error was not handled', 'A rejection was not handled'])
})
