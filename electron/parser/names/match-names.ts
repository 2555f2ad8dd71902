import { caseKeys } from './declension.ts'
import { fullNamesOf } from './diminutives.ts'
import { fold, wordsOf } from './fold.ts'
import type { Grade } from './grade.ts'
import { gradeWhole, gradeWords } from './grade.ts'
import { otherLayout } from './keyboard-layout.ts'
import type { IndexedName, Nameable, NameIndex } from './name-index.ts'
import { soundLists } from './transliteration.ts'

type Graded<T extends Nameable> = { name: IndexedName<T>; grade: number }
/** `whole`: beginnings of words need not be found. */
type Reading = <T extends Nameable>(index: NameIndex<T>, typed: string, whole: boolean) => Graded<T>[]

/** What is enough for a name to be meant by what was typed. */
export type Demand =
  /** It fits in any way; the best way decides. */
  | 'any'
  /** Each typed word is a whole word of the name: no beginning, and nothing that only sounds like it in the same alphabet. */
  | 'words'
  /** As `words`, and the name has no other words. */
  | 'whole'

/**
 * Returns the names that a typed one fits equally well, and no other better: one entry where it is clear, several where
 * it is not. As it is written comes first, then the other keyboard layout, transliteration, Russian cases, short forms;
 * within each its grade decides.
 */
export function matchNames<T extends Nameable>(
  index: NameIndex<T>,
  typed: string,
  demand: Demand = 'any',
): readonly T[] {
  const key = `${demand} ${typed}`
  const known = index.matched.get(key)
  if (known) return known
  const matched = firstMatches(index, typed, demand)
  // Each key that is pressed asks again for all names of the line; a limit, since all that was ever typed adds up.
  if (index.matched.size >= 1000) index.matched.clear()
  index.matched.set(key, matched)
  return matched
}

function firstMatches<T extends Nameable>(index: NameIndex<T>, typed: string, demand: Demand): T[] {
  const most = demand === 'any' ? 4 : demand === 'words' ? 2 : 0
  for (const read of readings) {
    const graded = read(index, typed, demand !== 'any').filter(({ grade }) => grade <= most)
    const best = graded.reduce((best, { grade }) => Math.min(best, grade), Infinity)
    const fitting = graded.filter(
      ({ grade, name }) =>
        grade === best && (demand === 'any' || read !== bySound || inOtherAlphabet(name, typed)),
    )
    if (fitting.length > 0) return fitting.map(({ name }) => name.entry)
  }
  return []
}

const isCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text)
const inOtherAlphabet = ({ words }: { words: string[] }, typed: string) =>
  words.some(isCyrillic) !== isCyrillic(typed)

/** All that a typed name fits, best first, equals in the order of their list; after nothing typed the whole list. */
export function rankNames<T extends Nameable>(index: NameIndex<T>, typed: string): T[] {
  if (typed.trim() === '') return index.names.map(({ entry }) => entry)
  const ranked = readings.flatMap((read) =>
    read(index, typed, false).sort((a, b) => a.grade - b.grade || a.name.place - b.name.place),
  )
  return [...new Set(ranked.map(({ name }) => name.entry))]
}

const asWritten: Reading = (index, typed, whole) => {
  const query = wordsOf(fold(typed))
  return gradeAll(index.byWord(longest(query), whole), ({ words }) => gradeWords(words, query))
}

const onOtherLayout: Reading = (index, typed, whole) => {
  const other = otherLayout(typed)
  return other === null ? [] : asWritten(index, other, whole)
}

const bySound: Reading = (index, typed, whole) => {
  const queries = soundLists(wordsOf(fold(typed)))
  const found = new Set(queries.flatMap((query) => [...index.bySound(longest(query), whole)]))
  return gradeAll(found, ({ sounds }) =>
    best(queries.flatMap((query) => sounds.map((words) => gradeWords(words, query)))),
  )
}

const byCase: Reading = (index, typed) => {
  const query = wordsOf(fold(typed))
  const keys = new Map(query.map((word) => [word, caseKeys(word)]))
  return gradeAll(index.byCase(keys.get(longest(query)) ?? []), ({ cases }) =>
    gradeWhole(cases, query, (place, asked) =>
      (keys.get(asked) ?? []).some((key) => cases[place]?.includes(key)),
    ),
  )
}

const byShortForm: Reading = (index, typed) => {
  const query = wordsOf(fold(typed))
  const fulls = new Map(query.map((word) => [word, fullNamesOf(word)]))
  const all = [...fulls.values()].flat()
  if (all.length === 0) return []
  const found = new Set(all.flatMap((full) => [...index.byWord(full), ...index.byCase(caseKeys(full))]))
  const keys = new Map(query.map((word) => [word, caseKeys(word)]))
  return gradeAll(found, ({ words, cases }) =>
    gradeWhole(words, query, (place, asked) => {
      const word = words[place] ?? ''
      if (word === asked || (fulls.get(asked) ?? []).includes(word)) return true
      return (keys.get(asked) ?? []).some((key) => cases[place]?.includes(key))
    }),
  )
}

const readings: readonly Reading[] = [asWritten, onOtherLayout, bySound, byCase, byShortForm]

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

function best(grades: Grade[]): Grade {
  return grades.reduce(
    (best, grade) => (best === null || (grade !== null && grade < best) ? grade : best),
    null,
  )
}

function longest(words: readonly string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '')
}
