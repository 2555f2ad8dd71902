import type { Range } from '../../model.ts'
import { escapedMark } from './lines.ts'
import { mergeRanges, overlaps } from './ranges.ts'

/** What is known of a line before any of it is understood. */
export type Scan = {
  /** Quotes, web and e-mail addresses, what was turned back into text: stretches that are not looked into. */
  closed: Range[]
  /** Whether no character of a stretch is in one of them. */
  isOpen: (from: number, to: number) => boolean
  /** Those of them that are quotes, by where they begin; their marks included. */
  quotes: Map<number, Range>
  /** Backslashes that only take the meaning from the sign after them. */
  escapes: number[]
}

const escape = String.raw`\\[#@+!/~^:"]`
// It opens at the beginning of a word: 27" and 5" are sizes.
const quote = String.raw`(?<![\p{L}\p{N}])"[^"]+"`
const typographicQuote = '«[^«»]+»|“[^“”]+”|„[^„“”]+[“”]'
// `\\server\share`, `C:\Temp`: what stands in it is no escape and no sign.
const path = String.raw`(?<![\p{L}\p{N}\\])(?:[a-z]:\\|\\\\[\p{L}\p{N}_.$-]+\\)[^\s"«»“”„<>|]*`
// A backslash ends an address, since it belongs to a sign after it.
const address = String.raw`(?<![\p{L}\p{N}])(?:[a-z][a-z0-9+.-]{0,20}://|www\.|mailto:)[^\s"«»<>\\]+`
const bareAddress = String.raw`(?<![\p{L}\p{N}.@-])(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,}/[^\s"«»<>\\]*`
const mail = String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`

const addresses = [path, address, bareAddress, mail].join('|')
const asTyped = new RegExp(
  `(?<address>${addresses})|(?<escape>${escape})|(?<quote>${quote}|${typographicQuote})`,
  'giu',
)
// Each of them has one of these.
const mayClose = /[\\/@:"«“„]|www\./iu
// In a text whose every sign and `"` is going to be escaped.
const asPlain = new RegExp(`${typographicQuote}|${addresses}`, 'giu')

/** Looks a line over. `plain`: what was turned back into text, ascending; even a backslash stays in it. */
export function scanLine(line: string, plain: readonly Range[] = []): Scan {
  const matches = mayClose.test(line) ? [...line.matchAll(asTyped)] : []
  const found = matches.map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    kind: match.groups?.escape ? 'escape' : match.groups?.quote ? 'quote' : 'address',
  }))
  const ranges = (kind: string) =>
    found.filter((range) => range.kind === kind).map(({ from, to }) => ({ from, to }))
  const isPlain = (range: Range) => plain.some((other) => overlaps(range, other))
  const closed = mergeRanges([...ranges('quote'), ...ranges('address'), ...plain])
  const shut = new Uint8Array(line.length)
  for (const { from, to } of closed) shut.fill(1, from, to)
  return {
    closed,
    isOpen: (from, to) => !shut.subarray(from, to).includes(1),
    quotes: new Map(
      ranges('quote')
        .filter((range) => !isPlain(range))
        .map((range) => [range.from, range]),
    ),
    escapes: [...listEscape(line), ...ranges('escape')]
      .filter((range) => !isPlain(range))
      .map(({ from }) => from),
  }
}

function listEscape(line: string): Range[] {
  const to = escapedMark.exec(line)?.[0].length
  return to === undefined ? [] : [{ from: to - 1, to }]
}

/** Puts a backslash before each sign that would otherwise mean something, but for those in what is closed anyway. */
export function escapeSigns(line: string): string {
  const escapeAll = (part: string) => part.replace(/[#@+!/~^:"]/g, '\\$&')
  const kept = [...line.matchAll(asPlain)]
  const starts = [0, ...kept.map((match) => match.index + match[0].length)]
  return starts
    .map((from, number) => escapeAll(line.slice(from, kept[number]?.index)) + (kept[number]?.[0] ?? ''))
    .join('')
}
