import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import * as z from 'zod'
import { AppError } from '../errors.ts'
import { parseJson } from '../json.ts'
import type { ErrorCode, Settings } from '../model.ts'
import { someSettings } from './settings.ts'
import { readSmallFile } from './small-file.ts'

/** The settings in a file that a person chooses. Accounts and secrets are no settings, and never in it. */
export type SettingsFiles = {
  /** False when no file was chosen. Throws `settings-file-not-saved`. */
  export: () => Promise<boolean>
  /**
   * The settings in a file, null when none was chosen. Changes nothing. Throws `settings-file-unreadable`,
   * `settings-file-newer` or `settings-file-malformed`, its subject the setting that is wrong.
   */
  import: () => Promise<Partial<Settings> | null>
}

type Needs = {
  settings: () => Settings
  /** Ask for a file and answer its path, or null. */
  chooseSave: (suggestedName: string) => Promise<string | null>
  chooseOpen: () => Promise<string | null>
}

/** Bytes; many times what all settings take. */
const largest = 100_000
const version = 1

/** What was made here, and is no choice: it stays here. Templates go along with stage sets. */
const isOwn = (name: string) => ['recentColors', 'toldOfRepetition', 'templates'].includes(name)

const head = z.object({ quickplan: z.literal('settings'), version: z.number() })

export function settingsFiles({ settings, chooseSave, chooseOpen }: Needs): SettingsFiles {
  return {
    export: async () => {
      const path = await chooseSave('quickplan-settings.json')
      if (path === null) return false
      const file = { quickplan: 'settings', version, settings: chosen(someSettings.parse(settings())) }
      try {
        await writeFile(path, `${JSON.stringify(file, null, 2)}\n`)
      } catch (cause) {
        throw failed('settings-file-not-saved', basename(path), cause)
      }
      return true
    },
    import: async () => {
      const path = await chooseOpen()
      if (path === null) return null
      const file = await readSmallFile(path, largest)
      if ('text' in file) return readSettings(file.text)
      throw failed('settings-file-unreadable', basename(path), file.cause)
    },
  }
}

/** Reads a file's text, with or without a byte order mark. */
export function readSettings(fileText: string): Partial<Settings> {
  const value = parseJson(fileText.replace(/^\uFEFF/, ''))
  const about = head.safeParse(value)
  if (!about.success) throw failed('settings-file-malformed')
  if (about.data.version > version) throw failed('settings-file-newer')
  const read = z.object({ settings: someSettings }).safeParse(value)
  if (read.success) return chosen(read.data.settings)
  const wrong = read.error.issues[0]?.path[1]
  throw failed('settings-file-malformed', wrong === undefined ? undefined : String(wrong))
}

const chosen = (all: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !isOwn(name)))

function failed(code: ErrorCode, subject?: string, cause?: unknown): AppError {
  return new AppError(code, 'A file with settings', { ...(subject !== undefined && { subject }), cause })
}
