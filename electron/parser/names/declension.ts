// Endings of one declension each, the nominative among them. Two words with the same stem in the same declension are
// two cases of one word: Анна and Анне, but not Петров and Петровой.
const declensions: string[][] = [
  ['а', 'ы', 'и', 'е', 'у', 'ой', 'ою', 'ей', 'ею'],
  ['я', 'и', 'е', 'ю', 'ей', 'ею'],
  ['', 'а', 'у', 'ом', 'ем', 'ым', 'е'],
  ['й', 'я', 'ю', 'ем', 'е', 'и'],
  ['ь', 'я', 'ю', 'ем', 'е', 'и', 'ью'],
  ['ий', 'ый', 'ой', 'ого', 'его', 'ому', 'ему', 'ым', 'им', 'ом', 'ем'],
  ['ая', 'яя', 'ой', 'ей', 'ую', 'юю'],
  ['ое', 'ее', 'ого', 'его', 'ому', 'ему', 'ым', 'им', 'ом', 'ем'],
  ['о', 'а', 'у', 'ом', 'е'],
  ['е', 'я', 'а', 'ю', 'у', 'ем', 'и'],
  ['ы', 'и', 'ов', 'ам', 'ами', 'ах'],
  ['и', 'ей', 'ев', 'ям', 'ями', 'ях'],
  ['ые', 'ие', 'ых', 'их', 'ым', 'им', 'ыми', 'ими'],
]

/** A vowel that only the nominative has: Павел, Павла; Лев, Льва. */
const fleeting = /^(.*)[ео]([бвгджзклмнпрстфхцчшщ])$/

const byEnding = new Map<string, number[]>()
declensions.forEach((endings, number) => {
  for (const ending of endings) byEnding.set(ending, [...(byEnding.get(ending) ?? []), number])
})

/** What tells the cases of a folded Russian word apart from other words: forms of one word share a key. */
export function caseKeys(word: string): string[] {
  if (!/^[а-я]{2,}$/.test(word)) return []
  const keys: string[] = []
  for (let length = 0; length <= 3 && word.length - length >= 2; length++) {
    const stem = word.slice(0, word.length - length)
    for (const number of byEnding.get(word.slice(stem.length)) ?? []) keys.push(`${number}${stem}`)
  }
  const [, start, end] = fleeting.exec(word) ?? []
  return start === undefined || end === undefined ? keys : [...keys, `2${start}${end}`, `2${start}ь${end}`]
}
