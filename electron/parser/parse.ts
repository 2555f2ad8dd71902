import { cutTitle } from '../bitrix/tasks/stored-title.ts'
import type { DateGuess, Parsed, Range, Span } from '../model.ts'
import type { DateContext, FoundDates } from './dates/find.ts'
import { furtherDate } from './dates/further.ts'
import { nearMissOf, withYear, type NearMiss } from './dates/near-misses.ts'
import { scanLine } from './language/closed.ts'
import { findCrmLinks } from './language/crm-links.ts'
import { findLineDates } from './language/line-dates.ts'
import { sortLines, type Line } from './language/lines.ts'
import { seenOfLine, seenRanges, type SeenLine } from './language/long-line.ts'
import { meaningOf } from './language/meaning.ts'
import { rangesWithin } from './language/ranges.ts'
import { takeSeparators } from './language/separators.ts'
import { findSignTokens } from './language/sign-tokens.ts'
import type { Directory } from './names/directory.ts'

export type ParseContext = DateContext & {
  directory: Directory
  /** The portal's host, whose links to CRM are understood. */
  portal?: string | undefined
  /** What was turned back into text: nothing in it is understood. */
  plain?: readonly Range[]
}

/**
 * What a typed text will become. Its first line that is not blank is the title, with what was understood taken out; the
 * lines after it are checklist and description. Pure; never throws; no character is lost that was not understood.
 */
export function parseCapture(text: string, context: ParseContext): Parsed {
  const {
    title: line,
    mark,
    isItem,
    description,
    checklist,
    checklistRanges,
  } = sortLines(text, context.plain)
  const seen = seenOfLine(line.text)
  const plain = seenRanges(rangesWithin(context.plain ?? [], line), seen)
  const scan = scanLine(seen.text, plain)
  const tokens = findSignTokens(seen.text, scan, context.directory)
  const links = findCrmLinks(seen.text, context.portal, plain)
  const { spans: tokenSpans, ...meaning } = meaningOf([...tokens, ...links], seen.text)
  const isOpen = (from: number, to: number) =>
    scan.isOpen(from, to) && !tokens.some((token) => token.from < to && from < token.to)
  const { escapes, repeats, dates: said, isDayless } = findLineDates(seen.text, context, scan, tokens)
  // `зватра в 15:00`: the day is asked about, and without it the time would be of another one.
  const miss = said && !isDayless ? null : nearMissOf(seen.text, isOpen)
  const dates = miss ? null : said
  const dateKind = dates?.startPlan ? 'plan' : 'deadline'
  const dateSpans = (dates?.spans ?? []).map((range): Span => ({ kind: dateKind, certain: true, ...range }))
  const found = [...tokenSpans, ...dateSpans].sort((a, b) => a.from - b.from)
  const toLine = <R extends Range>(range: R): R => ({
    ...range,
    from: seen.toLine(range.from),
    to: seen.toLine(range.to),
  })
  const taken = takeSeparators(seen.text, found.filter(isCertain), plain).map(toLine)
  const guess = guessOf(seen.text, dates, miss)
  const guessed = guess
    ? {
        guess: { ...guess, from: seen.toLine(guess.from) + line.from, to: seen.toLine(guess.to) + line.from },
      }
    : dates
      ? {}
      : offerOf(text, line, seen, context)
  const lists = mark ? [mark, ...checklistRanges] : checklistRanges
  const spans = [...taken, ...found.filter((span) => !isCertain(span)).map(toLine)]
    .map((span) => ({ ...span, from: span.from + line.from, to: span.to + line.from }))
    .concat(lists.map((range) => ({ kind: 'checklist', certain: true, ...range })))
  const title = titleOf(
    line.text,
    taken,
    [...scan.escapes, ...escapes].map(seen.toLine).sort((a, b) => a - b),
  )
  return {
    ...fitted(title, description),
    deadline: dates?.deadline ?? null,
    rolled: dates?.rolled ?? false,
    ...guessed,
    ...(dates && dates.notes.length > 0 ? { notes: dates.notes } : {}),
    ...(repeats ? { recurring: true } : {}),
    startPlan: dates?.startPlan ?? null,
    endPlan: dates?.endPlan ?? null,
    ...meaning,
    checklist: isItem ? [title, ...checklist] : checklist,
    spans: spans.sort((a, b) => a.from - b.from),
  }
}

function guessOf(line: string, dates: FoundDates | null, miss: NearMiss | null): DateGuess | null {
  if (miss) return { kind: 'date', ...miss }
  if (!dates) return null
  const [span] = dates.spans
  if (!span || dates.spans.length > 1 || !dates.notes.some(({ kind }) => kind === 'year-away')) return null
  const insert = withYear(line.slice(span.from, span.to), (dates.deadline ?? dates.endPlan ?? '').slice(0, 4))
  return insert === null ? null : { kind: 'year', ...span, insert }
}

/** Where a text is long and its beginning names no date: one that stands further down, to be put behind the first line. */
function offerOf(text: string, line: Line, seen: SeenLine, context: ParseContext): Pick<Parsed, 'guess'> {
  if (text.length < longText || (context.plain ?? []).length > 0) return {}
  const insert = furtherDate(`${seen.leftOut}\n${text.slice(line.to)}`, context)
  return insert === null
    ? {}
    : { guess: { kind: 'further', from: line.to, to: line.to, insert: ` ${insert}` } }
}

const longText = 200

/** What a portal would cut off a title begins the description. */
function fitted(long: string, description: string): Pick<Parsed, 'title' | 'titleCut' | 'description'> {
  const { title, rest } = cutTitle(long)
  if (rest === '') return { title, description }
  return { title, titleCut: true, description: description === '' ? rest : `${rest}\n${description}` }
}

const isCertain = ({ certain }: Span) => certain

/** What is left of a line: `taken` leaves it, and so do the backslashes of `escapes`; white space becomes one space. */
function titleOf(line: string, taken: readonly Range[], escapes: readonly number[]): string {
  const starts = [0, ...taken.map(({ to }) => to)]
  const parts = starts.map((from, number) =>
    keep(line, { from, to: taken[number]?.from ?? line.length }, escapes),
  )
  const title = parts.reduce(join).trim()
  return /[^\S ]| {2}/u.test(title) ? title.replace(/\s+/gu, ' ') : title
}

function keep(line: string, { from, to }: Range, escapes: readonly number[]): string {
  const inside = escapes.filter((at) => from <= at && at < to)
  const starts = [from, ...inside.map((at) => at + 1)]
  return starts.map((start, number) => line.slice(start, inside[number] ?? to)).join('')
}

/** What closes a phrase stands right after its last word: `Call @anna.` → `Call.` */
function join(before: string, after: string): string {
  if (/^[.,;:!?…)\]}]/u.test(after)) return before.trimEnd() + after
  return /[([{]$/.test(before) ? before + after.trimStart() : `${before} ${after}`
}
