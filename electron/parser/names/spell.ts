import type { Entry, NameSign } from './directory.ts'
import type { NameIndex } from './name-index.ts'
import { resolveName } from './resolve.ts'

const bare = /^(?=.*\p{L})[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]*(?<![.-])$/u

/** How a name is to be typed after its sign, in quotes where it needs them: `Anna`, `"Anna Petrova"`. */
export function spell(name: string): string {
  if (bare.test(name)) return name
  const line = name.replace(/\s+/gu, ' ').trim()
  if (!line.includes('"')) return `"${line}"`
  // Marks are not compared, so a name with every kind of quotes in it is found without them, too.
  return /[«»]/.test(line) ? `"${line.replaceAll('"', '')}"` : `«${line}»`
}

/** The same for one of the directory's: a namesake with its id, `"Anna Petrova (12)"`. */
export function spellEntry({ id, name }: Entry, index: NameIndex<Entry>, sign: NameSign): string {
  const spelt = spell(name)
  const typed = spelt.replace(/^["«]|["»]$/gu, '')
  const isClear = resolveName(index, { sign, text: typed, quoted: spelt !== name })?.id === id
  return isClear ? spelt : spell(`${name} (${id})`)
}
