import { caseKeys } from './declension.ts'
import { fold, wordsOf } from './fold.ts'
import { soundsOf } from './transliteration.ts'

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
}

/** Names, ready to be looked up by the beginning of any of their words. */
export type NameIndex<T extends Nameable = Nameable> = {
  names: readonly IndexedName<T>[]
  byWord: (beginning: string) => Set<IndexedName<T>>
  bySound: (beginning: string) => Set<IndexedName<T>>
  /** By what `caseKeys` says of a word. */
  byCase: (key: string) => readonly IndexedName<T>[]
}

type Keyed<T extends Nameable> = { key: string; name: IndexedName<T> }

/** To be made once for a list: it costs some ten milliseconds for thousands of names, a lookup next to nothing. */
export function createNameIndex<T extends Nameable>(entries: readonly T[]): NameIndex<T> {
  const names = entries.map(indexName)
  const words = sorted(names.flatMap((name) => name.words.map((key) => ({ key, name }))))
  const sounds = sorted(names.flatMap((name) => name.sounds.flat().map((key) => ({ key, name }))))
  const cases = new Map<string, IndexedName<T>[]>()
  for (const name of names) {
    for (const key of new Set(name.words.flatMap(caseKeys))) {
      const others = cases.get(key)
      if (others) others.push(name)
      else cases.set(key, [name])
    }
  }
  return {
    names,
    byWord: (beginning) => startingWith(words, beginning),
    bySound: (beginning) => startingWith(sounds, beginning),
    byCase: (key) => cases.get(key) ?? [],
  }
}

function indexName<T extends Nameable>(entry: T, place: number): IndexedName<T> {
  const words = wordsOf(fold(entry.name))
  return { entry, place, words, sounds: soundLists(words) }
}

/** Every way in which the words can sound: one list, or two where one of them may sound in two ways. */
export function soundLists(words: readonly string[]): string[][] {
  const sounds = words.map(soundsOf)
  const ways = sounds.some((ways) => ways.length > 1) ? [0, 1] : [0]
  return ways.map((way) => sounds.map((own) => own[way] ?? own[0] ?? ''))
}

function sorted<T extends Nameable>(keyed: Keyed<T>[]): Keyed<T>[] {
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

function startingWith<T extends Nameable>(
  keyed: readonly Keyed<T>[],
  beginning: string,
): Set<IndexedName<T>> {
  if (beginning === '') return new Set()
  let low = 0
  let high = keyed.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keyed[middle]?.key ?? '') < beginning) low = middle + 1
    else high = middle
  }
  const found = new Set<IndexedName<T>>()
  for (let at = low; keyed[at]?.key.startsWith(beginning); at++) {
    const name = keyed[at]?.name
    if (name) found.add(name)
  }
  return found
}
