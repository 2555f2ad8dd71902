// Letters that Unicode does not take apart.
const plainLetters: Record<string, string> = {
  // Kazakh, Ukrainian and Belarusian letters, as Russian documents write them.
  ...{ ә: 'а', і: 'и', ң: 'н', ғ: 'г', ү: 'у', ұ: 'у', қ: 'к', ө: 'о', һ: 'х', є: 'е', ґ: 'г' },
  ...{ ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i' },
}

/**
 * A name as it is compared: lower case, `ё` as `е`, no diacritics and apostrophes, and one space for whatever else is
 * neither letter nor digit. `й` stays, since it is a letter of its own and no `и` with a mark.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/и\u0306/g, 'й')
    .replace(/[\p{M}'’ʼ]/gu, '')
    .replace(/[ßłøđðþæœıәіңғүұқөһєґ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words of a folded text. */
export function wordsOf(folded: string): string[] {
  return folded === '' ? [] : folded.split(' ')
}
