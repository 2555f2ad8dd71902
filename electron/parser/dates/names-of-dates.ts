import type { Token } from './grammar/tokens.ts'
import { isDeed } from './context-rules.ts'

const isTitleCase = (token: Token | undefined) => /^\p{Lu}\p{Ll}/u.test(token?.raw ?? '')
const isAllCapitals = (token: Token | undefined) => /^\p{Lu}{2,}$/u.test(token?.raw ?? '')

const street =
  /^(street|st|avenue|ave|road|rd|square|sq|lane|ln|boulevard|blvd|plaza|улица|ул|площадь|пл|проспект|переулок)$/
const nearDay = /^(today|tomorrow|tonight|сегодня|завтра)$/
const media =
  /^(газет|журнал|фильм|сериал|канал|групп|магазин|клуб|бар|книг|альбом|песн|song|movie|film|book|album|band)/

/** Whether the neighbours make a name of a date: `1 May Street`, `USA Today article`, `фильм Послезавтра`. */
export function isPartOfName(tokens: readonly Token[], from: number, to: number): boolean {
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]]
  if (street.test(after?.text ?? '') && (isTitleCase(after) || /^[а-я]/.test(after?.text ?? ''))) return true
  if (!isTitleCase(first)) return false
  const isWeekday = /^[a-z]/.test(first?.text ?? '') && !nearDay.test(first?.text ?? '')
  if (before?.kind === 'word' && media.test(before.text) && !isWeekday) return true
  return isOfMagazine(tokens, from, to)
}

// `USA Today`, `Psychology Today covers`; of `Call Mom Tomorrow` every word is written large.
function isOfMagazine(tokens: readonly Token[], from: number, to: number): boolean {
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]]
  if (to - from !== 1 || !nearDay.test(first?.text ?? '')) return false
  if (isAllCapitals(before) && (before?.text.length ?? 0) > 2) return true
  return (
    from > 1 && isTitleCase(before) && after?.kind === 'word' && !isTitleCase(after) && !isDeed(tokens, to)
  )
}

/** `Friday Night Lights`: a weekday and its night, both written large before another such word. */
export const isShow = (tokens: readonly Token[], at: number): boolean =>
  isTitleCase(tokens[at]) &&
  isTitleCase(tokens[at + 1]) &&
  isTitleCase(tokens[at + 2]) &&
  !isDeed(tokens, at + 2)
