import type { Range } from '../../model.ts'
import { matchParts } from './match.ts'
import { tokenize } from './grammar/tokens.ts'

// Most lines have none of these and need no second look.
const mayRepeat =
  /кажд|раз\s+в(?!\p{L})|ежедн|еженед|ежемес|ежегод|every|each|hourly|daily|weekly|monthly|yearly|(?<!\p{L})по\s+(?:\p{L}{4,}м|[пвсч][нтрбс])(?!\p{L})|\p{L}(?:days|ends)(?!\p{L})/iu

/** Whether a line says that something comes again and again: `каждый понедельник`, `every 2 weeks`, `ежедневно в 9`. */
export function namesRepetition(line: string, closed: readonly Range[]): boolean {
  const text = line.slice(0, 2000)
  if (!mayRepeat.test(text)) return false
  return matchParts(tokenize(text, closed), 'dayLeads').some(
    ({ meaning }) => meaning.kind === 'text' && meaning.repeats === true,
  )
}
