import type { Nameable, NameIndex } from './name-index.ts'
import { createNameIndex } from './name-index.ts'

/**
 * Who and what can be named in a capture. The lists are read once and remembered by their identity: a change is a new
 * list, and the same list is never changed.
 */
export type Directory = {
  people: readonly Person[]
  projects: readonly Project[]
  /** Of My Plan, in the order of the board. */
  stages: readonly PlanStage[]
  /** The id of the person who types: `@me`. */
  me?: number | undefined
}

/** `name` is the first name, or the full one where there is no `lastName`. */
export type Person = {
  id: number
  name: string
  lastName?: string | undefined
  position?: string | undefined
}
export type Project = { id: number; name: string }
export type PlanStage = { id: number; title: string; color?: string | undefined }

/** Somebody or something of the directory, by its full name. */
export type Entry = Nameable & { note: string; color: string | null }

/** The sign before a name says where it is looked up. */
export type NameSign = '@' | '+' | '/'

const indexes = new WeakMap<object, NameIndex<Entry>>()

/** The names that a sign can mean: people and projects by the alphabet, stages in their order. */
export function indexOf(directory: Directory, sign: NameSign): NameIndex<Entry> {
  if (sign === '@') return indexOnce(directory.people, toPersonEntry, true)
  if (sign === '+') return indexOnce(directory.projects, ({ id, name }) => entry(id, name), true)
  return indexOnce(directory.stages, ({ id, title, color }) => entry(id, title, '', color), false)
}

/** Tags in their order; their ids mean nothing. */
export function indexOfTags(tags: readonly string[]): NameIndex<Entry> {
  return indexOnce(tags, (tag) => entry(0, tag), false)
}

function indexOnce<T>(list: readonly T[], toEntry: (item: T) => Entry, sort: boolean): NameIndex<Entry> {
  const known = indexes.get(list)
  if (known) return known
  const { compare } = new Intl.Collator()
  const entries = list.map(toEntry)
  const index = createNameIndex(sort ? entries.sort((a, b) => compare(a.name, b.name)) : entries)
  indexes.set(list, index)
  return index
}

function toPersonEntry({ id, name, lastName, position }: Person): Entry {
  return entry(id, `${name} ${lastName ?? ''}`.trim(), position)
}

function entry(id: number, name: string, note = '', color: string | null = null): Entry {
  return { id, name, note, color }
}
