import type { ErrorCode, Problem } from '../../electron/model.ts'
import { shortcutText } from './keycaps.ts'
import type { Translations, Namespaces } from './translations.svelte.ts'

/** A failure in words: what happened, what to do next, and what the portal itself said of it. */
export type Message = {
  what: string
  next: string
  /** The portal's own words, in the portal's language; data to be quoted. */
  detail: string | null
}

/** Leaving a code without its two sentences does not compile. */
type TranslatedCode =
  Namespaces['error'] extends Record<ErrorCode, { what: string; next: string }> ? ErrorCode : never

/** Turns a failure into words. A code that is newer than this window counts as `unexpected`. */
export function messageOf(words: Translations, { code, subject, other = '', detail }: Problem): Message {
  const key: TranslatedCode = code
  const about =
    subject === undefined
      ? {}
      : { context: 'subject' as const, subject: readable(words, code, subject), other }
  const what = words.find(`error.${key}.what`, about)
  if (what === null && code !== 'unexpected') return messageOf(words, { code: 'unexpected' })
  return { what: what ?? code, next: words.t(`error.${key}.next`), detail: detail ?? null }
}

const shortcutCodes: readonly ErrorCode[] = [
  'hotkey-taken',
  'hotkey-invalid',
  'hotkey-reserved',
  'hotkey-layout-switch',
]

/** A shortcut by the labels of its keys, everything else as it is. */
const readable = (words: Translations, code: ErrorCode, subject: string) =>
  shortcutCodes.includes(code) ? shortcutText(subject, words) : subject
