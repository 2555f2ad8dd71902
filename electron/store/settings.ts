import * as z from 'zod'
import type { Settings } from '../model.ts'

/** A JSON object on disk, read and written whole; `electron-store` is one. */
export type ObjectFile = { store: Record<string, unknown> }

const endOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Days of the week, 1 is Monday. */
const workdays = z.array(z.number().int().min(1).max(7)).min(1).max(7)
const shortcut = z.string().min(1).max(100)
const language = z.enum(['system', 'en', 'ru'])
const theme = z.enum(['system', 'light', 'dark'])
const recentColors = z.array(z.string().regex(/^[0-9A-F]{6}$/)).max(8)
const waitingNotice = z.enum(['15', '60', '240', 'never'])
const keepSent = z.enum(['7', '30', '90', 'forever'])
const toldOfRepetition = z.boolean()
const reminder = z.enum(['off', '5', '15', '60'])
const line = /^[^\n\r]*$/
export const templates = z
  .array(
    z.object({ name: z.string().trim().min(1).max(100).regex(line), text: z.string().min(1).max(10_000) }),
  )
  .max(200)

/**
 * The shortcut that opens the capture window unless another one is chosen. Ctrl+Shift and Alt+Shift change the keyboard layout
 * for many, and X11 keeps such presses to itself; Ctrl, Shift, Alt or Super with Space alone belong to input methods and
 * window menus. On macOS it is Ctrl+Option+Space that changes the input source, and ⌘⇧Space is free.
 */
export const defaultShortcut = (platform: NodeJS.Platform): string =>
  platform === 'darwin' ? 'CommandOrControl+Shift+Space' : 'CommandOrControl+Alt+Space'

// A value that does not fit (a newer version wrote it, or a hand did) falls back alone; the others stay.
const schema = z.object({
  shortcut: shortcut.catch(defaultShortcut(process.platform)),
  language: language.catch('system'),
  theme: theme.catch('system'),
  endOfDay: endOfDay.catch('19:00'),
  workdays: workdays.catch([1, 2, 3, 4, 5]),
  recentColors: recentColors.catch([]),
  keepSent: keepSent.catch('30'),
  waitingNotice: waitingNotice.catch('60'),
  toldOfRepetition: toldOfRepetition.catch(false),
  reminder: reminder.catch('off'),
  templates: templates.catch([]),
})

/** What each setting is until something else is chosen. */
export const defaultSettings = (): Settings => schema.parse({})

/** Some of the settings, each with a value that it can have; what is no setting is left out. */
export const someSettings = z.object({
  shortcut: shortcut.exactOptional(),
  language: language.exactOptional(),
  theme: theme.exactOptional(),
  endOfDay: endOfDay.exactOptional(),
  workdays: workdays.exactOptional(),
  recentColors: recentColors.exactOptional(),
  keepSent: keepSent.exactOptional(),
  waitingNotice: waitingNotice.exactOptional(),
  toldOfRepetition: toldOfRepetition.exactOptional(),
  reminder: reminder.exactOptional(),
  templates: templates.exactOptional(),
} satisfies Record<keyof Settings, z.ZodType>)

export type SettingsStore = {
  get(): Settings
  /** Writes the change to disk before it answers. */
  change(part: Partial<Settings>): Settings
}

/** The settings of one person on one computer: schema, defaults and their file in one place. */
export function createSettings(file: ObjectFile): SettingsStore {
  let settings: Settings = schema.parse(file.store)
  return {
    get: () => settings,
    change: (part) => {
      settings = { ...settings, ...part }
      // No more than this: of what is left a newer version may have written a value that fell back here.
      file.store = { ...file.store, ...part }
      return settings
    },
  }
}
