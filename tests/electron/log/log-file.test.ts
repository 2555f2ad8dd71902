import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { EOL, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLogFile } from '../../../electron/log/log-file.ts'

const load = () => import('electron-log/node')
let parent: string
let folder: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'quickplan-log-'))
  folder = join(parent, 'logs')
})
afterEach(() => rm(parent, { recursive: true }))

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

test('entries stand in the file in their order, also those from before it was open', async () => {
  const file = createLogFile({ folder, load })
  file.write('one 100% %s\n')
  file.write('two\n')
  await file.settled()
  file.write('three\n')
  expect(await readFile(file.path, 'utf8')).toBe(['one 100% %s', 'two', 'three', ''].join(EOL))
})

test('nothing is made before there is something to write', async () => {
  await createLogFile({ folder, load }).settled()
  expect(await readdir(parent)).toEqual([])
})

test('a second start goes on where the first one ended', async () => {
  for (const entry of ['first\n', 'second\n']) {
    const file = createLogFile({ folder, load })
    file.write(entry)
    await file.settled()
  }
  expect(await readFile(join(folder, 'quickplan.log'), 'utf8')).toBe(['first', 'second', ''].join(EOL))
})

test('however much is written, two files of bounded size are left', async () => {
  const file = createLogFile({ folder, load, largest: 10_000 })
  file.write('begin\n')
  await file.settled()
  for (let count = 0; count < 1_000; count++) file.write(`${'x'.repeat(99)}\n`)
  expect((await readdir(folder)).sort()).toEqual(['quickplan.log', 'quickplan.old.log'])
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).size).toBeLessThan(10_300)
})

test.skipIf(process.platform === 'win32')('folder and files are the user’s alone, old ones too', async () => {
  await mkdir(folder)
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'quickplan.log'), 'x'.repeat(200), { mode: 0o644 })
  const file = createLogFile({ folder, load, largest: 100 })
  file.write('an entry\n')
  await file.settled()
  const modes = [folder, file.path, join(folder, 'quickplan.old.log')].map(modeOf)
  expect(await Promise.all(modes)).toEqual(['700', '600', '600'])
})

test('where there can be no file, writing does nothing and never throws', async () => {
  await writeFile(folder, 'a file in the way')
  const file = createLogFile({ folder, load })
  file.write('an entry\n')
  await file.settled()
  file.write('another\n')
  expect(await readFile(folder, 'utf8')).toBe('a file in the way')
})
