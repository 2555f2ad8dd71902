import { caseKeys } from './declension.ts'
import { fold, wordsOf } from './fold.ts'
import { otherLayout } from './keyboard-layout.ts'
import type { IndexedName, Nameable, NameIndex } from './name-index.ts'
import { soundLists } from './name-index.ts'

/** How well a name fits within one way of reading; less is better. Null: it does not fit. */
type Grade = number | null
type Graded<T extends Nameable> = { name: IndexedName<T>; grade: number }

/**
 * Whom a typed name fits equally well, and nobody better: one entry where it is clear, several where it is not, none
 * where it fits nobody. As written comes first, then the other keyboard layout, transliteration, Russian cases; within
 * each the whole name, the first word, another whole word, the beginning of the name, the beginning of any word.
 */
export function matchNames<T extends Nameable>(index: NameIndex<T>, typed: string): T[] {
  for (const read of readings) {
    const graded = read(index, typed)
    const best = Math.min(...graded.map(({ grade }) => grade))
    if (graded.length > 0) return graded.filter(({ grade }) => grade === best).map(({ name }) => name.entry)
  }
  return []
}

/** All that a typed name fits, best first, equals in the order of their list; after nothing typed the whole list. */
export function rankNames<T extends Nameable>(index: NameIndex<T>, typed: string): T[] {
  if (typed.trim() === '') return index.names.map(({ entry }) => entry)
  const ranked = readings.flatMap((read) =>
    read(index, typed).sort((a, b) => a.grade - b.grade || a.name.place - b.name.place),
  )
  return [...new Set(ranked.map(({ name }) => name.entry))]
}

type Reading = <T extends Nameable>(index: NameIndex<T>, typed: string) => Graded<T>[]

const asWritten: Reading = (index, typed) => {
  const query = wordsOf(fold(typed))
  return gradeAll(index.byWord(longest(query)), ({ words }) => gradeBeginnings(words, query))
}

const onOtherLayout: Reading = (index, typed) => {
  const other = otherLayout(typed)
  return other === null ? [] : asWritten(index, other)
}

const bySound: Reading = (index, typed) => {
  const queries = soundLists(wordsOf(fold(typed)))
  const found = new Set(queries.flatMap((query) => [...index.bySound(longest(query))]))
  return gradeAll(found, ({ sounds }) =>
    best(queries.flatMap((query) => sounds.map((words) => gradeBeginnings(words, query)))),
  )
}

const byCase: Reading = (index, typed) => {
  const query = wordsOf(fold(typed))
  const found = new Set(caseKeys(longest(query)).flatMap((key) => index.byCase(key)))
  const keys = new Map(query.map((word) => [word, new Set(caseKeys(word))]))
  const fits = (word: string, asked: string) => caseKeys(word).some((key) => keys.get(asked)?.has(key))
  return gradeAll(found, ({ words }) => gradeWhole(words, query, fits))
}

const readings: readonly Reading[] = [asWritten, onOtherLayout, bySound, byCase]

function gradeAll<T extends Nameable>(
  names: Iterable<IndexedName<T>>,
  grade: (name: IndexedName<T>) => Grade,
): Graded<T>[] {
  const graded: Graded<T>[] = []
  for (const name of names) {
    const own = grade(name)
    if (own !== null) graded.push({ name, grade: own })
  }
  return graded
}

function gradeBeginnings(words: readonly string[], query: readonly string[]): Grade {
  if (query.length === 0 || query.includes('')) return null
  const whole = gradeWhole(words, query, (word, asked) => word === asked)
  if (whole !== null) return whole
  if (words.join(' ').startsWith(query.join(' '))) return 3
  return pairUp(words, query, (word, asked) => word.startsWith(asked)) ? 4 : null
}

function gradeWhole(
  words: readonly string[],
  query: readonly string[],
  fits: (word: string, asked: string) => boolean,
): Grade {
  if (!pairUp(words, query, fits)) return null
  if (words.length === query.length) return 0
  return query.every((asked, place) => fits(words[place] ?? '', asked)) ? 1 : 2
}

/** Whether each asked word has a word of the name to itself, in any order. */
function pairUp(
  words: readonly string[],
  query: readonly string[],
  fits: (word: string, asked: string) => boolean,
): boolean {
  if (query.length === 0 || query.length > words.length) return false
  const left = [...words]
  // The longest first: of `a anna` the first word must not take Anna away from the second.
  return [...query]
    .sort((a, b) => b.length - a.length)
    .every((asked) => {
      const place = left.findIndex((word) => fits(word, asked))
      if (place >= 0) left.splice(place, 1)
      return place >= 0
    })
}

function best(grades: Grade[]): Grade {
  const fitting = grades.filter((grade) => grade !== null)
  return fitting.length > 0 ? Math.min(...fitting) : null
}

function longest(words: readonly string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '')
}
