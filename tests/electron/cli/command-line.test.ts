import { expect, test } from 'vitest'
import { isCommandLine } from '../../../electron/cli/command-line.ts'

test.each([
  [['add', 'Call Anna']],
  [['parse']],
  [['--capture']],
  [['--json', 'add', 'one']],
  [['--data=/tmp/x', 'add', 'one']],
  [['--help']],
  [['--version']],
])('%j is for the client', (given) => {
  expect(isCommandLine(given)).toBe(true)
})

test.each([
  [[]],
  [['quickplan://capture?text=add']],
  [['--hidden']],
  [['--hidden', '--capture']],
  [['--user-data-dir=/tmp/x', '--capture']],
  [['--no-sandbox', 'add', 'one']],
  [['add=1']],
  [['--additional']],
])('%j starts the app', (given) => {
  expect(isCommandLine(given)).toBe(false)
})
