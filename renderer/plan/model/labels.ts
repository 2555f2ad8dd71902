import type { TaskAction } from '../../../electron/model.ts'
import type { Words } from '../../shared/words.svelte.ts'
import { stageName } from './stage-name.ts'

/** What the user did, in a form that can be told in any language. */
export type Label = {
  kind:
    | 'add'
    | 'rename'
    | 'recolor'
    | 'recolor-all'
    | 'reorder'
    | 'delete'
    | 'move'
    | 'complete'
    | 'reopen'
    | 'set'
    | 'place'
    | TaskAction
  /** The stage, the task, or the set. */
  name: string
  /** How many tasks go along, or are meant instead of the one named. */
  count?: number
  /** The stage that tasks go to. */
  place?: string
}

/** `delete stage “Later”, 14 tasks`: to stand behind “Undo:”. */
export function labelWords(words: Words, label: Label): string {
  const { kind, count = 0 } = label
  const name = stageName(words, { title: label.name })
  const place = stageName(words, { title: label.place ?? '' })
  switch (kind) {
    case 'delete':
      return count > 0
        ? words.t('plan.label.deleteWithTasks', { name, count })
        : words.t('plan.label.delete', { name })
    case 'move':
      return count > 1
        ? words.t('plan.label.moveMany', { count, place })
        : words.t('plan.label.move', { name, place })
    case 'complete':
      return count > 1
        ? words.t('plan.label.completeMany', { count })
        : words.t('plan.label.complete', { name })
    case 'reopen':
      return count > 1 ? words.t('plan.label.reopenMany', { count }) : words.t('plan.label.reopen', { name })
    case 'recolor-all':
      return words.t('plan.label.recolorAll')
    default:
      return words.t(`plan.label.${kind}`, { name })
  }
}
