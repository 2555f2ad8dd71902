const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['laquo', '«'],
  ['raquo', '»'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
])
const hiddenContent = /<(script|style)\b[^>]*>[^]*?<\/\1\s*>|<!--[^]*?-->/gi
const tag = /<[/!?]?[a-z][^<>]*>/gi
const bbcode =
  /\[\/?(?:b|i|u|s|p|br|url|img|user|project|quote|code|list|\*|color|size|font|table|tr|td|th|left|right|center|justify|video|disk|spoiler)(?:[ =][^[\]]*)?\]/gi
// C0 and C1 controls, invisible and direction-changing signs, halves of surrogate pairs.
const control = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]+/gu

/** The words of a portal's text: no HTML, no BBCode, no control characters, one line, at most `limit` characters. */
export function plainText(text: string, limit = 300): string {
  // Portals send texts that were escaped twice, so tags are looked for on both sides of the decoding.
  const words = withoutTags(decodeEntities(withoutTags(text.slice(0, limit * 20))))
    .replace(control, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...words]
  return characters.length <= limit ? words : `${characters.slice(0, limit - 1).join('')}…`
}

function withoutTags(text: string): string {
  return text.replace(hiddenContent, ' ').replace(tag, ' ').replace(bbcode, '')
}

/** The text with HTML's entities turned into what they stand for. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return entities.get(String(name).toLowerCase()) ?? whole
    const point = decimal ? Number(decimal) : Number.parseInt(String(hex), 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : ''
  })
}
