import { execFileSync } from 'node:child_process'
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openAttachments, type Attachments } from '../../../electron/draft/attachments.ts'
import { largestFile } from '../../../electron/draft/attachment-limits.ts'
import { newFolder } from '../outbox/support.ts'
import { othersWithAccess } from '../../support/privacy.ts'
import { onWindows } from '../../support/platform.ts'

let ours: string
let theirs: string
let attachments: Attachments
beforeEach(async () => {
  ours = join(await newFolder('attachments'), 'attachments')
  theirs = await newFolder('theirs')
  attachments = await openAttachments(ours)
})

const written = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(theirs, name), content)
  return { path: join(theirs, name) }
}
const refusedWith = (code: string, subject: string) => ({ code, subject })

test('a file is copied to the byte, and only its owner can read the copy', async () => {
  const content = new Uint8Array(3_000_000).map((_, at) => at % 251)
  const taken = await attachments.take(await written('Отчёт.bin', content))
  expect(taken).toMatchObject({ name: 'Отчёт.bin', size: 3_000_000 })
  expect(Buffer.compare(await attachments.read(taken.id), content)).toBe(0)
  expect(await othersWithAccess(join(ours, taken.id))).toEqual([])
})

test('a copy stays when the original goes', async () => {
  const file = await written('a.txt', 'abc')
  const { id } = await attachments.take(file)
  await rm(file.path)
  expect(Buffer.from(await attachments.read(id)).toString()).toBe('abc')
})

test('an empty file is a file', async () => {
  expect(await attachments.take(await written('empty.txt', ''))).toMatchObject({ size: 0 })
})

test('a picture without a path is kept by its bytes', async () => {
  const taken = await attachments.take({ name: 'image.png', size: 3, bytes: new Uint8Array([1, 2, 3]) })
  expect([taken.name, [...(await attachments.read(taken.id))]]).toEqual(['image.png', [1, 2, 3]])
})

test('a file that is too large is refused before anything is copied', async () => {
  const path = join(theirs, 'film.mkv')
  const file = await open(path, 'w')
  await file.truncate(2 * 1024 ** 3)
  await file.close()
  await expect(attachments.take({ path })).rejects.toMatchObject(refusedWith('file-too-large', 'film.mkv'))
  expect(await readdir(ours)).toEqual([])
})

test('bytes that were too many to be handed over are refused', async () => {
  const picture = { name: 'image.png', size: largestFile + 1, bytes: null }
  await expect(attachments.take(picture)).rejects.toMatchObject(refusedWith('file-too-large', 'image.png'))
})

test('a folder is refused', async () => {
  await mkdir(join(theirs, 'folder'))
  await expect(attachments.take({ path: join(theirs, 'folder') })).rejects.toMatchObject(
    refusedWith('file-is-folder', 'folder'),
  )
})

test.skipIf(onWindows)('a pipe among the files, which would never end, is refused', async () => {
  execFileSync('mkfifo', [join(theirs, 'pipe')])
  await expect(attachments.take({ path: join(theirs, 'pipe') })).rejects.toMatchObject(
    refusedWith('file-unreadable', 'pipe'),
  )
})

test.each(['gone.txt', '\0', 'x'.repeat(5_000)])('a path that leads nowhere is refused: %j', async (name) => {
  await expect(attachments.take({ path: join(theirs, name) })).rejects.toMatchObject({
    code: 'file-unreadable',
  })
  expect(await readdir(ours)).toEqual([])
})

test('what is not needed any more is removed', async () => {
  const one = await attachments.take(await written('one.txt', '1'))
  const other = await attachments.take(await written('other.txt', '2'))
  await attachments.keepOnly(() => new Set([other.id]))
  expect(await readdir(ours)).toEqual([other.id])
  await expect(attachments.read(one.id)).rejects.toMatchObject({ code: 'file-unreadable' })
})

test('what is arriving and has no place yet is not removed', async () => {
  const { id } = await attachments.take(await written('a.txt', 'abc'), () =>
    attachments.keepOnly(() => new Set()),
  )
  expect(await readdir(ours)).toEqual([id])
})
