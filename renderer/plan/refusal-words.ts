import type { Words } from '../shared/words.svelte.ts'
import type { Refusal } from './board.svelte.ts'

/** Which change the portal did not take, in a sentence; why stands beside it. */
export function refusalWords(words: Words, { change, name, place }: Refusal): string {
  if (name === '') return words.t('plan.refused.gone')
  switch (change.kind) {
    case 'add':
      return words.t('plan.refused.add', { name })
    case 'edit':
      return change.edit.title === undefined
        ? words.t('plan.refused.color', { name })
        : words.t('plan.refused.title', { name })
    case 'delete':
      return words.t('plan.refused.delete', { name })
    case 'move':
      return words.t('plan.refused.move', { name, place })
  }
}
