import type { Range } from '../../model.ts'
import type { Scan } from './closed.ts'
import { readBareName } from './names.ts'

/** A name, or the beginning of one, that is being typed. */
export type OpenToken = Range & {
  sign: '@' | '+' | '#' | '/' | '^' | '='
  /** What of it stands before the caret, without sign and quote. */
  typed: string
}

// The last sign before the caret with what has been typed of a name: nothing, a name, or an open quote.
const beforeCaret =
  /(?<![^\s([{\p{Extended_Pictographic}\u{fe0f}])(?<sign>[@+#/^=]|:(?=["«“\p{Script=Cyrillic}]))(?:"(?<quoted>[^"]*)|«(?<angled>[^«»]*)|“(?<curly>[^“”]*)|(?<bare>[\p{L}\p{N}][\p{L}\p{M}\p{N}_.'’-]*|(?:[`[\];',.]?[a-z])+)?)$/iu

/** The token that the caret stands in or right behind; `to` is where the name ends. Null where there is none. */
export function tokenAt(line: string, caret: number, scan: Scan): OpenToken | null {
  const match = beforeCaret.exec(line.slice(0, caret))
  // On the Russian layout the key of `^` gives `:`.
  const sign = match?.groups?.sign === ':' ? '^' : match?.groups?.sign
  if (!match?.groups || !isSign(sign)) return null
  const from = match.index
  const { quoted, angled, curly, bare = '' } = match.groups
  const quote = quoted ?? angled ?? curly
  const typed = quote ?? bare
  const isQuote = quote !== undefined
  const to = isQuote
    ? endOfQuote(from, caret, scan)
    : Math.max(caret, from + 1 + readBareName(line, from + 1).length)
  return scan.isOpen(from, from + 1) ? { sign, typed, from, to } : null
}

/** A quote that is not closed yet ends at the caret: what follows are other words. */
function endOfQuote(from: number, caret: number, { quotes }: Scan): number {
  return quotes.get(from + 1)?.to ?? caret
}

function isSign(sign: string | undefined): sign is OpenToken['sign'] {
  return sign !== undefined && '@+#/^='.includes(sign)
}
