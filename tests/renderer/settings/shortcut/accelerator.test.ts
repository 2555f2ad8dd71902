import { expect, test } from 'vitest'
import { pressedOf } from '../../../../renderer/settings/shortcut/accelerator.ts'

type Keys = { ctrlKey?: boolean; metaKey?: boolean; shiftKey?: boolean; altKey?: boolean; altGraph?: boolean }

const press = (code: string, { altGraph = false, ...keys }: Keys = {}) => ({
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  getModifierState: (name: string) => name === 'AltGraph' && altGraph,
  ...keys,
})
const accelerator = (accelerator: string) => ({ kind: 'accelerator', accelerator })

test.each([
  ['KeyK', { ctrlKey: true, altKey: true }, 'CommandOrControl+Alt+K'],
  ['Space', { ctrlKey: true, shiftKey: true }, 'CommandOrControl+Shift+Space'],
  ['Digit1', { altKey: true }, 'Alt+1'],
  ['Enter', { ctrlKey: true }, 'CommandOrControl+Return'],
  ['ArrowUp', { metaKey: true }, 'Super+Up'],
  ['Numpad5', { ctrlKey: true }, 'CommandOrControl+num5'],
  ['NumpadAdd', { ctrlKey: true }, 'CommandOrControl+numadd'],
  ['Backquote', { ctrlKey: true }, 'CommandOrControl+`'],
  ['F9', {}, 'F9'],
  ['F24', { shiftKey: true }, 'Shift+F24'],
])('%s with %j is %s', (code, keys, expected) => {
  expect(pressedOf(press(code, keys), false)).toEqual(accelerator(expected))
})

test('a Russian layout gives the same shortcut, for the key itself counts and not its letter', () => {
  const russian = { ...press('KeyK', { ctrlKey: true }), key: 'л' }
  expect(pressedOf(russian, false)).toEqual(accelerator('CommandOrControl+K'))
})

test('on a Mac ⌘ is the command key and Ctrl is its own', () => {
  expect(pressedOf(press('KeyK', { metaKey: true }), true)).toEqual(accelerator('CommandOrControl+K'))
  expect(pressedOf(press('KeyK', { ctrlKey: true }), true)).toEqual(accelerator('Control+K'))
})

test.each([
  ['a letter alone', 'KeyK', {}],
  ['a capital letter', 'KeyK', { shiftKey: true }],
  ['Space alone', 'Space', {}],
])('%s needs a modifier', (_name, code, keys) => {
  expect(pressedOf(press(code, keys), false)).toEqual({ kind: 'needs-modifier' })
})

test('modifiers alone are shown and waited on', () => {
  expect(pressedOf(press('ShiftLeft', { ctrlKey: true, shiftKey: true }), false)).toEqual({
    kind: 'modifiers',
    held: ['CommandOrControl', 'Shift'],
  })
})

test.each([
  ['Backspace', { ctrlKey: true }],
  ['CapsLock', { ctrlKey: true }],
  ['F25', { ctrlKey: true }],
  ['toString', { ctrlKey: true }],
  ['', { ctrlKey: true }],
  ['KeyE', { ctrlKey: true, altKey: true, altGraph: true }],
])('%s with %j is not for shortcuts', (code, keys) => {
  expect(pressedOf(press(code, keys), false)).toEqual({ kind: 'unsupported' })
})
