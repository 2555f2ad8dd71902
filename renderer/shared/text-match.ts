// The same keys on an English and a Russian keyboard.
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю'

/** A test for texts that have every word of the query, in any case and layout. A blank query fits everything. */
export function textMatcher(query: string): (text: string) => boolean {
  const words = query
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(readingsOf)
  return (text) => {
    const whole = folded(text)
    return words.every((readings) => readings.some((reading) => whole.includes(reading)))
  }
}

/** A word as it was typed and as it would be on the other keyboard layout, folded. */
export const readingsOf = (word: string) => [
  ...new Set([word, swapped(word, latin, cyrillic), swapped(word, cyrillic, latin)].map(folded)),
]

/** A text in the form in which two of them are compared. `й` is a letter of its own, not an `и` with an accent. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('й', '\0')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('\0', 'й')
    .normalize('NFC')
}

function swapped(word: string, from: string, to: string): string {
  return [...word.toLowerCase()].map((letter) => to[from.indexOf(letter)] ?? letter).join('')
}
