import { expect, test } from 'vitest'
import { nodeNotice } from '../../../scripts/system/node-version.ts'

test.each([['v22.12.0'], ['v22.13.1'], ['v24.0.0']])('nothing is said of Node %s', (version) => {
  expect(nodeNotice(version)).toBeNull()
})

test.each([['v20.19.0'], ['v20.20.2'], ['v22.11.0']])('one line says that Node %s works', (version) => {
  expect(nodeNotice(version)).toMatch(
    new RegExp(`^Node ${version.slice(1)} works; Node 22\\.12 or newer [^\\n]*\\.$`),
  )
})
