type Locale = 'en' | 'ru'

const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }

/** A moment with its weekday in the language: `Mon 23 Nov, 15:00`; the year only when it is not this one. */
export const momentText = (locale: Locale, iso: string, now = new Date()): string =>
  format(locale, iso, { ...dayParts(iso, now), ...clock })

/** The local day of a moment: `Mon 23 Nov`; the year only when it is not this one. */
export const dayText = (locale: Locale, iso: string, now = new Date()): string =>
  format(locale, iso, dayParts(iso, now))

/** A local date for papers, always with its year and without its weekday: `1 November 2026`. */
export const dateText = (locale: Locale, iso: string): string =>
  format(locale, iso, { day: 'numeric', month: 'long', year: 'numeric' })

/** The local time of a moment: `15:00`. */
export const timeText = (locale: Locale, iso: string): string => format(locale, iso, clock)

/** How many local days ago a moment was: 0 today, 1 yesterday. */
export function daysAgo(iso: string, now = new Date()): number {
  const noon = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12).getTime()
  return Math.round((noon(now) - noon(new Date(iso))) / 86_400_000)
}

function dayParts(iso: string, now: Date): Intl.DateTimeFormatOptions {
  const sameYear = new Date(iso).getFullYear() === now.getFullYear()
  return { weekday: 'short', day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }
}

const format = (locale: Locale, iso: string, parts: Intl.DateTimeFormatOptions) =>
  formatter(locale, parts).format(new Date(iso))

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Kept once made: a board of thousands of deadlines would spend most of its time making them. */
function formatter(locale: Locale, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.entries(parts).join()}`
  // British English, for its 24-hour clock and its day before the month.
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru-RU', parts)
  formatters.set(key, made)
  return made
}
