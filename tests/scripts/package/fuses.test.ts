import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fuseTable, readFuses, wantedFuses } from '../../../scripts/package/fuses.ts'
import { writeFuses } from '../../support/fuse-wire.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-fuses-'))
})
afterEach(() => rm(folder, { recursive: true }))

const names = Object.keys(wantedFuses)
const wished = Object.values(wantedFuses)
  .map((on) => (on ? '1' : '0'))
  .join('')

async function program(wire: string): Promise<string> {
  const path = join(folder, 'quickplan')
  await writeFuses(path, wire)
  return path
}

test('fuses as they are wished are all right, in the order of the wire', async () => {
  const readings = await readFuses(await program(wished))
  expect(readings.map(({ name }) => name)).toEqual(names)
  expect(readings.every(({ isRight }) => isRight)).toBe(true)
})

test.each(names)('%s alone the other way is found', async (name) => {
  const at = names.indexOf(name)
  const wire = wished.slice(0, at) + (wished[at] === '1' ? '0' : '1') + wished.slice(at + 1)
  const wrong = (await readFuses(await program(wire))).filter(({ isRight }) => !isRight)
  expect(wrong).toEqual([
    { name, wanted: wished[at] === '1', found: wire[at] === '1' ? 'on' : 'off', isRight: false },
  ])
})

test('a fuse that Electron has removed is not known, and not right', async () => {
  const [first] = await readFuses(await program(`r${wished.slice(1)}`))
  expect(first).toMatchObject({ found: 'unknown', isRight: false })
})

test('a fuse that an older Electron does not have is not right', async () => {
  const readings = await readFuses(await program(wished.slice(0, -1)))
  expect(readings.at(-1)).toMatchObject({ found: 'unknown', isRight: false })
})

test('a program without fuses cannot pass', async () => {
  const path = join(folder, 'none')
  await writeFile(path, Buffer.alloc(1_000, 7))
  await expect(readFuses(path)).rejects.toThrow()
})

test('the table has a line for each fuse, and marks what is wrong', async () => {
  const lines = fuseTable(await readFuses(await program(`1${wished.slice(1)}`))).split('\n')
  expect(lines).toHaveLength(names.length)
  expect(lines[0]).toMatch(/^ {2}runAsNode +on +WRONG$/)
  expect(lines[1]).toMatch(/^ {2}enableCookieEncryption +on$/)
})
