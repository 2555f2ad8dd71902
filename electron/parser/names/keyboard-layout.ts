const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю.'
// With Shift; it is compared without regard to case.
const latinShifted = '~{}:"<>'
const russianShifted = 'ёхъжэбю'

const toRussian = new Map([...pairs(latinShifted, russianShifted), ...pairs(latin, russian)])
const toLatin = pairs(russian, latin)

/**
 * What the same keys give on the other layout: `fyyf` → `анна`, `ощрт` → `john`. In lower case; null for a text that
 * has letters of both alphabets or of none.
 */
export function otherLayout(text: string): string | null {
  const hasLatin = /[a-z]/i.test(text)
  const hasRussian = /[а-яё]/i.test(text)
  if (hasLatin === hasRussian) return null
  const table = hasLatin ? toRussian : toLatin
  return text.toLowerCase().replace(/./gu, (letter) => table.get(letter) ?? letter)
}

function pairs(from: string, to: string): Map<string, string> {
  return new Map([...from].map((letter, index) => [letter, to.charAt(index)]))
}
