import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takesFiles } from '../../../electron/store/writable-folder.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-writable-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a folder that takes files says so, is made where it is not there, and stays as it was', async () => {
  expect([takesFiles(folder), takesFiles(join(folder, 'new', 'one'))]).toEqual([true, true])
  expect(await readdir(folder)).toEqual(['new'])
})

test('a folder that cannot be made takes none', async () => {
  await writeFile(join(folder, 'file'), '')
  expect(takesFiles(join(folder, 'file', 'data'))).toBe(false)
})

test.runIf(process.platform === 'linux')(
  'a folder in which the system lets nobody make files takes none',
  () => {
    expect(takesFiles('/proc/self')).toBe(false)
  },
)
