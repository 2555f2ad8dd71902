import type { Plan, Problem } from '../../../electron/model.ts'
import type { Words } from '../../shared/words.svelte.ts'
import type { Change } from './changes.ts'
import { labelWords, type Label } from './labels.ts'

/**
 * A change that the portal did not take. The board already shows what it was before: `name` is that of the stage or
 * task, empty where it is gone; `place` the stage that tasks stayed in.
 */
export type Refusal = {
  change: Change
  problem: Problem
  name: string
  place: string
  /** What was wanted, where the change alone would not tell it. */
  label?: Label
}

/** Puts names to what the portal did not take; `plan` is what the portal has. */
export function refusalOf(
  plan: Plan | null,
  change: Change,
  { problem, label }: { problem: Problem; label?: Label | undefined },
): Refusal {
  return { change, problem, ...namesOf(plan, change), ...(label && { label }) }
}

function namesOf(plan: Plan | null, change: Change): Pick<Refusal, 'name' | 'place'> {
  const stage = (id: number | undefined) => plan?.stages.find((it) => it.id === id)?.title ?? ''
  const taskIn = (id: number | undefined) => {
    const task = plan?.tasks.find((it) => it.id === id)
    return { name: task?.title ?? '', place: stage(task?.stageId) }
  }
  if (change.kind === 'add') return { name: change.stage.title, place: '' }
  if (change.kind === 'place' || change.kind === 'act') return taskIn(change.taskId)
  return 'taskIds' in change ? taskIn(change.taskIds[0]) : { name: stage(change.id), place: '' }
}

/** Which change the portal did not take, in a sentence; why stands beside it. */
export function refusalWords(words: Words, { change, name, place, label }: Refusal): string {
  if (label) return words.t('plan.refused.action', { what: labelWords(words, label) })
  if (name === '') return words.t('plan.refused.gone')
  switch (change.kind) {
    case 'add':
      return words.t('plan.refused.add', { name })
    case 'edit':
      return words.t(`plan.refused.${editedPart(change.edit)}`, { name })
    case 'delete':
      return words.t('plan.refused.delete', { name })
    case 'clear':
      return words.t('plan.refused.clear', { name })
    case 'move':
      return several(change.taskIds)
        ? words.t('plan.refused.moveMany', { count: change.taskIds.length, place })
        : words.t('plan.refused.move', { name, place })
    case 'place':
      return words.t('plan.refused.place', { name })
    case 'act':
      return words.t('plan.refused.act', { name })
    case 'complete':
      return several(change.taskIds)
        ? words.t('plan.refused.completeMany', { count: change.taskIds.length })
        : words.t(change.completed ? 'plan.refused.complete' : 'plan.refused.reopen', { name })
  }
}

function editedPart(edit: (Change & { kind: 'edit' })['edit']): 'title' | 'color' | 'order' {
  if (edit.title !== undefined) return 'title'
  return edit.color === undefined ? 'order' : 'color'
}

const several = (ids: readonly number[]) => ids.length > 1
