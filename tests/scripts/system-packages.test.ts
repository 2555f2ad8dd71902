import { expect, test } from 'vitest'
import {
  missingPackages,
  namesToInstall,
  packagesFor,
  parseAvailable,
  parseInstalled,
} from '../../scripts/system/system-packages.ts'

test('a real display needs no virtual one, and only the tests need xdotool', () => {
  expect(packagesFor('run')).not.toContain('xvfb')
  expect(packagesFor('virtual-desktop')).toEqual(
    expect.arrayContaining([...packagesFor('run'), 'xvfb', 'gnome-keyring']),
  )
  expect(packagesFor('virtual-desktop')).not.toContain('xdotool')
  expect(packagesFor('test')).toContain('xdotool')
})

test('the tests have a browser from Debian, and elsewhere ask apt for none', () => {
  expect(packagesFor('test', 'debian')).toContain('chromium')
  expect(packagesFor('test', 'ubuntu')).not.toContain('chromium')
})

test('a package counts as installed only when it is wholly installed', () => {
  const installed = parseInstalled('xvfb ii \nopenbox rc \ndbus un \nlibgbm1 iF \n')
  expect([...installed]).toEqual(['xvfb'])
})

test('a library is there under its new name as well', () => {
  expect(missingPackages(['libgtk-3-0', 'libnss3'], new Set(['libgtk-3-0t64']))).toEqual(['libnss3'])
})

test('what is missing is installed under the name that apt knows', () => {
  const policy = [
    'libgtk-3-0t64:\n  Installed: (none)\n  Candidate: 3.24.49-3\n  Version table:\n     3.24.49-3 500\n',
    'libasound2:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n',
    'libasound2t64:\n  Installed: (none)\n  Candidate: 1.2.14-1\n  Version table:\n',
    'xvfb:\n  Installed: (none)\n  Candidate: 2:21.1.16-1\n  Version table:\n',
  ].join('')
  expect(namesToInstall(['libgtk-3-0', 'libasound2', 'xvfb'], parseAvailable(policy))).toEqual([
    'libgtk-3-0t64',
    'libasound2t64',
    'xvfb',
  ])
})
