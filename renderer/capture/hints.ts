import type { Translations } from '../shared/translations.svelte.ts'

/** What the window is about at the moment, as far as its keys are concerned. */
export type Situation =
  'list' | 'list-unchosen' | 'earlier' | 'lines' | 'several' | 'text' | 'old' | 'taken-back' | 'empty'

/** Keys by the labels on them, and what they do. */
export type Hint = { keys: string[]; does: string }

/** The keys that matter in a situation, the most important first. */
export function hintsOf(situation: Situation, words: Translations, isMac: boolean): Hint[] {
  const command = isMac ? '⌘' : 'Ctrl'
  const alt = isMac ? '⌥' : 'Alt'
  const shift = isMac ? '⇧' : 'Shift'
  const save = { keys: ['Enter'], does: words.t('capture.key.save') }
  const open = { keys: [command, 'Enter'], does: words.t('capture.key.open') }
  const stay = { keys: [alt, 'Enter'], does: words.t('capture.key.stay') }
  const line = { keys: [shift, 'Enter'], does: words.t('capture.key.line') }
  const hide = { keys: ['Esc'], does: words.t('capture.key.hide') }
  const walk = { keys: ['↑', '↓'], does: words.t('capture.key.walk') }

  const close = { keys: ['Esc'], does: words.t('capture.key.close') }

  switch (situation) {
    case 'list':
      return [walk, { keys: ['Enter'], does: words.t('capture.key.take') }, close]
    case 'list-unchosen':
      return [walk, { keys: ['Tab'], does: words.t('capture.key.take') }, save, close]
    case 'earlier':
      return [walk, save, { keys: ['Esc'], does: words.t('capture.key.back') }]
    case 'lines':
      return [save, { keys: ['Tab'], does: words.t('capture.key.choose') }, hide]
    case 'several':
      return [save, open, line, hide]
    case 'old':
      return [{ keys: ['→'], does: words.t('capture.key.keep') }, save, open, hide]
    case 'text':
      return [save, open, stay, line]
    case 'taken-back':
      return [{ keys: [command, 'Z'], does: words.t('capture.key.take-back') }, earlier(words), hide]
    case 'empty':
      return [...signs(words), earlier(words)]
  }
}

const earlier = (words: Translations): Hint => ({ keys: ['↑'], does: words.t('capture.key.earlier') })

/** An empty field teaches the language. */
const signs = (words: Translations): Hint[] => [
  { keys: ['@'], does: words.t('capture.sign.person') },
  { keys: ['+'], does: words.t('capture.sign.project') },
  { keys: ['#'], does: words.t('capture.sign.tag') },
  { keys: ['/'], does: words.t('capture.sign.stage') },
  { keys: ['!'], does: words.t('capture.sign.priority') },
  { keys: ['='], does: words.t('capture.sign.template') },
]
