import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder, type FolderLock } from '../../../electron/store/folder-lock.ts'
import { newFolder } from '../outbox/support.ts'
import { root } from '../../../scripts/system/project.ts'
import { onWindows, underWine } from '../../support/platform.ts'

/** Wine lets a second program listen at a pipe, which Windows refuses. */
const held = test.skipIf(underWine)

let folder: string
const locks: FolderLock[] = []
const children: ChildProcess[] = []
beforeEach(async () => {
  folder = await newFolder('lock')
})
afterEach(async () => {
  for (const lock of locks.splice(0)) await lock.release()
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

async function lock(dataFolder = folder, patience = 10_000): Promise<boolean> {
  const needs = { dataFolder, platform: process.platform, runtimeFolder: folder, patience }
  const taken = await lockFolder(needs)
  if (taken) locks.push(taken)
  return taken !== null
}

/** Another process that holds the folder. */
async function holder(): Promise<ChildProcess> {
  const child = fork(join(root, 'tests/support/lock-holder.ts'), [folder], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  })
  children.push(child)
  await once(child, 'message')
  return child
}

held('a folder is held by one, and by the next when that lets go', async () => {
  expect([await lock(), await lock()]).toEqual([true, false])
  await locks.pop()?.release()
  expect(await lock()).toBe(true)
})

held('of many that want it at once one has it', async () => {
  const taken = await Promise.all(Array.from({ length: 10 }, () => lock()))
  expect(taken.filter((is) => is)).toHaveLength(1)
})

held('another process that holds it keeps it, also while it is stopped', async () => {
  const child = await holder()
  expect(await lock()).toBe(false)
  if (!onWindows) child.kill('SIGSTOP')
  expect(await lock()).toBe(false)
})

test('a process that was killed holds nothing any more', async () => {
  const child = await holder()
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  if (!onWindows) expect(await readdir(folder)).toContain('lock')
  expect(await lock()).toBe(true)
})

held('of many that find a dead one’s lock one has it', async () => {
  const child = await holder()
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  const taken = await Promise.all(Array.from({ length: 10 }, () => lock()))
  expect(taken.filter((is) => is)).toHaveLength(1)
})

test.skipIf(onWindows)(
  'a guard that a dead process left holds the next one up for a while only',
  async () => {
    await writeFile(join(folder, 'lock.guard'), '')
    expect(await lock(folder, 100)).toBe(true)
    expect((await readdir(folder)).sort()).toEqual(['lock'])
  },
)

held('a folder is the same by another way', async () => {
  await mkdir(join(folder, 'data'))
  await symlink(join(folder, 'data'), join(folder, 'link'), 'junction')
  expect([await lock(join(folder, 'data')), await lock(join(folder, 'link'))]).toEqual([true, false])
})

held('a folder with a long path can be held', async () => {
  const long = join(folder, 'x'.repeat(120))
  expect([await lock(long), await lock(long)]).toEqual([true, false])
})

test.skipIf(onWindows)('only its owner can knock at it', async () => {
  await lock()
  expect((await stat(join(folder, 'lock'))).mode & 0o777).toBe(0o600)
})
