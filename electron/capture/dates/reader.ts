import type { Atom } from './atoms.ts'

/** What was read, and the index of the atom after it. */
export type Read<T> = { value: T; end: number }
/** Reads an expression that starts at an atom; null when there is none. */
export type Reader<T> = (atoms: readonly Atom[], at: number) => Read<T> | null

/** A table whose keys may list several words: `{ 'пн понедельник': 1 }`. */
export function table<T>(entries: readonly (readonly [words: string, value: T])[]): Map<string, T> {
  return new Map(entries.flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)))
}

/** One word of a table, as its value. */
export function lookup<T>(words: ReadonlyMap<string, T>): Reader<T> {
  return (atoms, at) => {
    const atom = atoms[at]
    if (atom?.kind !== 'word') return null
    const value = words.get(atom.text)
    return value === undefined ? null : { value, end: at + 1 }
  }
}

/** One of these words, which are separated by spaces. */
export function word(words: string): Reader<string> {
  const known = new Set(words.split(' '))
  return (atoms, at) => {
    const atom = atoms[at]
    return atom?.kind === 'word' && known.has(atom.text) ? { value: atom.text, end: at + 1 } : null
  }
}

/** These words, one after the other. */
export const words = (text: string): Reader<string[]> => seq<string[]>(...text.split(' ').map(word))

/** A whole number within bounds, of as many digits as wanted. */
export function number(min: number, max: number, digits = 1, mostDigits = 4): Reader<number> {
  return (atoms, at) => {
    const atom = atoms[at]
    if (atom?.kind !== 'number' || atom.text.length < digits || atom.text.length > mostDigits) return null
    const value = Number(atom.text)
    return value >= min && value <= max ? { value, end: at + 1 } : null
  }
}

/** One of these signs. */
export function sign(signs: string): Reader<string> {
  return (atoms, at) => {
    const atom = atoms[at]
    return atom?.kind === 'sign' && signs.includes(atom.text) ? { value: atom.text, end: at + 1 } : null
  }
}

/** Without white space before it. */
export function glued<T>(reader: Reader<T>): Reader<T> {
  return (atoms, at) => (atoms[at]?.spaced === false ? reader(atoms, at) : null)
}

/** One after the other. */
export function seq<T extends unknown[]>(...readers: { [K in keyof T]: Reader<T[K]> }): Reader<T> {
  return (atoms, at) => {
    const values: unknown[] = []
    let end = at
    for (const reader of readers) {
      const read = reader(atoms, end)
      if (!read) return null
      values.push(read.value)
      end = read.end
    }
    return { value: values as T, end }
  }
}

/** The one that reads furthest; of equals the first. */
export function any<T>(...readers: Reader<T>[]): Reader<T> {
  return (atoms, at) => {
    let best: Read<T> | null = null
    for (const reader of readers) {
      const read = reader(atoms, at)
      if (read && read.end > (best?.end ?? at)) best = read
    }
    return best
  }
}

/** Null without moving on where it is not there. */
export function maybe<T>(reader: Reader<T>): Reader<T | null> {
  return (atoms, at) => reader(atoms, at) ?? { value: null, end: at }
}

/** What was read, made into something else; null refuses it after all. */
export function made<T, U>(reader: Reader<T>, make: (value: T) => U | null): Reader<U> {
  return (atoms, at) => {
    const read = reader(atoms, at)
    const value = read && make(read.value)
    return read && value !== null ? { value, end: read.end } : null
  }
}

/** The second of two, the first being only the way to it. */
export function after<T>(first: Reader<unknown>, reader: Reader<T>): Reader<T> {
  return made(seq(first, reader), ([, value]) => value)
}

/** The same value for whatever was read. */
export const means = <T>(reader: Reader<unknown>, value: T): Reader<T> => made(reader, () => value)

/** With or without a full stop at its end. */
export function dotted<T>(reader: Reader<T>): Reader<T> {
  return made(seq(reader, maybe(glued(sign('.')))), ([value]) => value)
}
