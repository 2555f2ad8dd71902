import { expect, test } from 'vitest'
import { attackLines } from '../../../scripts/testing/attack-lines.ts'

test('every attack has its line, and what was lost its reason', () => {
  const of = (title: string, status: string, error?: { message: string }) => ({
    title,
    tests: [{ status, results: [{ duration: 1_500, ...(error && { error }) }] }],
  })
  const report = {
    suites: [
      { specs: [of('a keychain hangs', 'expected')], suites: [{ specs: [of('no root', 'skipped')] }] },
      { specs: [of('a file', 'unexpected', { message: 'gone\nat line 3' })] },
    ],
  }
  expect(attackLines(JSON.stringify(report))).toEqual([
    'held    a keychain hangs (1.5 s)',
    'not run no root (1.5 s)',
    'LOST    a file (1.5 s)',
    '        gone',
  ])
})

test('a report that did not come has no lines', () => {
  expect(attackLines('')).toEqual([])
})
