import type { Parsed } from '../../electron/model.ts'

const two = (number: number) => String(number).padStart(2, '0')

/** A deadline as it can be written in a capture of any language, `06.05.2031 07:08`, on this computer's clock; empty for none. */
export function toWritten(iso: string | null): string {
  const date = new Date(iso ?? '')
  if (Number.isNaN(date.getTime())) return ''
  const day = `${two(date.getDate())}.${two(date.getMonth() + 1)}.${String(date.getFullYear())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Stands for the title, without which a date alone would be one. */
const title = '…'

/** A capture whose only words are those of a deadline. */
export const captureOf = (written: string): string => `${title} ${written.trim()}`

/** The deadline of such a capture; null where it says something else, or more. */
export const deadlineIn = (parsed: Pick<Parsed, 'title' | 'deadline'>): string | null =>
  parsed.title === title ? parsed.deadline : null
