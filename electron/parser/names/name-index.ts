import { caseKeys } from './declension.ts'
import { fold, wordsOf } from './fold.ts'
import { soundLists } from './transliteration.ts'

/** Somebody or something that can be named. */
export type Nameable = {
  id: number
  /** As it is shown, in full. */
  name: string
}

/** A name, ready to be compared. */
export type IndexedName<T extends Nameable = Nameable> = {
  entry: T
  /** Where it stands in the list, from 0. */
  place: number
  /** The name's folded words. */
  words: string[]
  /** Its words as they sound; several lists where a letter can sound in two ways. */
  sounds: string[][]
  /** For each of its words what it shares with the other cases of the word. */
  cases: string[][]
}

/** Names, ready to be looked up by any of their words. */
export type NameIndex<T extends Nameable = Nameable> = {
  names: readonly IndexedName<T>[]
  /** By the beginning of a word; `whole`: by the word itself. */
  byWord: (beginning: string, whole?: boolean) => Iterable<IndexedName<T>>
  bySound: (beginning: string, whole?: boolean) => Iterable<IndexedName<T>>
  /** By what `caseKeys` says of a word. */
  byCase: (keys: readonly string[]) => Iterable<IndexedName<T>>
  /** Whom typed names were found to fit. */
  matched: Map<string, readonly T[]>
}

type Keyed<T extends Nameable> = { key: string; name: IndexedName<T> }

/** To be made once for a list: it costs some ten milliseconds for thousands of names, a lookup next to nothing. */
export function createNameIndex<T extends Nameable>(entries: readonly T[]): NameIndex<T> {
  const names = entries.map(indexName)
  const words = sorted(names, (name) => name.words)
  const sounds = sorted(names, (name) => name.sounds.flat())
  const cases = new Map<string, IndexedName<T>[]>()
  for (const name of names) {
    for (const key of new Set(name.cases.flat())) {
      const others = cases.get(key)
      if (others) others.push(name)
      else cases.set(key, [name])
    }
  }
  return {
    names,
    byWord: (beginning, whole) => startingWith(words, beginning, whole),
    bySound: (beginning, whole) => startingWith(sounds, beginning, whole),
    byCase: (keys) => new Set(keys.flatMap((key) => cases.get(key) ?? [])),
    matched: new Map(),
  }
}

function indexName<T extends Nameable>(entry: T, place: number): IndexedName<T> {
  const words = wordsOf(fold(entry.name))
  return { entry, place, words, sounds: soundLists(words), cases: words.map(caseKeys) }
}

function sorted<T extends Nameable>(
  names: readonly IndexedName<T>[],
  keysOf: (name: IndexedName<T>) => string[],
): Keyed<T>[] {
  return names
    .flatMap((name) => keysOf(name).map((key) => ({ key, name })))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

function startingWith<T extends Nameable>(
  keyed: readonly Keyed<T>[],
  beginning: string,
  whole = false,
): Set<IndexedName<T>> {
  const found = new Set<IndexedName<T>>()
  if (beginning === '') return found
  for (let at = firstFrom(keyed, beginning); at < keyed.length; at++) {
    const { key, name } = keyed[at] as Keyed<T>
    if (whole ? key !== beginning : !key.startsWith(beginning)) break
    found.add(name)
  }
  return found
}

/** Where in the order of the keys one stands, or would stand. */
function firstFrom<T extends Nameable>(keyed: readonly Keyed<T>[], key: string): number {
  let low = 0
  let high = keyed.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keyed[middle]?.key ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}
