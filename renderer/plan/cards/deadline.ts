import type { Words } from '../../shared/words.svelte.ts'

/** A deadline in words, `Tomorrow, 15:00` or `Fri 27 Nov, 15:00`, in this computer's time zone. */
export type Deadline = { when: string; isOverdue: boolean; isToday: boolean }

/** Null when there is no deadline, or the portal sent something that is no moment. */
export function deadlineOf(words: Words, iso: string | null, now: Date): Deadline | null {
  const moment = new Date(iso ?? '')
  if (iso === null || Number.isNaN(moment.getTime())) return null
  const days = daysBetween(now, moment)
  const day = Math.abs(days) <= 1 ? capitalised(nearDay(words.locale, days)) : words.day(iso, now)
  return {
    when: words.t('plan.task.dayTime', { day, time: words.time(iso) }),
    isOverdue: moment < now,
    isToday: days === 0,
  }
}

const nearDays = new Map<string, Intl.RelativeTimeFormat>()

function nearDay(locale: string, days: number): string {
  const format = nearDays.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  nearDays.set(locale, format)
  return format.format(days, 'day')
}

const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** Whole calendar days, counted in UTC so that a night with a clock change is still one. */
function daysBetween(from: Date, to: Date): number {
  const day = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return (day(to) - day(from)) / 86_400_000
}
