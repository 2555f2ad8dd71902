import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { openDraft } from '../../../electron/draft/draft.ts'
import { newFolder } from '../outbox/support.ts'
import { othersWithAccess } from '../../support/privacy.ts'

let folder: string
let saved: string[]
let damaged: string[]
beforeEach(async () => {
  folder = await newFolder('draft')
  saved = []
  damaged = []
})

const open = () =>
  openDraft({
    folder,
    now: () => new Date(now),
    wasSaved: (id) => saved.includes(id),
    onDamaged: (place) => damaged.push(place),
  })
const file = () => ({ id: randomUUID(), name: 'plan.pdf', size: 3 })
const now = '2026-11-22T10:00:00.000Z'
const nothing = { text: '', plain: [], attachments: [] }

test('there is no draft at first', async () => {
  expect((await open()).view()).toEqual(nothing)
})

test('a draft that was kept is there after a new start, to the letter', async () => {
  const text = 'Позвонить Анне 👩‍💻\n  <b>later</b>\u200f'
  const attachment = file()
  const draft = await open()
  await draft.keep(text, [{ from: 0, to: 4 }])
  await draft.attach(attachment)
  expect((await open()).view()).toEqual({
    text,
    plain: [{ from: 0, to: 4 }],
    attachments: [attachment],
    changedAt: now,
  })
})

test('a file that the disk did not let in is in no draft, nor in what is made of it later', async () => {
  const draft = await open()
  await draft.keep('With a file', [])
  await rm(folder, { recursive: true })
  await expect(draft.attach(file())).rejects.toMatchObject({ code: 'ENOENT' })
  expect(draft.view().attachments).toEqual([])
  await mkdir(folder)
  await draft.keep('Without', [])
  expect((await open()).view().attachments).toEqual([])
})

test('only its owner can read a draft', async () => {
  await (await open()).keep('secret', [])
  expect(await othersWithAccess(join(folder, 'draft.json'))).toEqual([])
})

test('of many quick changes the last one stays', async () => {
  const draft = await open()
  await Promise.all(['C', 'Ca', 'Cal', 'Call'].map((text) => draft.keep(text, [])))
  expect((await open()).view().text).toBe('Call')
})

test('what was thrown away comes back, also after a new start', async () => {
  const attachment = file()
  const draft = await open()
  await draft.keep('Call Anna', [])
  await draft.attach(attachment)
  await draft.discard()
  expect(draft.view()).toEqual(nothing)
  const again = await open()
  await again.restore()
  expect(again.view()).toMatchObject({ text: 'Call Anna', plain: [], attachments: [attachment] })
})

test('a draft that was put aside comes back with its files, also after a new start', async () => {
  const attachment = file()
  const draft = await open()
  await draft.keep('First thought', [{ from: 0, to: 5 }])
  await draft.attach(attachment)
  await draft.setAside('c')
  expect(draft.view()).toEqual({
    ...nothing,
    text: 'c',
    changedAt: now,
    aside: { text: 'First thought', count: 1 },
  })
  expect(draft.attachments()).toEqual([attachment])
  const again = await open()
  expect(again.view()).toEqual(draft.view())
  await again.bringBack()
  expect(again.view()).toMatchObject({
    text: 'First thought',
    plain: [{ from: 0, to: 5 }],
    attachments: [attachment],
    aside: { text: 'c', count: 1 },
  })
})

test('however many drafts are put aside, none is lost, and all come round', async () => {
  const draft = await open()
  await draft.keep('one', [])
  await draft.setAside('two')
  await draft.setAside('three')
  await draft.discard()
  const seen: string[] = []
  for (let count = 0; count < 3; count++) {
    await draft.bringBack()
    seen.push(draft.view().text)
  }
  expect(seen).toEqual(['two', 'one', 'two'])
  await draft.restore()
  expect(draft.view()).toMatchObject({ text: 'three', aside: { text: 'one', count: 1 } })
})

test('a file that was on its way to a draft that was put aside is its own', async () => {
  const attachment = file()
  const draft = await open()
  await draft.keep('First thought', [])
  const id = draft.id()
  await draft.setAside('another')
  await draft.attach(attachment, id)
  expect(draft.view().attachments).toEqual([])
  await draft.bringBack()
  expect(draft.view().attachments).toEqual([attachment])
})

test('a draft that was saved before the app could empty it is not put aside either', async () => {
  const draft = await open()
  await draft.keep('Saved already', [])
  saved.push(draft.id())
  await draft.setAside('another')
  expect((await open()).view()).toMatchObject({ text: 'another' })
  expect((await open()).view().aside).toBeUndefined()
})

test('what was typed meanwhile is not lost to what comes back', async () => {
  const draft = await open()
  await draft.keep('first', [])
  await draft.discard()
  await draft.keep('second', [])
  await draft.restore()
  expect(draft.view().text).toBe('first')
  await draft.restore()
  expect(draft.view().text).toBe('second')
})

test('throwing nothing away leaves what was thrown away before', async () => {
  const draft = await open()
  await draft.keep('first', [])
  await draft.discard()
  await draft.discard()
  await draft.restore()
  expect(draft.view().text).toBe('first')
})

test('a file that arrives when its draft was thrown away is not in the next one, and comes back with its own', async () => {
  const late = file()
  const draft = await open()
  await draft.keep('first', [])
  const id = draft.id()
  await draft.discard()
  await draft.attach(late, id)
  expect(draft.view()).toEqual(nothing)
  await draft.restore()
  expect(draft.view()).toMatchObject({ text: 'first', attachments: [late] })
})

test('files of the draft and of the one thrown away are needed', async () => {
  const [one, other] = [file(), file()]
  const draft = await open()
  await draft.attach(one)
  await draft.discard()
  await draft.attach(other)
  expect(draft.attachments()).toEqual([other, one])
  await draft.detach(other.id)
  expect(draft.attachments()).toEqual([one])
})

test('a draft that was saved just before the app was killed does not come back', async () => {
  const draft = await open()
  await draft.keep('saved', [])
  saved = [draft.id()]
  expect((await open()).view()).toEqual(nothing)
})

test('the next draft has an id of its own', async () => {
  const draft = await open()
  const id = draft.id()
  await draft.renew('+site ')
  expect(draft.id()).not.toBe(id)
  expect((await open()).view().text).toBe('+site ')
})

test('a damaged draft is set aside whole', async () => {
  await writeFile(join(folder, 'draft.json'), '{"text":"cut sho')
  expect((await open()).view()).toEqual(nothing)
  expect(await readFile(damaged[0] ?? '', 'utf8')).toBe('{"text":"cut sho')
})

test('a draft of a later version stays as it is, and what was typed meanwhile follows it when that version runs again', async () => {
  const path = join(folder, 'draft.json')
  const later = JSON.stringify({ version: 2, thoughts: ['Call Anna'] })
  await writeFile(path, later)
  const older = await open()
  expect(older.newer()).toBe('draft.json')
  await older.keep('Ring Boris', [])
  expect((await open()).view().text).toBe('Ring Boris')
  expect(await readFile(path, 'utf8')).toBe(later)

  // What the later version makes of it is its own draft again.
  await writeFile(path, JSON.stringify({ ...emptyDraft, text: 'Call Anna' }))
  const again = await open()
  expect([again.view().text, again.newer()]).toEqual(['Call Anna\nRing Boris', null])
  expect((await open()).view().text).toBe('Call Anna\nRing Boris')
})

const emptyDraft = { version: 1, id: randomUUID(), text: '', plain: [], attachments: [], discarded: null }
