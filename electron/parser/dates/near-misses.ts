import type { Range } from '../../model.ts'
import { otherLayout } from '../names/keyboard-layout.ts'

const words = (
  'today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday сегодня завтра послезавтра понедельник понедельника понедельнику ' +
  'вторник вторника вторнику среду четверг четверга четвергу пятница пятницу пятницы пятнице суббота субботу субботы субботе воскресенье воскресенья воскресенью'
).split(' ')
const known = new Set(words)
const spoken = new Map([
  ['2moro', 'tomorrow'],
  ['2morrow', 'tomorrow'],
  ['tomorow', 'tomorrow'],
  ['tommorow', 'tomorrow'],
  ['tommorrow', 'tomorrow'],
  ['2day', 'today'],
  ['2nite', 'tonight'],
])
// `завтрак` is a meal, `sundae` another; plurals come again and again.
const others =
  /^(завтрак.*|вторник[аои].*|четверть|пятниц|суббот|средн.*|sundae?s?|.*days|mondale|payday|fridge.*)$/

/** A word of a line that is nearly a date, and the date that was probably meant. */
export type NearMiss = Range & { insert: string }

/**
 * The last word of a line that is a date but for a slip of the finger or the other keyboard layout: `зватра`, `tommorw`,
 * `pfdnhf`. Null for none. It is never a date by itself, only good enough to ask. `isOpen`: where may be looked.
 */
export function nearMissOf(line: string, isOpen: (from: number, to: number) => boolean): NearMiss | null {
  for (const { index: from, 0: word } of [
    ...line.matchAll(/(?<![\p{L}\p{N}@#+/~.])[\p{L}\p{N};'[\],.`]+/gu),
  ].reverse()) {
    const typed = word.replace(/[,.;]+$/u, '').toLowerCase()
    const to = from + typed.length
    const insert = isOpen(from, to) ? meantBy(typed) : null
    if (insert !== null) return { from, to, insert }
  }
  return null
}

function meantBy(typed: string): string | null {
  if (typed.length < 4 || known.has(typed)) return null
  const said = spoken.get(typed)
  if (said !== undefined) return said
  const swapped = otherLayout(typed)
  if (swapped !== null && known.has(swapped)) return swapped
  if (typed.length < 5 || others.test(typed)) return null
  return (
    words.find((word) => word[0] === typed[0] && !typed.startsWith(word) && isOneSlip(typed, word)) ?? null
  )
}

/** One letter too many, missing, wrong (in a word of seven letters or more), or two that have changed places. */
function isOneSlip(typed: string, word: string): boolean {
  const longer = Math.max(typed.length, word.length)
  if (longer - Math.min(typed.length, word.length) > 1) return false
  let head = 0
  while (head < longer && typed[head] === word[head]) head++
  const [rest, wanted] = [typed.slice(head), word.slice(head)]
  if (rest.length !== wanted.length)
    return rest.length > wanted.length ? rest.slice(1) === wanted : wanted.slice(1) === rest
  if (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2)) return true
  return word.length >= 7 && rest.slice(1) === wanted.slice(1)
}

const day =
  /^(?<date>(?:.*?[\s(]|)(?:\d{1,2}(?:[./]\d{1,2}|(?:-?го)?\s+\p{L}{3,}\.?)|\p{L}{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?))(?<rest>.*)$/iu

/** A date that was written without a year, with one: `24 ноября` → `24 ноября 2027`, `24.11 15:00` → `24.11.2027 15:00`. */
export function withYear(date: string, year: string): string | null {
  const parts = day.exec(date)?.groups
  if (parts?.date === undefined) return null
  const separator = /\d([./])\d+$/.exec(parts.date)?.[1] ?? ' '
  return `${parts.date}${separator}${year}${parts.rest ?? ''}`
}
