import { findDeadline } from './dates/find.ts'
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
  const deadline = findDeadline(firstLine, context)
  return {
    title: tidy(
      deadline ? firstLine.slice(0, deadline.from) + ' ' + firstLine.slice(deadline.to) : firstLine,
    ),
    description: rest.join('\n').trim(),
    deadline: deadline?.at ?? null,
    ...{ rolled: false, startPlan: null, endPlan: null, priority: null, tags: [], people: [], project: null },
    ...{ stage: null, estimateSeconds: null, checklist: [], unresolved: [] },
    spans: deadline ? [{ kind: 'deadline', from: deadline.from, to: deadline.to, certain: true }] : [],
  }
}

const tidy = (title: string) => title.replace(/\s+/g, ' ').trim()
