import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDraft } from '../../../electron/capture/draft.ts'

const newPath = async () => join(await mkdtemp(join(tmpdir(), 'quickplan-draft-')), 'draft.txt')

test('there is no draft at first', async () => {
  expect((await openDraft(await newPath())).text()).toBe('')
})

test('a draft that was kept is there after a new start, to the letter', async () => {
  const path = await newPath()
  const text = 'Позвонить Анне 👩‍💻\n  <b>later</b>\u200f'
  await (await openDraft(path)).keep(text)
  expect((await openDraft(path)).text()).toBe(text)
})

test('of many quick changes the last one stays', async () => {
  const path = await newPath()
  const draft = await openDraft(path)
  await Promise.all(['C', 'Ca', 'Cal', 'Call'].map((text) => draft.keep(text)))
  expect((await openDraft(path)).text()).toBe('Call')
})
