import { caseKeys } from './declension.ts'
import { fullNamesOf } from './diminutives.ts'
import { fold, wordsOf } from './fold.ts'
import type { Grade } from './grade.ts'
import { gradeWhole, gradeWords } from './grade.ts'
import { otherLayout } from './keyboard-layout.ts'
import type { IndexedName, Nameable, NameIndex } from './name-index.ts'
import { soundLists } from './transliteration.ts'

/** Takes note of a name and of how well it fits; it may be told one twice. */
type See<T extends Nameable> = (name: IndexedName<T>, grade: number) => void
/** `whole`: beginnings of words need not be found. */
type Reading = <T extends Nameable>(index: NameIndex<T>, typed: string, whole: boolean, see: See<T>) => void

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
    const needsOther = demand !== 'any' && read === bySound
    let best = most
    let fitting = new Set<T>()
    read(index, typed, demand !== 'any', (name, grade) => {
      if (grade > best) return
      if (grade < best) [best, fitting] = [grade, new Set()]
      if (!needsOther || inOtherAlphabet(name, typed)) fitting.add(name.entry)
    })
    if (fitting.size > 0) return [...fitting]
  }
  return []
}

const isCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text)
const inOtherAlphabet = ({ words }: { words: string[] }, typed: string) =>
  words.some(isCyrillic) !== isCyrillic(typed)

/**
 * Of all that a typed name fits the best, at most so many, equals in the order of their list; after nothing typed the
 * first of the list.
 */
export function rankNames<T extends Nameable>(index: NameIndex<T>, typed: string, most: number): T[] {
  if (typed.trim() === '') return index.names.slice(0, most).map(({ entry }) => entry)
  const ranked = new Set<T>()
  for (const read of readings) {
    if (ranked.size >= most) break
    const best: Ranked<T>[] = []
    read(index, typed, false, (name, grade) => {
      if (!ranked.has(name.entry)) insert(best, { name, grade }, most)
    })
    for (const { name } of best) ranked.add(name.entry)
  }
  return [...ranked].slice(0, most)
}

type Ranked<T extends Nameable> = { name: IndexedName<T>; grade: number }

/** Puts one in its place among the best, of which there are so many at most. */
function insert<T extends Nameable>(best: Ranked<T>[], one: Ranked<T>, most: number): void {
  const isBefore = (other: Ranked<T> | undefined) =>
    !other || one.grade < other.grade || (one.grade === other.grade && one.name.place < other.name.place)
  if (best.length === most && !isBefore(best.at(-1))) return
  if (best.some(({ name }) => name === one.name)) return
  const place = best.findIndex(isBefore)
  best.splice(place < 0 ? best.length : place, 0, one)
  if (best.length > most) best.pop()
}

const asWritten: Reading = (index, typed, whole, see) => {
  const query = wordsOf(fold(typed))
  gradeAll(index.byWord(longest(query), whole), ({ words }) => gradeWords(words, query), see)
}

const onOtherLayout: Reading = (index, typed, whole, see) => {
  const other = otherLayout(typed)
  if (other !== null) asWritten(index, other, whole, see)
}

const bySound: Reading = (index, typed, whole, see) => {
  const queries = soundLists(wordsOf(fold(typed)))
  const found = new Set(queries.flatMap((query) => [...index.bySound(longest(query), whole)]))
  gradeAll(
    found,
    ({ sounds }) => best(queries.flatMap((query) => sounds.map((words) => gradeWords(words, query)))),
    see,
  )
}

const byCase: Reading = (index, typed, _whole, see) => {
  const query = wordsOf(fold(typed))
  const keys = new Map(query.map((word) => [word, caseKeys(word)]))
  gradeAll(
    index.byCase(keys.get(longest(query)) ?? []),
    ({ cases }) =>
      gradeWhole(cases, query, (place, asked) =>
        (keys.get(asked) ?? []).some((key) => cases[place]?.includes(key)),
      ),
    see,
  )
}

const byShortForm: Reading = (index, typed, _whole, see) => {
  const query = wordsOf(fold(typed))
  const fulls = new Map(query.map((word) => [word, fullNamesOf(word)]))
  const all = [...fulls.values()].flat()
  if (all.length === 0) return
  const found = new Set(all.flatMap((full) => [...index.byWord(full), ...index.byCase(caseKeys(full))]))
  const keys = new Map(query.map((word) => [word, caseKeys(word)]))
  const fits = (word: string, asked: string, cases: string[] | undefined) =>
    word === asked ||
    (fulls.get(asked) ?? []).includes(word) ||
    (keys.get(asked) ?? []).some((key) => cases?.includes(key))
  gradeAll(
    found,
    ({ words, cases }) =>
      gradeWhole(words, query, (place, asked) => fits(words[place] ?? '', asked, cases[place])),
    see,
  )
}

const readings: readonly Reading[] = [asWritten, onOtherLayout, bySound, byCase, byShortForm]

function gradeAll<T extends Nameable>(
  names: Iterable<IndexedName<T>>,
  grade: (name: IndexedName<T>) => Grade,
  see: See<T>,
): void {
  for (const name of names) {
    const own = grade(name)
    if (own !== null) see(name, own)
  }
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
