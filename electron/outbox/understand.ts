import type { Parsed, Range } from '../model.ts'

type Parse = (text: string, plain: readonly Range[]) => Parsed

/** So many characters of a text are understood; what follows is kept and stays as it is. */
export const mostUnderstood = 20_000

/**
 * Understands the first part of a text, so that a book that was pasted costs no more time than a page; the rest of it
 * ends the description, to the letter.
 */
export function understand(text: string, plain: readonly Range[], parse: Parse): Parsed {
  if (text.length <= mostUnderstood) return parse(text, plain)
  const end = endOfPart(text)
  const part = text.slice(0, end)
  const parsed = parse(
    part,
    plain.filter(({ to }) => to <= end),
  )
  const understood = parsed.description.trimEnd()
  const gap = understood === '' ? '' : part.slice(part.trimEnd().length)
  return { ...parsed, description: understood + gap + text.slice(end) }
}

/** Behind the last whole line that fits, or else between two characters. */
function endOfPart(text: string): number {
  const line = text.lastIndexOf('\n', mostUnderstood - 1) + 1
  if (line > 0) return line
  return (text.codePointAt(mostUnderstood - 1) ?? 0) > 0xffff ? mostUnderstood - 1 : mostUnderstood
}
