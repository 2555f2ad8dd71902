import { expect, test } from 'vitest'
import { parseStartArguments } from '../../scripts/start-arguments.ts'
import { belongsToE2e, parseTestArguments } from '../../scripts/testing/test-arguments.ts'

test('arguments that are not for the script reach the app in their order', () => {
  expect(parseStartArguments(['--dev', '--', '--capture', 'text'])).toEqual({
    dev: true,
    official: false,
    rest: ['--capture', 'text'],
  })
})

test('without a choice both kinds of tests run', () => {
  expect(parseTestArguments([])).toEqual({
    unit: true,
    e2e: true,
    since: null,
    egress: false,
    wayland: false,
    rest: [],
  })
})

test('arguments behind --e2e are for Playwright', () => {
  expect(parseTestArguments(['--e2e', '--', 'tray', '--headed'])).toEqual({
    unit: false,
    e2e: true,
    since: null,
    egress: false,
    wayland: false,
    rest: ['tray', '--headed'],
  })
})

test('--egress is for the end-to-end tests, and goes to no runner', () => {
  expect(parseTestArguments(['--e2e', '--', '--egress', 'tray'])).toMatchObject({
    egress: true,
    rest: ['tray'],
  })
})

test('--wayland chooses the end-to-end tests of a Wayland desktop, and goes to no runner', () => {
  expect(parseTestArguments(['--e2e', '--wayland', 'capture'])).toMatchObject({
    wayland: true,
    rest: ['capture'],
  })
  for (const given of [['--wayland'], ['--unit', '--wayland']])
    expect(() => parseTestArguments(given)).toThrow('--wayland')
})

test('arguments that could be for either runner are refused', () => {
  expect(() => parseTestArguments(['tray'])).toThrow('tray')
})

test.each([
  [['--changed'], 'HEAD'],
  [['--changed=main'], 'main'],
  [['--', '--changed=HEAD~2'], 'HEAD~2'],
])('%j tests what has changed since %s', (given, since) => {
  expect(parseTestArguments(given)).toEqual({
    unit: true,
    e2e: true,
    since,
    egress: false,
    wayland: false,
    rest: [],
  })
})

test.each([
  ['tests/e2e/tray.spec.ts', true],
  ['tests/support/app/app.ts', true],
  ['electron/main.ts', false],
  ['tests/electron/log/log.test.ts', false],
])('a change of %s asks for end-to-end tests: %s', (path, isAsked) => {
  expect(belongsToE2e(path)).toBe(isAsked)
})
