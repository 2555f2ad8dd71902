import type { Entry, NameSign } from './directory.ts'
import { matchNames, type Demand } from './match-names.ts'
import type { NameIndex } from './name-index.ts'

/** A name to look up: its sign, what was typed, and whether that stood in quotes. */
export type TypedName = { sign: NameSign; text: string; quoted: boolean }

/**
 * Returns whom or what a typed name means; null for no entry, and for several that it fits equally well. A person is
 * meant only by whole words of the name. Quoted with an id, `Anna Petrova (12)`, it means one of several namesakes.
 */
export function resolveName(index: NameIndex<Entry>, { sign, text, quoted }: TypedName): Entry | null {
  const demand = sign === '@' ? 'words' : 'any'
  const [, name = '', id] = (quoted && /^(.*\S)\s*\((\d{1,15})\)$/su.exec(text)) || []
  if (id !== undefined) {
    const meant = index.names.find(({ entry }) => entry.id === Number(id))
    if (meant && matchNames(index, name, demand).includes(meant.entry)) return meant.entry
  }
  return onlyOne(index, text, demand)
}

/** The entry that a typed name fits with at least this; null for none and for several. */
export function onlyOne(index: NameIndex<Entry>, text: string, demand: Demand): Entry | null {
  const fitting = matchNames(index, text, demand)
  const [first] = fitting
  return first && fitting.every((other) => other.id === first.id) ? first : null
}
