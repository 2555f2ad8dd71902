import { expect, test } from 'vitest'
import type { DraftView } from '../../../electron/model.ts'
import { press } from '../../../renderer/capture/field/press.ts'
import { windowWith } from './support.ts'

const minute = 60_000
const shown = { link: null, text: null }
const empty = { plain: [], attachments: [] }

/** A window whose draft was typed some minutes ago, on a main process that keeps one draft aside. */
async function windowAfter(minutes: number) {
  let time = 0
  let aside: DraftView = { text: '', ...empty }
  const parts = windowWith(
    {
      'draft.set-aside': ({ text }) => {
        aside = { text: parts.draft.text, ...empty }
        return { text, ...empty, aside: { text: 'First thought', count: 1 } }
      },
      'draft.bring-back': () => aside,
    },
    () => time,
  )
  await parts.field.type('First thought')
  time += minutes * minute
  await parts.control.show(shown)
  return parts
}

test('a draft of this moment comes up with the caret behind it', async () => {
  const { field, control } = await windowAfter(4)
  expect([field.at, control.situation]).toEqual([{ from: 13, to: 13 }, 'text'])
  await field.type('First thought, and more')
  expect(control.draft.text).toBe('First thought, and more')
  expect(control.draft.aside).toBeNull()
})

test('an old draft comes up selected', async () => {
  const { field, control } = await windowAfter(6)
  expect([field.at, control.situation]).toEqual([{ from: 0, to: 13 }, 'old'])
})

test('typing puts an old draft aside, and one key brings it back', async () => {
  const { field, control, asked, draft } = await windowAfter(6)
  await field.type('c')
  await field.type('ca')
  expect(asked('draft.set-aside')).toEqual([{ text: 'c' }])
  expect([draft.text, draft.aside?.text, control.old.isAside]).toEqual(['ca', 'First thought', true])
  expect(press(control, 'bring-back', true)).toBe(true)
  await expect.poll(() => draft.text).toBe('First thought')
})

test('an arrow keeps an old draft', async () => {
  const { field, control, asked } = await windowAfter(6)
  field.at = { from: 13, to: 13 }
  control.moveCaret(field.at)
  expect(control.situation).toBe('text')
  await field.type('First thought!')
  expect(asked('draft.set-aside')).toEqual([])
})

test('a selection that the user made is replaced without ceremony', async () => {
  const { field, control, asked } = await windowAfter(1)
  field.at = { from: 0, to: 13 }
  control.moveCaret(field.at)
  await field.type('c')
  expect(asked('draft.set-aside')).toEqual([])
})

test('a key that comes before the page knows that it is up finds the old draft selected', async () => {
  const { field, control } = await windowAfter(6)
  field.at = { from: 13, to: 13 }
  control.fieldHandle?.focus(control.old.comeUp())
  expect(field.at).toEqual({ from: 0, to: 13 })
})

test('without anything put aside the key is the field’s own', async () => {
  const { control } = windowWith()
  expect(press(control, 'bring-back', true)).toBe(false)
})

test('how old a draft of the last run is, the main process tells', async () => {
  const { draft, control, field } = windowWith(
    { 'draft.get': () => ({ text: 'Of yesterday', ...empty, changedAt: '2026-11-21T10:00:00.000Z' }) },
    () => Date.parse('2026-11-22T10:00:00.000Z'),
  )
  await draft.follow()
  await control.show(shown)
  expect(field.at).toEqual({ from: 0, to: 12 })
})
