import { expect, test } from 'vitest'
import { captureKeyOf } from '../../../renderer/capture/field/keys.ts'
import { shortcutOf } from '../../../renderer/plan/interaction/shortcuts.ts'
import { keyCodeOf } from '../../../renderer/shared/key-code.ts'

test.each([
  ['English', { code: 'KeyZ', key: 'z' }, 'KeyZ'],
  ['German, where Y and Z have changed places', { code: 'KeyY', key: 'z' }, 'KeyZ'],
  ['German', { code: 'KeyZ', key: 'y' }, 'KeyY'],
  ['French, where A and Q have changed places', { code: 'KeyQ', key: 'a' }, 'KeyA'],
  ['Czech with Shift', { code: 'KeyY', key: 'Z' }, 'KeyZ'],
  ['Dvorak', { code: 'Slash', key: 'z' }, 'KeyZ'],
  ['Russian', { code: 'KeyZ', key: 'я' }, 'KeyZ'],
  ['Greek', { code: 'KeyA', key: 'α' }, 'KeyA'],
  ['a dead key', { code: 'BracketLeft', key: 'Dead' }, 'BracketLeft'],
  ['a key without a letter', { code: 'F2', key: 'F2' }, 'F2'],
])('%s: %j is %s', (_layout, press, code) => {
  expect(keyCodeOf(press)).toBe(code)
})

const held = { ctrlKey: true, metaKey: false, shiftKey: false, altKey: false, isComposing: false }

test('on a German keyboard the key labelled Z undoes, and the one labelled Y redoes', () => {
  expect(shortcutOf({ ...held, code: 'KeyY', key: 'z' })).toBe('undo')
  expect(shortcutOf({ ...held, code: 'KeyZ', key: 'y' })).toBe('redo')
  expect(captureKeyOf({ ...held, code: 'KeyY', key: 'z' })).toBe('take-back')
  expect(captureKeyOf({ ...held, code: 'KeyZ', key: 'y' })).toBeNull()
})

test('on a Russian layout the keys stay where they are', () => {
  expect(shortcutOf({ ...held, code: 'KeyZ', key: 'я' })).toBe('undo')
  expect(captureKeyOf({ ...held, code: 'KeyZ', key: 'я' })).toBe('take-back')
})
