import { expect, test } from 'vitest'
import { hintsOf, type Situation } from '../../../renderer/capture/hints.ts'
import { Words } from '../../../renderer/shared/words.svelte.ts'

test.each<[Situation, string]>([
  ['list', '↑↓ Enter Esc'],
  ['list-unchosen', '↑↓ Tab Enter Esc'],
  ['earlier', '↑↓ Enter Esc'],
  ['lines', 'Enter Tab Esc'],
  ['several', 'Enter CtrlEnter ShiftEnter Esc'],
  ['text', 'Enter CtrlEnter AltEnter ShiftEnter'],
  ['taken-back', 'CtrlZ ↑ Esc'],
  ['empty', '@ + # / ! = ↑'],
])('in the situation “%s” the keys that matter are %s', (situation, expected) => {
  const hints = hintsOf(situation, new Words(), false)
  expect(hints.map(({ keys }) => keys.join('')).join(' ')).toBe(expected)
})
