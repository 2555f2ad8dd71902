import { expect, test } from 'vitest'
import { parseStartArguments } from '../../scripts/start-arguments.ts'
import { parseTestArguments } from '../../scripts/test-arguments.ts'

test('arguments that are not for the script reach the app in their order', () => {
  expect(parseStartArguments(['--dev', '--', '--capture', 'text'])).toEqual({
    dev: true,
    official: false,
    rest: ['--capture', 'text'],
  })
})

test('without a choice both kinds of tests run', () => {
  expect(parseTestArguments([])).toEqual({ unit: true, e2e: true, rest: [] })
})

test('arguments behind --e2e are for Playwright', () => {
  expect(parseTestArguments(['--e2e', '--', 'tray', '--headed'])).toEqual({
    unit: false,
    e2e: true,
    rest: ['tray', '--headed'],
  })
})

test('arguments that could be for either runner are refused', () => {
  expect(() => parseTestArguments(['tray'])).toThrow('tray')
})
