import { closeSync, constants, openSync } from 'node:fs'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { ownDisk } from '../../../electron/store/disk.ts'
import { writeDurably } from '../../../electron/store/durable-file.ts'
import { despiteReaders } from '../../../electron/store/held-file.ts'
import { onWindows } from '../../support/platform.ts'
import { newFolder } from '../outbox/support.ts'

let folder: string
beforeEach(async () => {
  folder = await newFolder('held')
})

/** Opens a file as a virus scanner does, so that nobody may replace it: libuv's own flag UV_FS_O_EXLOCK, on Windows only. */
const hold = (path: string) => openSync(path, constants.O_RDONLY | 0x10000000)

const fault = (code: string) => Object.assign(new Error('in use'), { code })

/** An act that fails so many times. */
const failing = (count: number, code: string) => {
  const act = { tries: 0, run: () => Promise.resolve('done') }
  act.run = () => (++act.tries > count ? Promise.resolve('done') : Promise.reject(fault(code)))
  return act
}

test.each(['EPERM', 'EACCES', 'EBUSY'])('on Windows %s is tried again', async (code) => {
  const act = failing(3, code)
  expect(await despiteReaders(act.run, 'win32')).toBe('done')
  expect(act.tries).toBe(4)
})

test('on Windows a file that is never let go is told after a moment', async () => {
  const act = failing(Infinity, 'EBUSY')
  await expect(despiteReaders(act.run, 'win32')).rejects.toMatchObject({ code: 'EBUSY' })
  expect(act.tries).toBe(8)
})

test.each([
  ['win32', 'ENOSPC'],
  ['linux', 'EPERM'],
  ['darwin', 'EACCES'],
] as const)('on %s %s is told at once', async (platform, code) => {
  const act = failing(1, code)
  await expect(despiteReaders(act.run, platform)).rejects.toMatchObject({ code })
  expect(act.tries).toBe(1)
})

test.runIf(onWindows)('a file that another program has open is replaced when it lets go', async () => {
  const [path, fresh] = [join(folder, 'kept.json'), join(folder, 'fresh')]
  await writeFile(path, 'old')
  await writeFile(fresh, 'new')
  let held: number | null = hold(path)
  await despiteReaders(async () => {
    try {
      await rename(fresh, path)
    } catch (error) {
      if (held !== null) closeSync(held)
      held = null
      throw error
    }
  })
  expect(held).toBeNull()
  expect(await readFile(path, 'utf8')).toBe('new')
})

test.runIf(onWindows)(
  'one that is never let go keeps its content, and nothing is left beside it',
  async () => {
    const path = join(folder, 'kept.json')
    await writeDurably(path, 'old')
    const held = hold(path)
    await expect(writeDurably(path, 'new')).rejects.toMatchObject({
      code: expect.stringMatching(/EPERM|EACCES|EBUSY/) as string,
    })
    closeSync(held)
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['kept.json'])
  },
)

test.runIf(onWindows)('a file that another program has open is removed when it lets go', async () => {
  const path = join(folder, 'gone.json')
  await writeFile(path, '')
  const held = hold(path)
  setTimeout(() => closeSync(held), 50)
  await ownDisk.remove(path)
  expect(await readdir(folder)).toEqual([])
})
