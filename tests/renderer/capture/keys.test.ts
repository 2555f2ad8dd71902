import { expect, test } from 'vitest'
import { captureKeyOf } from '../../../renderer/capture/keys.ts'

const bare = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false }

test.each([
  ['Enter saves', { code: 'Enter' }, 'save'],
  ['Enter on the number pad saves', { code: 'NumpadEnter' }, 'save'],
  ['Ctrl+Enter saves and opens', { code: 'Enter', ctrlKey: true }, 'save-and-open'],
  ['⌘Enter saves and opens', { code: 'Enter', metaKey: true }, 'save-and-open'],
  ['Shift+Enter is a new line', { code: 'Enter', shiftKey: true }, null],
  ['Esc hides', { code: 'Escape' }, 'hide'],
  ['Enter that ends a composition is not for us', { code: 'Enter', isComposing: true }, null],
  ['Esc that ends a composition is not for us', { code: 'Escape', isComposing: true }, null],
  ['a letter is text', { code: 'KeyA' }, null],
])('%s', (_name, press, expected) => {
  expect(captureKeyOf({ ...bare, ...press })).toBe(expected)
})
