import type { Translations } from './translations.svelte.ts'

const macSigns: Record<string, string> = {
  CommandOrControl: '⌘',
  Command: '⌘',
  Super: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
}
const plainNames: Record<string, string> = { CommandOrControl: 'Ctrl', Control: 'Ctrl' }
const signs: Record<string, string> = { Up: '↑', Down: '↓', Left: '←', Right: '→', Return: 'Enter' }

/** True on a keyboard with ⌘. */
export const isMac = (): boolean => navigator.userAgent.includes('Mac OS X')

/** An Electron accelerator as the labels of the keys to press, in the form of the platform. */
export function keycapsOf(accelerator: string, words: Translations, mac = isMac()): string[] {
  const names = mac ? macSigns : plainNames
  return accelerator.split('+').map((part) => {
    if (part === 'Space') return words.t('common.key-space')
    if (part === 'Plus') return '+'
    return names[part] ?? signs[part] ?? part
  })
}

/** The same in one line, `Ctrl+Shift+Space`, for a sentence. */
export const shortcutText = (accelerator: string, words: Translations, mac = isMac()): string =>
  keycapsOf(accelerator, words, mac).join(mac ? '' : '+')
