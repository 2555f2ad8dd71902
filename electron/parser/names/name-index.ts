import { caseKeys } from './declension.ts'
import { fold, wordsOf } from './fold.ts'
import { chunksOf, sortInSteps, type Steps } from './in-steps.ts'
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
  /** By the beginning of a word; `whole`: by the word itself. A name comes twice where two of its words fit. */
  byWord: (beginning: string, whole?: boolean) => Iterable<IndexedName<T>>
  bySound: (beginning: string, whole?: boolean) => Iterable<IndexedName<T>>
  /** By what `caseKeys` says of a word. */
  byCase: (keys: readonly string[]) => Iterable<IndexedName<T>>
  /** Whom typed names were found to fit. */
  matched: Map<string, readonly T[]>
}

type Keyed<T extends Nameable> = { key: string; name: IndexedName<T> }

/** A word with the names that have it; what it sounds like is worked out once, however many people are called so. */
type Word<T extends Nameable> = { sounds: string[][]; cases: string[]; names: IndexedName<T>[] }

/**
 * To be made once for a list: a lookup then costs next to nothing. It is made in steps of a few milliseconds, since a large company has
 * more names than one moment has room for.
 */
export function* buildNameIndex<T extends Nameable>(entries: readonly T[]): Steps<NameIndex<T>> {
  const vocabulary = new Map<string, Word<T>>()
  const names: IndexedName<T>[] = []
  for (const some of chunksOf(entries, namesInStep)) {
    for (const entry of some) names.push(indexName(entry, names.length, vocabulary))
    yield
  }
  const cases = yield* casesOf(vocabulary)
  const words = yield* sorted(names, (name) => name.words)
  const sounds = yield* sorted(names, (name) => name.sounds.flat())
  return {
    names,
    byWord: (beginning, whole) => startingWith(words, beginning, whole),
    bySound: (beginning, whole) => startingWith(sounds, beginning, whole),
    byCase: (keys) => new Set(keys.flatMap((key) => cases.get(key) ?? []).flatMap(({ names }) => names)),
    matched: new Map(),
  }
}

const namesInStep = 100

function indexName<T extends Nameable>(
  entry: T,
  place: number,
  vocabulary: Map<string, Word<T>>,
): IndexedName<T> {
  const words = wordsOf(fold(entry.name))
  const known = words.map((word) => {
    const own = vocabulary.get(word) ?? { sounds: soundLists([word]), cases: caseKeys(word), names: [] }
    vocabulary.set(word, own)
    return own
  })
  const ways = known.some(({ sounds }) => sounds.length > 1) ? [0, 1] : [0]
  const sounds = ways.map((way) => known.map((own) => (own.sounds[way] ?? own.sounds[0])?.[0] ?? ''))
  const name = { entry, place, words, sounds, cases: known.map(({ cases }) => cases) }
  for (const own of new Set(known)) own.names.push(name)
  return name
}

/** The words that share a key of `caseKeys`. */
function* casesOf<T extends Nameable>(vocabulary: Map<string, Word<T>>): Steps<Map<string, Word<T>[]>> {
  const cases = new Map<string, Word<T>[]>()
  for (const some of chunksOf([...vocabulary.values()], namesInStep)) {
    for (const word of some) {
      for (const key of new Set(word.cases)) {
        const others = cases.get(key)
        if (others) others.push(word)
        else cases.set(key, [word])
      }
    }
    yield
  }
  return cases
}

function* sorted<T extends Nameable>(
  names: readonly IndexedName<T>[],
  keysOf: (name: IndexedName<T>) => string[],
): Steps<Keyed<T>[]> {
  const keyed: Keyed<T>[] = []
  for (const some of chunksOf(names, 5 * namesInStep)) {
    for (const name of some) for (const key of keysOf(name)) keyed.push({ key, name })
    yield
  }
  return yield* sortInSteps(keyed, (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

/** One after the other, without a list of them all: half a company may begin with one letter. */
function* startingWith<T extends Nameable>(
  keyed: readonly Keyed<T>[],
  beginning: string,
  whole = false,
): Generator<IndexedName<T>, void> {
  if (beginning === '') return
  for (let at = firstFrom(keyed, beginning); at < keyed.length; at++) {
    const { key, name } = keyed[at] as Keyed<T>
    if (whole ? key !== beginning : !key.startsWith(beginning)) return
    yield name
  }
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
