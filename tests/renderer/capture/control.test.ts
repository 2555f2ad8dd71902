import { expect, test } from 'vitest'
import { chipsOf } from '../../../renderer/capture/chips/chips.ts'
import { press } from '../../../renderer/capture/field/press.ts'
import { Words } from '../../../renderer/shared/words.svelte.ts'
import { capture, parsed, people, span, windowWith } from './support.ts'

const anna = people(5, 8, 'Anna Petrova', 'Annabel Lee')
const list = { 'capture.suggest': () => anna }
const earlier = {
  'captures.list': () => [
    capture('older', { capturedAt: '2026-11-21T10:00:00Z' }),
    capture('newer', { capturedAt: '2026-11-22T10:00:00Z' }),
    capture('older', { id: 'again', capturedAt: '2026-11-20T10:00:00Z' }),
  ],
}

test.each(['save', 'tab'] as const)('%s takes the suggestion while the list is open', async (key) => {
  const { field, control, draft, asked } = windowWith(list)
  await field.type('Call @an')
  press(control, 'down', true)
  expect(press(control, key, true)).toBe(true)
  expect(draft.text).toBe('Call @"Annabel Lee" ')
  expect(asked('capture.save')).toEqual([])
})

test('Esc closes the list first, then hides the window, and the draft stays', async () => {
  const { field, control, draft, suggester, asked } = windowWith(list)
  await field.type('Call @an')
  press(control, 'escape', true)
  expect([suggester.current, asked('capture.hide')]).toEqual([null, []])
  press(control, 'escape', true)
  expect([draft.text, asked('capture.hide')]).toEqual(['Call @an', [undefined]])
})

test('Tab without a list is for the page', async () => {
  const { field, control } = windowWith()
  await field.type('Call Anna')
  expect(press(control, 'tab', true)).toBe(false)
})

test.each([
  ['save', 'hide'],
  ['save-and-open', 'open'],
  ['save-and-stay', 'stay'],
] as const)('%s saves, and then: %s', async (key, then) => {
  const { field, control, asked } = windowWith()
  await field.type('Call Anna')
  press(control, key, true)
  expect(asked('capture.save')).toMatchObject([{ text: 'Call Anna', then }])
})

test('Enter on a button is the button’s', async () => {
  const { field, control, asked } = windowWith()
  await field.type('Call Anna')
  expect(press(control, 'save', false)).toBe(false)
  expect(asked('capture.save')).toEqual([])
})

test('the arrows walk through earlier captures from an empty field, and Esc leads back', async () => {
  const { control, draft, earlier: walk, asked } = windowWith(earlier)
  await walk.back()
  await walk.back()
  await walk.back()
  expect(draft.text).toBe('older')
  await walk.forward()
  expect([draft.text, control.situation]).toEqual(['newer', 'earlier'])
  press(control, 'escape', true)
  expect([draft.text, asked('capture.hide')]).toEqual(['', []])
})

test('an earlier capture that is edited is the person’s own text', async () => {
  const { control, draft, field, earlier: walk } = windowWith(earlier)
  await walk.back()
  await field.type('newer still')
  expect(press(control, 'up', true)).toBe(false)
  expect(draft.text).toBe('newer still')
})

test('a key turns what is at the caret into text, and back again', async () => {
  const { field, control, draft } = windowWith({
    'capture.parse': ({ text, plain }) =>
      parsed(text, { spans: plain.length === 0 ? [span('deadline', 5, 13)] : [] }),
  })
  await field.type('Anna tomorrow')
  expect(press(control, 'to-text', true)).toBe(true)
  expect([draft.text, draft.plain]).toEqual(['Anna tomorrow', [{ from: 5, to: 13 }]])
  expect(press(control, 'to-text', true)).toBe(true)
  expect([draft.text, draft.plain]).toEqual(['Anna tomorrow', []])
})

test('the key is the field’s where nothing was understood', async () => {
  const { field, control } = windowWith({
    'capture.parse': ({ text }) => parsed(text, { spans: [span('deadline', 5, 13)] }),
  })
  await field.type('Anna tomorrow')
  field.at = { from: 3, to: 3 }
  expect(press(control, 'to-text', true)).toBe(false)
})

test('what may be meant by a date is offered under the field: Tab takes it, Enter saves without it', async () => {
  const { field, control, draft, suggester } = windowWith({
    'capture.parse': ({ text }) =>
      parsed(
        text,
        text.endsWith('зватра') ? { guess: { kind: 'date', from: 5, to: 11, insert: 'завтра' } } : {},
      ),
  })
  await field.type('Анна зватра')
  expect(suggester.current).toMatchObject({ kind: 'date', items: [{ label: 'завтра' }] })
  expect(suggester.active).toBe(-1)
  expect(press(control, 'tab', true)).toBe(true)
  expect(draft.text).toBe('Анна завтра ')
})

test('Tab puts a date that stands further down behind the first line, and Enter saves without it', async () => {
  const { field, control, draft, suggester } = windowWith({
    'capture.parse': ({ text }) =>
      parsed(
        text,
        text.startsWith('Notes\n')
          ? { guess: { kind: 'further', from: 5, to: 5, insert: ' Friday 15:00' } }
          : {},
      ),
  })
  await field.type('Notes\nWe meet on Friday 15:00')
  expect(suggester.current).toMatchObject({ kind: 'further', items: [{ label: 'Friday 15:00' }] })
  expect(suggester.active).toBe(-1)
  expect(press(control, 'tab', true)).toBe(true)
  expect(draft.text).toMatch(/^Notes Friday 15:00\s*\nWe meet on Friday 15:00$/)
})

test('a click on a chip turns all that it was written with into text', async () => {
  const { field, control, draft } = windowWith({
    'capture.parse': ({ text }) =>
      parsed(text, {
        deadline: '2026-11-23T15:00:00+03:00',
        spans: [span('deadline', 0, 8), span('deadline', 14, 19)],
      }),
  })
  await field.type('tomorrow call 15:00')
  const [chip] = chipsOf(draft.parsed, draft.spans, draft.text, new Words())
  if (chip) await control.click(chip)
  expect(draft.plain).toEqual([
    { from: 0, to: 8 },
    { from: 14, to: 19 },
  ])
})

test('a click on a name that nobody has asks who is meant', async () => {
  const { field, control, draft, suggester } = windowWith({
    'capture.parse': ({ text }) =>
      parsed(text, { unresolved: ['@an'], spans: [span('person', 5, 8, false)] }),
    ...list,
  })
  await field.type('Call @an today')
  suggester.dismiss()
  const [chip] = chipsOf(draft.parsed, draft.spans, draft.text, new Words())
  if (chip) await control.click(chip)
  expect([field.at.to, suggester.current]).toEqual([8, anna])
})

test('Ctrl+Z is the field’s, except right after saving', async () => {
  const { field, control, asked } = windowWith()
  await field.type('Call Anna')
  expect(press(control, 'take-back', true)).toBe(false)
  await control.save('hide')
  expect(press(control, 'take-back', true)).toBe(true)
  expect(asked('captures.undo')).toHaveLength(1)
})
