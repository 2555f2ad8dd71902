import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openAttachments } from '../../../electron/draft/attachments.ts'
import { openDraft } from '../../../electron/draft/draft.ts'
import { openOutbox } from '../../../electron/outbox/outbox.ts'
import { lockFolder } from '../../../electron/store/folder-lock.ts'
import { fileOf, newFolder, thought } from '../outbox/support.ts'

/** Windows' programs stop at 260 characters unless they ask otherwise, as Node does. */
const tooLong = 260

let temporary: string
let dataFolder: string
beforeEach(async () => {
  temporary = await newFolder('long')
  dataFolder = join(temporary, ...Array<string>(6).fill('Данные Анны К. (рабочие, 2026) и ещё немного'))
  await mkdir(dataFolder, { recursive: true })
  expect(dataFolder.length).toBeGreaterThan(tooLong)
})

test('captures in a long path with Cyrillic letters and spaces are there after a new start', async () => {
  const open = () => openOutbox({ folder: join(dataFolder, 'captures'), onChange: () => undefined })
  const outbox = await open()
  const capture = thought('Позвонить Анне')
  await outbox.add([capture])
  await outbox.update(capture.id, { open: true })
  expect((await open()).find(capture.id)).toMatchObject({ title: 'Позвонить Анне', open: true })
})

test('a draft and its files in such a path are there after a new start', async () => {
  const open = () =>
    openDraft({
      now: () => new Date(),
      folder: dataFolder,
      wasSaved: () => false,
      onDamaged: () => undefined,
    })
  const attachments = await openAttachments(join(dataFolder, 'attachments'))
  const { id } = await attachments.take(fileOf('Отчёт.txt', 'abc'))
  await (await open()).keep('Черновик', [])
  expect((await open()).view().text).toBe('Черновик')
  const read: Uint8Array[] = []
  for await (const part of (await attachments.open(id)).parts()) read.push(part)
  expect(Buffer.concat(read).toString()).toBe('abc')
})

test('a data folder with such a path can be held', async () => {
  const lock = await lockFolder({ dataFolder, platform: process.platform, runtimeFolder: temporary })
  expect(lock).not.toBeNull()
  await lock?.release()
})
