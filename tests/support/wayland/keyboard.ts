import type { FakeInput } from '../../../scripts/desktop/fake-input.ts'

export type Keyboard = {
  /** Presses keys together, by the names in `codes`, the last one last. */
  press: (...keys: string[]) => Promise<void>
  /** Types small letters, digits and spaces, as the American layout has them. */
  type: (text: string) => Promise<void>
}

/** By linux/input-event-codes.h. */
const codes: Record<string, number> = { Escape: 1, Enter: 28, Control: 29, Shift: 42, Alt: 56, ' ': 57 }
const rows: [number, string][] = [
  [2, '1234567890'],
  [16, 'qwertyuiop'],
  [30, 'asdfghjkl'],
  [44, 'zxcvbnm'],
]
for (const [first, letters] of rows)
  [...letters].forEach((letter, index) => {
    codes[letter] = first + index
  })

export function keyboardOf({ key }: FakeInput): Keyboard {
  const press = async (...keys: string[]) => {
    const numbers = keys.map((name) => {
      const code = codes[name]
      if (code === undefined) throw new Error(`There is no key ${name}`)
      return code
    })
    for (const code of numbers) await key(code, true)
    for (const code of numbers.reverse()) await key(code, false)
  }
  return {
    press,
    type: async (text) => {
      for (const letter of text) await press(letter)
    },
  }
}
