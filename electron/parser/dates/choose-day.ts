import { Temporal } from 'temporal-polyfill'
import type { Token } from './grammar/tokens.ts'
import { nearestWeekday, weekdayOfWeek, type Day } from './calendar.ts'
import type { PartOf } from './meaning.ts'
import { areBeside } from './disambiguate.ts'

/** A day and the expressions that together name it. */
export type ChosenDay = { day: Day; parts: PartOf<'day'>[] }

// Nobody says one day in more ways.
const mostParts = 6

/** The last day of a line, with what stands beside it and says the same: `в пятницу, 27 ноября`. Null when there is none. */
export function chooseDay(
  tokens: readonly Token[],
  parts: readonly PartOf<'day'>[],
  today: Day,
  workdays: readonly number[],
): ChosenDay | null {
  const last = parts.at(-1)
  const day = last?.meaning.on(today, workdays)
  if (!last || !day) return null
  return parts
    .slice(-mostParts, -1)
    .reduceRight<ChosenDay>((chosen, part) => joined(tokens, chosen, part, today, workdays) ?? chosen, {
      day,
      parts: [last],
    })
}

function joined(
  tokens: readonly Token[],
  { day, parts }: ChosenDay,
  part: PartOf<'day'>,
  today: Day,
  workdays: readonly number[],
): ChosenDay | null {
  const other = part.meaning.on(today, workdays)
  const nearest = parts[0]
  if (!other || !nearest) return null
  const all = [part, ...parts]
  const week = all.find(({ meaning }) => meaning.week)
  const weekday = all.find(({ meaning }) => meaning.weekday !== undefined)
  const inWeek = week?.meaning.on(today, workdays)
  if (all.length === 2 && inWeek && weekday?.meaning.weekday !== undefined) {
    const dayIn = week?.meaning.week === 'counted' ? nearestWeekday : weekdayOfWeek
    return { day: dayIn(inWeek, weekday.meaning.weekday), parts: all }
  }
  if (!areBeside(tokens, part, nearest)) return null
  if (part.meaning.weekday !== undefined) return { day, parts: all }
  if (parts.every(({ meaning }) => meaning.weekday !== undefined)) return { day: other, parts: all }
  return Temporal.PlainDate.compare(other, day) === 0 ? { day, parts: all } : null
}
