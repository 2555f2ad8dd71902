import type { Settings, SettingsView } from '../../electron/model.ts'

/** The settings that a person sees and chooses. */
const visible = [
  'shortcut',
  'endOfDay',
  'workdays',
  'keepSent',
  'waitingNotice',
  'reminder',
  'language',
  'theme',
] as const satisfies (keyof Settings)[]

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What a change would make different: only the settings whose value it changes. */
export function differing(wish: Partial<Settings>, current: Settings): Partial<Settings> {
  const entries = Object.entries(wish) as [keyof Settings, unknown][]
  return Object.fromEntries(entries.filter(([name, value]) => !isSame(value, current[name])))
}

/** The defaults of all visible settings that are not at their default. */
export function wayToDefaults(current: SettingsView): Partial<Settings> {
  return differing(Object.fromEntries(visible.map((name) => [name, current.defaults[name]])), current)
}

/** `Mon, Tue, Wed`; 1 is Monday. */
export function dayNames(locale: 'en' | 'ru', days: readonly number[]): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  // The first of January 2024 was a Monday.
  return days.map((day) => format.format(Date.UTC(2024, 0, day))).join(', ')
}
