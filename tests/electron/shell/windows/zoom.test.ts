import { expect, test } from 'vitest'
import { turnOf, zoomed } from '../../../../electron/shell/windows/zoom.ts'

const pressed = (key: string, more: Partial<Parameters<typeof turnOf>[0]> = {}) => ({
  type: 'keyDown' as const,
  key,
  code: '',
  control: true,
  meta: false,
  alt: false,
  ...more,
})

test.each([
  ['Ctrl and the equals sign enlarge', pressed('='), 'in'],
  ['Ctrl and the plus of another layout enlarge', pressed('+'), 'in'],
  ['Ctrl and the plus of the keypad enlarge', pressed('Add', { code: 'NumpadAdd' }), 'in'],
  ['Ctrl and the minus make smaller', pressed('-'), 'out'],
  ['Ctrl and the minus of the keypad make smaller', pressed('Subtract', { code: 'NumpadSubtract' }), 'out'],
  ['Ctrl and zero take it back', pressed('0'), 'reset'],
  ['a plus alone is text', pressed('+', { control: false }), null],
  ['Ctrl, Alt and a plus are somebody else’s', pressed('+', { alt: true }), null],
  ['a key that comes up does nothing', pressed('+', { type: 'keyUp' }), null],
  ['Ctrl and a letter do nothing', pressed('a'), null],
] as const)('%s', (_name, input, turn) => {
  expect(turnOf(input, 'linux')).toBe(turn)
})

test('on macOS it is Command', () => {
  expect(turnOf(pressed('=', { control: false, meta: true }), 'darwin')).toBe('in')
  expect(turnOf(pressed('='), 'darwin')).toBeNull()
})

test('it goes through the steps of a browser and ends with the last', () => {
  expect(zoomed(1, 'in')).toBe(1.1)
  expect(zoomed(1.0999999, 'in')).toBe(1.25)
  expect(zoomed(1, 'out')).toBe(0.9)
  expect(zoomed(3, 'in')).toBe(3)
  expect(zoomed(0.5, 'out')).toBe(0.5)
  expect(zoomed(1.75, 'reset')).toBe(1)
})
