import { withoutDirections } from '../../directions.ts'
import { decodeEntities } from '../rest/plain-text.ts'

/** How many characters a portal keeps of a title, in its own count. */
const longestTitle = 250
const fourBytes = /[\u{10000}-\u{10FFFF}]/gu
/** What stands for a four-byte sign where a database cannot keep it. */
const substitutes = ['', '?', '????', '\uFFFD']
/** What a portal may have stored in another form, and what means something in a pattern. */
const unsure = /(?:\s*[\u{10000}-\u{10FFFF}&<>"'\\%_])+\s*|\s{2,}/gu

/**
 * Cuts a title where the portal would cut it, but at the end of a word: `rest` is what it would lose, empty for a title
 * that fits. A four-byte sign counts ten, as it is stored as `:f09f9880:`. A single longer word is cut between characters.
 * Source: `Bitrix\Main\Text\Emoji::encode`, and the tasks module's handler of the field.
 */
export function cutTitle(title: string): { title: string; rest: string } {
  const end = endOfFitting(title)
  if (end === title.length) return { title, rest: '' }
  const fitting = title.slice(0, end)
  const isWordEnd = /\s/.test(title.charAt(end))
  const space = isWordEnd ? end : fitting.search(/\s\S*$/)
  const head = space > 0 ? title.slice(0, space).trimEnd() : ''
  const cut = head === '' ? wholeCharacters(title, fitting.length) : head
  return { title: cut, rest: title.slice(cut.length).trim() }
}

/** A pattern for a `TITLE` filter of the old API that finds a title in whatever form a portal has stored it. */
export function titlePattern(title: string): string {
  return title.trim().replace(unsure, '%')
}

/** Whether `found` can be this title after a portal has stored it: emoji and entities in any form, spaces as one. */
export function isStoredTitle(found: string, title: string): boolean {
  const forms = substitutes.map((substitute) => plain(title.replace(fourBytes, substitute)))
  return [plain(title), ...forms].includes(plain(found))
}

/** Whether a portal may store these two titles alike, so that their tasks cannot be told apart by them. */
export function areStoredAlike(one: string, other: string): boolean {
  return plain(one.replace(fourBytes, '')) === plain(other.replace(fourBytes, ''))
}

function plain(title: string): string {
  const decoded = decodeEntities(title).replace(/:([0-9a-f]{8}):/gi, (whole, hex: string) => {
    const sign = Buffer.from(hex, 'hex').toString()
    return [...sign].length === 1 ? sign : whole
  })
  return withoutDirections(decoded).normalize().replace(/\s+/g, ' ').trim()
}

/** Reads no further than what fits, however long the text is. */
function endOfFitting(title: string): number {
  let left = longestTitle
  let end = 0
  for (const sign of title) {
    left -= sign.length === 2 ? 10 : 1
    if (left < 0) return end
    end += sign.length
  }
  return end
}

/** The end of the last whole character, as a reader sees them, that is not behind `end`. */
function wholeCharacters(title: string, end: number): string {
  const near = title.slice(0, end + 50)
  let last = 0
  for (const { index } of new Intl.Segmenter().segment(near)) if (index <= end) last = index
  return title.slice(0, last === 0 ? end : last)
}
