import { expect, test } from 'vitest'
import { switchesIn, switchWithin } from '../../electron/layout-switch.ts'

test.each([
  ['setxkbmap', 'rules:      evdev\nlayout:     us,ru\noptions:    grp:ctrl_shift_toggle,compose:ralt\n'],
  ['xprop', '_XKB_RULES_NAMES(STRING) = "evdev", "pc105", "us,ru", ",", "grp:ctrl_shift_toggle"\n'],
])('the layout switch is found in what %s prints', (_tool, printed) => {
  expect(switchesIn(printed)).toEqual([['Control', 'Shift']])
})

test.each(['', 'options:    grp:caps_toggle', 'options:    grp:newer_than_this', 'grp:constructor'])(
  'no switch with a key of a shortcut is in %j',
  (printed) => {
    expect(switchesIn(printed)).toEqual([])
  },
)

test.each([
  ['CommandOrControl+Shift+Space', ['Control', 'Shift']],
  ['CommandOrControl+Alt+Shift+Q', ['Control', 'Shift']],
  ['Alt+Shift+N', ['Alt', 'Shift']],
  ['CommandOrControl+Alt+Space', null],
  ['Shift+F8', null],
])('of %s a switch keeps %j', (shortcut, kept) => {
  expect(
    switchWithin(shortcut, [
      ['Control', 'Shift'],
      ['Alt', 'Shift'],
    ]),
  ).toEqual(kept)
})
