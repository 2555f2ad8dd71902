import type { SettingsView } from '../../electron/model.ts'
import type { Translations } from './translations.svelte.ts'

/** Puts language and theme into effect for a whole page, at once. */
export function applyAppearance(
  root: HTMLElement,
  words: Translations,
  { locale, theme }: SettingsView,
): void {
  words.locale = locale
  root.lang = locale
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}
