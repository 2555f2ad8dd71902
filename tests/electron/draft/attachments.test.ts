import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, expect, test } from 'vitest'
import { openAttachments, type Attachments } from '../../../electron/draft/attachments.ts'
import { othersWithAccess } from '../../support/privacy.ts'
import { fileOf, newFolder } from '../outbox/support.ts'

let ours: string
let attachments: Attachments
beforeEach(async () => {
  ours = join(await newFolder('attachments'), 'attachments')
  attachments = await openAttachments(ours)
})

test('a file is kept to the byte, and only its owner can read it', async () => {
  const content = new Uint8Array(3_000_000).map((_, at) => at % 251)
  const taken = await attachments.take(fileOf('Отчёт.bin', content))
  expect(taken).toMatchObject({ name: 'Отчёт.bin', size: 3_000_000 })
  const { size, parts } = await attachments.open(taken.id)
  const read: Uint8Array[] = []
  for await (const part of parts()) read.push(part)
  expect([size, Buffer.compare(Buffer.concat(read), content)]).toEqual([3_000_000, 0])
  expect(Math.max(...read.map(({ byteLength }) => byteLength))).toBeLessThanOrEqual(256 * 1024)
  expect(await othersWithAccess(join(ours, taken.id))).toEqual([])
})

test('an empty file is a file', async () => {
  expect(await attachments.take(fileOf('empty.txt', ''))).toMatchObject({ size: 0 })
})

test('a file that turns out to be too large is refused, and nothing of it stays', async () => {
  const [part, largest] = [new Uint8Array(100_000), 1_000_000]
  let given = 0
  const content = (function* () {
    for (;;) {
      given += part.byteLength
      yield part
    }
  })()
  const film = { name: 'film.mkv', isOnDisk: true, content: Readable.from(content) }
  const refusal = { code: 'file-too-large', subject: 'film.mkv' }
  attachments = await openAttachments(ours, largest)
  await expect(attachments.take(film)).rejects.toMatchObject(refusal)
  expect(given).toBeLessThan(2 * largest)
  expect(await readdir(ours)).toEqual([])
})

test('of a file that breaks off nothing stays', async () => {
  const content = (function* () {
    yield Buffer.from('half')
    throw new Error('EIO')
  })()
  const file = { name: 'a.txt', isOnDisk: true, content: Readable.from(content) }
  await expect(attachments.take(file)).rejects.toMatchObject({ code: 'file-unreadable', subject: 'a.txt' })
  expect(await readdir(ours)).toEqual([])
})

test('what is not needed any more is removed', async () => {
  const one = await attachments.take(fileOf('one.txt'))
  const other = await attachments.take(fileOf('other.txt'))
  await attachments.keepOnly(() => new Set([other.id]))
  expect(await readdir(ours)).toEqual([other.id])
  await expect(attachments.open(one.id)).rejects.toMatchObject({ code: 'file-unreadable' })
})

test('what is arriving and has no place yet is not removed', async () => {
  const { id } = await attachments.take(fileOf('a.txt'), () => attachments.keepOnly(() => new Set()))
  expect(await readdir(ours)).toEqual([id])
})
