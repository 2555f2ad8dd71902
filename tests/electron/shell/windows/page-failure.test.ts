import { expect, test } from 'vitest'
import { failureOfPage } from '../../../../electron/shell/windows/page-failure.ts'

const source = 'app://main/assets/main-Cx1.js'

test.each([
  ['Uncaught TypeError: Anna is not a function', 'A page failed: TypeError at /assets/main-Cx1.js:12'],
  ['Uncaught (in promise) BridgeError: Anna', 'A page failed: BridgeError at /assets/main-Cx1.js:12'],
  ['Uncaught "Anna"', 'A page failed: Error at /assets/main-Cx1.js:12'],
  ['Refused to execute inline script', null],
])('of the line “%s” the log gets the kind and the place', (message, expected) => {
  const line = { level: 'error', message, lineNumber: 12, sourceId: source }
  expect(failureOfPage([line])).toBe(expected)
  expect(failureOfPage([{}, 3, message, 12, source])).toBe(expected)
})

test('a line that is no error is nobody’s failure', () => {
  expect(failureOfPage([{}, 1, 'Uncaught TypeError', 12, source])).toBeNull()
})
