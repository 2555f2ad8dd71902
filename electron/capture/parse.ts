import type { Range } from './dates/atoms.ts'
import { findDates } from './dates/find.ts'
import type { Parsed } from '../ipc/contract.ts'

export type ParseContext = {
  now: Date
  /** IANA name, such as `Europe/Moscow`. */
  zone: string
  /** `HH:MM`, the time of a date that names none. */
  endOfDay: string
}

/**
 * What a typed text will become: its first line is the title with what was understood taken out, the lines after it
 * are the description. Pure; never throws; no character is lost that was not understood.
 */
export function parseCapture(text: string, context: ParseContext): Parsed {
  const [firstLine = '', ...rest] = text.split('\n')
  const found = findDates(firstLine, { ...context, locale: 'en' })
  const spans = found?.spans ?? []
  return {
    title: tidy(without(firstLine, spans)),
    description: rest.join('\n').trim(),
    deadline: found?.deadline ?? null,
    spans: spans.map((range) => ({ kind: 'deadline', ...range })),
  }
}

const without = (line: string, spans: readonly Range[]) =>
  spans.reduceRight((rest, { from, to }) => `${rest.slice(0, from)} ${rest.slice(to)}`, line)

const tidy = (title: string) => title.replace(/\s+/g, ' ').trim()
