import type { Entry } from './directory.ts'
import { matchNames } from './match-names.ts'
import type { NameIndex } from './name-index.ts'

/**
 * Whom or what a typed name means; null for nobody, and for several who fit it equally well. Quoted with an id,
 * `Anna Petrova (12)`, it means one of several namesakes.
 */
export function resolveName(index: NameIndex<Entry>, typed: string, quoted: boolean): Entry | null {
  const [, name = '', id] = (quoted && /^(.*\S)\s*\((\d{1,15})\)$/su.exec(typed)) || []
  if (id !== undefined) {
    const meant = index.names.find(({ entry }) => entry.id === Number(id))
    if (meant && matchNames(index, name).includes(meant.entry)) return meant.entry
  }
  const fitting = matchNames(index, typed)
  const [first] = fitting
  return first && fitting.every((other) => other.id === first.id) ? first : null
}
