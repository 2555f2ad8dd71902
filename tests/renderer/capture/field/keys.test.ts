import { expect, test } from 'vitest'
import { captureKeyOf } from '../../../../renderer/capture/field/keys.ts'

const bare = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false }

test.each([
  ['Enter saves', { code: 'Enter' }, 'save'],
  ['Enter on the number pad saves', { code: 'NumpadEnter' }, 'save'],
  ['Ctrl+Enter saves and opens', { code: 'Enter', ctrlKey: true }, 'save-and-open'],
  ['⌘Enter saves and opens', { code: 'Enter', metaKey: true }, 'save-and-open'],
  ['Alt+Enter saves and stays', { code: 'Enter', altKey: true }, 'save-and-stay'],
  ['Shift+Enter is a new line', { code: 'Enter', shiftKey: true }, null],
  ['Esc hides', { code: 'Escape' }, 'escape'],
  ['Tab takes a suggestion', { code: 'Tab' }, 'tab'],
  ['Shift+Tab is the page’s', { code: 'Tab', shiftKey: true }, null],
  ['↑ walks', { code: 'ArrowUp' }, 'up'],
  ['Shift+↑ selects', { code: 'ArrowUp', shiftKey: true }, null],
  ['the key of Z takes back, whatever the layout calls it', { code: 'KeyZ', ctrlKey: true }, 'take-back'],
  ['Ctrl+Shift+Z is the field’s redo', { code: 'KeyZ', ctrlKey: true, shiftKey: true }, null],
  ['Backspace takes a character', { code: 'Backspace' }, null],
  ['Ctrl+T turns a token into text', { code: 'KeyT', ctrlKey: true }, 'to-text'],
  ['Ctrl+Backspace deletes a word', { code: 'Backspace', ctrlKey: true }, null],
  ['Ctrl+Shift+Backspace throws away', { code: 'Backspace', ctrlKey: true, shiftKey: true }, 'discard'],
  ['Enter that ends a composition is not for us', { code: 'Enter', isComposing: true }, null],
  ['Esc that ends a composition is not for us', { code: 'Escape', isComposing: true }, null],
  ['a letter is text', { code: 'KeyA' }, null],
])('%s', (_name, press, expected) => {
  expect(captureKeyOf({ ...bare, ...press })).toBe(expected)
})
