import type { Atom } from './atoms.ts'

/** What was read, and the index of the atom after it. */
export type Read<T> = { value: T; end: number }

/** Reads an expression that starts at an atom; null when there is none. */
export type Reader<T> = {
  (atoms: readonly Atom[], at: number): Read<T> | null
  first: First
}

/** What an expression can begin with; so most readers need not be asked. */
type First = { words: ReadonlySet<string>; number: boolean; sign: boolean; empty: boolean }

const noFirst: First = { words: new Set(), number: false, sign: false, empty: false }

function reader<T>(first: Partial<First>, read: (atoms: readonly Atom[], at: number) => Read<T> | null) {
  return Object.assign(read, { first: { ...noFirst, ...first } })
}

/** A table whose keys may list several words: `[['пн понедельник', 1]]`. */
export function table<T>(entries: readonly (readonly [words: string, value: T])[]): Map<string, T> {
  return new Map(entries.flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)))
}

/** One word of a table, as its value. */
export function lookup<T>(words: ReadonlyMap<string, T>): Reader<T> {
  return reader({ words: new Set(words.keys()) }, (atoms, at) => {
    const atom = atoms[at]
    const value = atom?.kind === 'word' ? words.get(atom.text) : undefined
    return value === undefined ? null : { value, end: at + 1 }
  })
}

/** One of these words, which are separated by spaces. */
export const word = (words: string): Reader<string> =>
  lookup(new Map(words.split(' ').map((each) => [each, each])))

/** These words, one after the other. */
export const words = (text: string): Reader<string[]> => seq<string[]>(...text.split(' ').map(word))

/** A whole number within bounds, of as many digits as wanted. */
export function number(min: number, max: number, digits = 1, mostDigits = 4): Reader<number> {
  return reader({ number: true }, (atoms, at) => {
    const atom = atoms[at]
    if (atom?.kind !== 'number' || atom.text.length < digits || atom.text.length > mostDigits) return null
    const value = Number(atom.text)
    return value >= min && value <= max ? { value, end: at + 1 } : null
  })
}

/** One of these signs. */
export function sign(signs: string): Reader<string> {
  return reader({ sign: true }, (atoms, at) => {
    const atom = atoms[at]
    return atom?.kind === 'sign' && signs.includes(atom.text) ? { value: atom.text, end: at + 1 } : null
  })
}

/** Without white space before it. */
export function glued<T>(inner: Reader<T>): Reader<T> {
  return reader(inner.first, (atoms, at) => (atoms[at]?.spaced === false ? inner(atoms, at) : null))
}

/** One after the other. */
export function seq<T extends unknown[]>(...readers: { [K in keyof T]: Reader<T[K]> }): Reader<T> {
  const solid = readers.findIndex(({ first }) => !first.empty)
  const leading = solid < 0 ? readers : readers.slice(0, solid + 1)
  return reader({ ...firstOf(leading), empty: solid < 0 }, (atoms, at) => {
    const values: unknown[] = []
    let end = at
    for (const each of readers) {
      const read = each(atoms, end)
      if (!read) return null
      values.push(read.value)
      end = read.end
    }
    return { value: values as T, end }
  })
}

/** The one that reads furthest; of equals the first. */
export function any<T>(...readers: Reader<T>[]): Reader<T> {
  const able = dispatch(readers)
  return reader({ ...firstOf(readers), empty: false }, (atoms, at) => {
    let best: Read<T> | null = null
    for (const each of able(atoms[at])) {
      const read = each(atoms, at)
      if (read && read.end > (best?.end ?? at)) best = read
    }
    return best
  })
}

/** Which of these readers may begin at an atom, in their order. */
export function dispatch<T>(readers: readonly Reader<T>[]): (atom: Atom | undefined) => readonly Reader<T>[] {
  if (readers.some(({ first }) => first.empty)) return () => readers
  const byWord = new Map<string, Reader<T>[]>()
  for (const each of readers)
    for (const text of each.first.words) byWord.set(text, [...(byWord.get(text) ?? []), each])
  const none: readonly Reader<T>[] = []
  const byNumber = readers.filter(({ first }) => first.number)
  const bySign = readers.filter(({ first }) => first.sign)
  return (atom) => {
    if (atom?.kind === 'word') return byWord.get(atom.text) ?? none
    if (atom?.kind === 'number') return byNumber
    return atom?.kind === 'sign' ? bySign : none
  }
}

function firstOf(readers: readonly Reader<unknown>[]): First {
  const firsts = readers.map(({ first }) => first)
  return {
    words: new Set(firsts.flatMap((first) => [...first.words])),
    number: firsts.some((first) => first.number),
    sign: firsts.some((first) => first.sign),
    empty: firsts.some((first) => first.empty),
  }
}

/** Null without moving on where it is not there. */
export function maybe<T>(inner: Reader<T>): Reader<T | null> {
  return reader<T | null>(
    { ...inner.first, empty: true },
    (atoms, at) => inner(atoms, at) ?? { value: null, end: at },
  )
}

/** What was read, made into something else; null refuses it after all. */
export function made<T, U>(inner: Reader<T>, make: (value: T) => U | null): Reader<U> {
  return reader(inner.first, (atoms, at) => {
    const read = inner(atoms, at)
    const value = read && make(read.value)
    return read && value !== null ? { value, end: read.end } : null
  })
}

/** The second of two, the first being only the way to it. */
export const after = <T>(first: Reader<unknown>, second: Reader<T>): Reader<T> =>
  made(seq(first, second), ([, value]) => value)

/** Only where the line before it allows it. */
export const where = <T>(
  isAllowed: (atoms: readonly Atom[], at: number) => boolean,
  inner: Reader<T>,
): Reader<T> => reader(inner.first, (atoms, at) => (isAllowed(atoms, at) ? inner(atoms, at) : null))

/** The same value for whatever was read. */
export const means = <T>(inner: Reader<unknown>, value: T): Reader<T> => made(inner, () => value)

/** With or without a full stop at its end. */
export const dotted = <T>(inner: Reader<T>): Reader<T> =>
  made(seq(inner, maybe(glued(sign('.')))), ([value]) => value)
