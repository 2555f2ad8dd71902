import type { Stage } from '../../../electron/model.ts'
import type { Words } from '../../shared/words.svelte.ts'

/** What a stage is called where it is shown; the portal may hold one without a title. */
export const stageName = (words: Words, { title }: Pick<Stage, 'title'>): string =>
  title.trim() || words.t('plan.stage.untitled')
