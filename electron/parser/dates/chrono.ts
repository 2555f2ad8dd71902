import * as english from 'chrono-node/en'
import * as russian from 'chrono-node/ru'
import { Temporal } from 'temporal-polyfill'
import { endsHere, startsHere, type Token } from './grammar/tokens.ts'
import { dayMeaning, type Part, type SurePart } from './meaning.ts'
import { isRefusedBefore } from './context-rules.ts'

type Result = ReturnType<typeof english.parse>[number]

// Only lines with one of these are worth its time: a month, or a word that counts from now.
const month =
  /(?<!\p{L})(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)/iu
const fromNow = /(?<!\p{L})(later|hence|спустя)(?!\p{L})/iu

/**
 * What chrono finds in a line in which our own grammar found nothing, if it is sure: a day of a named month, or a count of days from now,
 * that stands free and that our grammar has not refused (`seen`).
 */
export function chronoParts(
  line: string,
  tokens: readonly Token[],
  seen: readonly Part[],
  now: Temporal.ZonedDateTime,
): SurePart[] {
  if (!(month.test(line) && /\d/.test(line)) && !fromNow.test(line)) return []
  const reference = { instant: new Date(now.epochMilliseconds), timezone: now.offsetNanoseconds / 60e9 }
  const results = [english, russian].flatMap((language) =>
    language.parse(line, reference, { forwardDate: true }),
  )
  return results.flatMap((result) => matchParts(result, tokens, seen, now))
}

function matchParts(
  { index, text, start }: Result,
  tokens: readonly Token[],
  seen: readonly Part[],
  now: Temporal.ZonedDateTime,
): SurePart[] {
  const from = tokens.findIndex((token) => token.from === index)
  const to = tokens.findIndex((token) => token.to === index + text.length) + 1
  const isFree = from >= 0 && to > from && startsHere(tokens, from) && endsHere(tokens, to)
  if (
    !isFree ||
    isRefusedBefore(tokens, from, false) ||
    seen.some((part) => part.from < to && from < part.to)
  )
    return []
  if (tokens.slice(from, to).some(({ kind }) => kind === 'closed')) return []
  const isNamed = (month.test(text) && /\d/.test(text)) || fromNow.test(text)
  const day = isNamed && start.isCertain('day') ? dayOf(start) : null
  if (!day || Temporal.PlainDate.compare(day, now.toPlainDate()) < 0) return []
  return [{ from, to, meaning: dayMeaning('firm', () => day) }, ...timesOf({ from, to }, start)]
}

const dayOf = (start: Result['start']) =>
  Temporal.PlainDate.from({
    year: start.get('year') ?? 0,
    month: start.get('month') ?? 0,
    day: start.get('day') ?? 0,
  })

function timesOf({ from, to }: { from: number; to: number }, start: Result['start']): SurePart[] {
  if (!start.isCertain('hour')) return []
  const [hour, minute] = [start.get('hour') ?? 0, start.get('minute') ?? 0]
  return [{ from, to, meaning: { kind: 'time', firm: 'firm', time: { sort: 'written', hour, minute } } }]
}
