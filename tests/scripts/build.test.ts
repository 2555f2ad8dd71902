import { mkdir, mkdtemp, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isFresh } from '../../scripts/build.ts'

const before = new Date('2026-01-01T10:00:00Z')
const built = new Date('2026-01-01T11:00:00Z')
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-build-'))
  await mkdir(join(folder, 'source', 'deep'), { recursive: true })
  for (const name of ['source/deep/one.ts', 'source/deep/two.ts', 'stamp'])
    await writeFile(join(folder, name), '')
  for (const name of ['source/deep/one.ts', 'source/deep/two.ts', 'source/deep', 'source'])
    await utimes(join(folder, name), before, before)
  await utimes(join(folder, 'stamp'), built, built)
})
afterEach(() => rm(folder, { recursive: true }))

const fresh = () => isFresh(folder, ['source', 'not-there'], 'stamp')

test('a build newer than every source is kept', async () => {
  expect(await fresh()).toBe(true)
})

test('an edited source asks for a new build', async () => {
  await writeFile(join(folder, 'source', 'deep', 'one.ts'), 'edited')
  expect(await fresh()).toBe(false)
})

test('a deleted source asks for a new build', async () => {
  await unlink(join(folder, 'source', 'deep', 'two.ts'))
  expect(await fresh()).toBe(false)
})

test('without a stamp there was no build', async () => {
  await unlink(join(folder, 'stamp'))
  expect(await fresh()).toBe(false)
})
