import { readdir } from 'node:fs/promises'
import { beforeEach, expect, test } from 'vitest'
import { openOutbox, type Outbox } from '../../../electron/outbox/outbox.ts'
import { createRetention } from '../../../electron/outbox/retention.ts'
import type { CaptureEvent } from '../../../electron/outbox/states.ts'
import { AppError } from '../../../electron/errors.ts'
import type { KeepSent } from '../../../electron/model.ts'
import { newFolder, thought } from './support.ts'

const day = 24 * 3_600_000
const start = Date.UTC(2026, 10, 1)

let folder: string
let outbox: Outbox
let now: number
let tidied: number
let portalTime: () => Promise<number | null>
beforeEach(async () => {
  folder = await newFolder('retention')
  now = start
  tidied = 0
  portalTime = async () => now
  outbox = await openOutbox({ folder, onChange: () => undefined, now: () => now })
})

async function captured(title: string, ...events: CaptureEvent[]): Promise<string> {
  const capture = thought(title)
  await outbox.add([capture])
  for (const event of events) await outbox.advance(capture.id, event)
  return capture.id
}
const forget = (keepSent: KeepSent = '30') =>
  createRetention({
    outbox,
    keepSent: () => keepSent,
    now: () => now,
    portalTime: () => portalTime(),
    tidy: () => (tidied += 1),
    onUnexpected: (error) => {
      throw error
    },
  })()
const left = () => outbox.records().map(({ title }) => title)

test('what was sent or taken back goes when its days are over, with its file and its attachments', async () => {
  await captured('sent', 'begin', 'finish')
  await captured('undone', 'drop')
  now = start + 29 * day
  expect([await forget(), left()]).toEqual([0, ['sent', 'undone']])
  now = start + 31 * day
  expect([await forget(), left(), tidied]).toEqual([2, [], 1])
  expect(await readdir(folder)).toEqual(['damaged'])
})

test('nothing goes by a clock that is ahead of the portal’s', async () => {
  await captured('sent', 'begin', 'finish')
  now = start + 40 * day
  portalTime = async () => start
  expect([await forget(), left()]).toEqual([0, ['sent']])
})

test('nothing goes where the portal cannot be asked for its time', async () => {
  await captured('sent', 'begin', 'finish')
  now = start + 40 * day
  portalTime = async () => {
    throw new AppError('offline', 'No network')
  }
  expect([await forget(), left()]).toEqual([0, ['sent']])
})

test('where the portal does not tell its time, the computer’s counts', async () => {
  await captured('sent', 'begin', 'finish')
  now = start + 40 * day
  portalTime = async () => null
  expect(await forget()).toBe(1)
})

test('the days count from when it was sent, not from when it was captured', async () => {
  const id = await captured('late')
  now = start + 40 * day
  await outbox.advance(id, 'begin')
  await outbox.advance(id, 'finish')
  await forget()
  expect(left()).toEqual(['late'])
})

test.each<[string, CaptureEvent[]]>([
  ['waiting', []],
  ['being sent', ['begin']],
  ['in need of attention', ['begin', 'refuse']],
  ['being taken back', ['undo']],
])('what is %s is kept for ever', async (_name, events) => {
  await captured('kept', ...events)
  now = start + 4_000 * day
  expect([await forget('7'), left()]).toEqual([0, ['kept']])
})

test.each<[KeepSent, number]>([
  ['7', 7],
  ['30', 30],
  ['90', 90],
])('%s days are that many', async (keepSent, days) => {
  await captured('sent', 'begin', 'finish')
  now = start + days * day - 1
  expect(await forget(keepSent)).toBe(0)
  now = start + days * day
  expect(await forget(keepSent)).toBe(1)
})

test('for ever is for ever', async () => {
  await captured('sent', 'begin', 'finish')
  now = start + 100_000 * day
  expect(await forget('forever')).toBe(0)
})

test('one is kept by whose task an open capture of the same words is told from it', async () => {
  await captured('twin', 'begin', 'finish')
  await captured('twin')
  now = start + 31 * day
  expect([await forget(), left()]).toEqual([0, ['twin', 'twin']])
})

test('what changes its state meanwhile stays', async () => {
  const id = await captured('sent', 'begin', 'finish')
  now = start + 31 * day
  const undoing = outbox.advance(id, 'undo')
  await forget()
  await undoing
  expect(outbox.find(id)?.state).toBe('undoing')
})
