import type { Token } from './tokens.ts'
import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'

/** A time zone as it was written; minutes east of UTC, null for one that is not converted. */
export type WrittenZone = { offset: number | null; label: string }

const digits = p.any(
  p.map(
    p.seq(p.number(0, 14, 1, 2), p.adjacent(p.sign(':')), p.adjacent(p.number(0, 59, 2, 2))),
    ([h, , m]) => h * 60 + m,
  ),
  p.map(p.number(0, 14, 1, 2), (hours) => hours * 60),
)
const universal = p.any(
  p.map(p.seq(p.word('utc gmt'), p.sign('+-−–'), p.adjacent(digits)), ([, sign, minutes]) =>
    sign === '+' ? minutes : -minutes,
  ),
  p.constant(p.any<unknown>(p.word('utc gmt'), p.words('по гринвичу')), 0),
)
const moscow = p.constant(
  p.any<unknown>(
    p.seq(p.optional(p.word('по')), p.word('мск msk')),
    p.seq(p.word('по'), p.word('москве московскому'), p.optional(p.word('времени'))),
    p.words('московского времени'),
    p.seq(p.word('moscow'), p.optional(p.word('time'))),
  ),
  180,
)
const cities = p.word(
  'екатеринбургу новосибирску владивостоку самаре омску красноярску иркутску якутску калининграду хабаровску минску астане ' +
    'алматы киеву ташкенту тбилиси еревану баку лондону берлину парижу дубаю пекину токио',
)
const unsure = p.any<unknown>(
  p.word('est edt cst cdt mst mdt pst pdt cet cest eet eest jst kst aest aedt sgt hkt екб ект нск крск влд'),
  p.where(
    (tokens, at) => /^(ET|PT|CT|MT|IST|BST|WET)$/.test(tokens[at]?.raw ?? ''),
    p.word('et pt ct mt ist bst wet'),
  ),
  p.seq(p.word('по'), cities, p.optional(p.word('времени'))),
  p.seq(p.word('london berlin paris tokyo beijing dubai york eastern pacific central'), p.word('time')),
)
const zone: Parser<number | 'unsure'> = p.any<number | 'unsure'>(
  universal,
  moscow,
  p.constant(unsure, 'unsure' as const),
)

const endsTime = /^(am|pm|утра|вечера|дня|ночи|час|часов|часа|ч|h|noon|полдень|o'clock)$/

/** Makes one closed token of each zone that stands behind a time: `15:00 мск`, `3pm EST`, `10-12 UTC+3`. */
export function foldZones(tokens: readonly Token[], line: string): Token[] {
  const folded: Token[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token
    const before = folded.at(-1)
    const isBehindTime = before?.kind === 'number' || (before?.kind === 'word' && endsTime.test(before.text))
    const isBracketed = token.text === '(' && token.kind === 'sign'
    const read = isBehindTime ? zone(tokens, isBracketed ? at + 1 : at) : null
    if (!read || (isBracketed && tokens[read.end]?.text !== ')')) {
      folded.push(token)
      continue
    }
    const end = isBracketed ? read.end + 1 : read.end
    const to = tokens[end - 1]?.to ?? token.to
    const label = line.slice(token.from, to).replace(/^\(|\)$/g, '')
    const offset = read.value === 'unsure' ? null : read.value
    folded.push({ ...token, kind: 'closed', text: '', to, zone: { offset, label } })
    at = end - 1
  }
  return folded
}
