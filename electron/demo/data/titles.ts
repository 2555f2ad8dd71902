/**
 * What a portal does with a title. `encoding`: a four-byte sign is stored as `:f09f9880:`, decoded in answers and not in
 * filters. `dropping`: an old database that loses four-byte signs and stores what HTML would mistake as entities.
 */
export type TitleStorage = 'encoding' | 'dropping'

const longest = 250
const fourBytes = /[\u{10000}-\u{10FFFF}]/gu
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The title as it is answered once it has been stored: cut at 250 characters of its stored form, silently. */
export function keptTitle(title: string, storage: TitleStorage): string {
  if (storage === 'dropping') {
    const kept = [...title.replace(fourBytes, '')].slice(0, longest).join('')
    return kept.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
  }
  const stored = [...encodeEmoji(title)].slice(0, longest).join('')
  return stored.replace(/:([0-9a-f]{8}):/g, (whole, hex: string) => decoded(hex) ?? whole)
}

/** What a filter compares with. */
export function encodeEmoji(title: string): string {
  return title.replace(fourBytes, (sign) => `:${Buffer.from(sign).toString('hex')}:`)
}

function decoded(hex: string): string | null {
  const sign = Buffer.from(hex, 'hex').toString()
  return [...sign].length === 1 ? sign : null
}
