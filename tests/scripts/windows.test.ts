import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { follow } from '../../scripts/windows/follow.ts'
import { mirror } from '../../scripts/windows/tree.ts'
import { windowsPath } from '../../scripts/windows/wine.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-windows-test-'))
  await mkdir(join(folder, 'from', 'deep'), { recursive: true })
  await writeFile(join(folder, 'from', 'one.ts'), '1')
  await writeFile(join(folder, 'from', 'deep', 'два.ts'), '2')
})
afterEach(() => rm(folder, { recursive: true }))

const from = () => join(folder, 'from')
const to = () => join(folder, 'to')
const names = ['one.ts', join('deep', 'два.ts')]

test('the copy of the tree has the files that belong to it, and loses those that went', async () => {
  await mirror(from(), to(), [...names, 'deleted.ts'])
  expect(await readFile(join(to(), 'deep', 'два.ts'), 'utf8')).toBe('2')
  await mirror(from(), to(), ['one.ts'])
  expect(await readdir(join(to(), 'deep'))).toEqual([])
})

test('what changed is copied again, and what did not is left as it is', async () => {
  await mirror(from(), to(), names)
  const before = await stat(join(to(), 'one.ts'))
  await writeFile(join(from(), 'deep', 'два.ts'), 'three')
  await mirror(from(), to(), names)
  expect(await readFile(join(to(), 'deep', 'два.ts'), 'utf8')).toBe('three')
  expect((await stat(join(to(), 'one.ts'))).ctimeMs).toBe(before.ctimeMs)
})

test('the packages of the copy stay where they are', async () => {
  await mkdir(join(to(), 'node_modules', 'some'), { recursive: true })
  await writeFile(join(to(), 'node_modules', 'some', 'index.js'), '')
  await mirror(from(), to(), names)
  expect(await readdir(join(to(), 'node_modules', 'some'))).toEqual(['index.js'])
})

test('what a program writes to a file is handed on until it ends', async () => {
  const log = join(folder, 'log')
  await writeFile(log, 'first ')
  let [read, isOver] = ['', false]
  const done = follow(
    log,
    (part) => (read += part.toString()),
    () => isOver,
  )
  await vi.waitFor(() => expect(read).toBe('first '))
  appendFileSync(log, 'last')
  isOver = true
  await done
  expect(read).toBe('first last')
})

test('a path of this computer is one of the drive Z: there', () => {
  expect(windowsPath('/work/tree/a b.ts')).toBe('Z:\\work\\tree\\a b.ts')
})
