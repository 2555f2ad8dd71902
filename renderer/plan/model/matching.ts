import type { PlanTask } from '../../../electron/model.ts'

// The same keys on an English and a Russian keyboard.
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю'

/**
 * A test for tasks that have every word of the query in title, project, person or tags. Case, accents and `ё`/`е` do not
 * matter, nor whether a word was typed on the other keyboard layout. A blank query fits everything.
 */
export function matcherOf(query: string): (task: PlanTask) => boolean {
  const words = query
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => [
      ...new Set([word, swapped(word, latin, cyrillic), swapped(word, cyrillic, latin)].map(folded)),
    ])
  return (task) => {
    if (words.length === 0) return true
    const text = folded(textOf(task))
    return words.every((readings) => readings.some((reading) => text.includes(reading)))
  }
}

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

function textOf({ title, project, responsible, tags }: PlanTask): string {
  const hashed = tags.map((tag) => `#${tag}`)
  return [title, project?.name ?? '', responsible?.name ?? '', ...hashed].join('\n')
}

function swapped(word: string, from: string, to: string): string {
  return [...word.toLowerCase()].map((letter) => to[from.indexOf(letter)] ?? letter).join('')
}
