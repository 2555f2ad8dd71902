import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCommand, UsageError } from '../../../electron/cli/arguments.ts'
import { usualDataFolder } from '../../../electron/cli/data-folder.ts'

test.each([
  [['--capture'], { action: 'capture', texts: [] }],
  [['--capture', 'Call', 'Anna'], { action: 'capture', texts: ['Call Anna'] }],
  [['--capture', 'add'], { action: 'capture', texts: ['add'] }],
  [['add', 'Call Anna'], { action: 'add', texts: ['Call Anna'], dryRun: false, json: false }],
  [['add', 'Call', 'Anna', '--json'], { action: 'add', texts: ['Call Anna'], json: true }],
  [['add', '--dry-run', 'Call Anna'], { action: 'add', dryRun: true }],
  [['add', '--', '--json'], { action: 'add', texts: ['--json'], json: false }],
  [['add', 'one\ntwo'], { action: 'add', texts: ['one\ntwo'] }],
  [['add'], { action: 'add', texts: null }],
  [['parse', 'Позвонить завтра'], { action: 'parse', texts: ['Позвонить завтра'] }],
  [['--help', 'add'], { action: 'help' }],
  [['--version'], { action: 'version' }],
  [['add', 'x', '--data', '/data', '--wait', '5'], { dataFolder: '/data', wait: 5_000 }],
])('%j is understood', (args, command) => {
  expect(readCommand(args)).toMatchObject(command)
})

test.each([
  [[], 'Nothing'],
  [['remove', 'x'], '"remove"'],
  [['add', '--yes', 'x'], '--yes'],
  [['add', '-5 degrees'], '-5'],
  [['parse', '--dry-run', 'x'], '--dry-run'],
  [['add', 'x', '--wait', 'soon'], '"soon"'],
  [['add', 'x', '--data', ''], '--data'],
  [['add', 'x', '--data'], '--data'],
])('%j is refused, and its fault is named', (args, fault) => {
  expect(() => readCommand(args)).toThrow(UsageError)
  expect(() => readCommand(args)).toThrow(fault)
})

test.each([
  ['linux', {}, ['/home/anna', '.config', 'Quickplan']],
  ['linux', { XDG_CONFIG_HOME: '/config' }, ['/config', 'Quickplan']],
  ['linux', { XDG_CONFIG_HOME: '' }, ['/home/anna', '.config', 'Quickplan']],
  ['darwin', { XDG_CONFIG_HOME: '/config' }, ['/home/anna', 'Library', 'Application Support', 'Quickplan']],
  ['win32', { APPDATA: '/roaming' }, ['/roaming', 'Quickplan']],
  ['win32', {}, ['/home/anna', 'AppData', 'Roaming', 'Quickplan']],
] as const)('on %s with %j the data is in %j', (platform, env, names) => {
  expect(usualDataFolder({ platform, home: '/home/anna', env })).toBe(join(...names))
})
