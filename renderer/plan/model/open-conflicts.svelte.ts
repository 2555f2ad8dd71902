import type { Plan } from '../../../electron/model.ts'
import type { Change } from './changes.ts'
import { isOpen, reapply, type Conflict } from './conflicts.ts'
import type { Label } from './labels.ts'

/** The questions that wait until a user has chosen between what was changed here and elsewhere. */
export class OpenConflicts {
  #all = $state.raw<Conflict[]>([])

  /** Those that are still a question on this plan. */
  on(plan: Plan): Conflict[] {
    return this.#all.filter((conflict) => isOpen(plan, conflict))
  }

  /** Asks; of two wishes for the same part of a stage the last one counts. */
  add(conflict: Conflict): void {
    const fields = Object.keys(conflict.wanted).join()
    const isSame = (it: Conflict) => it.id === conflict.id && Object.keys(it.wanted).join() === fields
    this.#all = [...this.#all.filter((it) => !isSame(it)), conflict]
  }

  remove(conflict: Conflict): void {
    this.#all = this.#all.filter((it) => it !== conflict)
  }
}

/** The change that a user insists on, with its name; a new stage where the old one is gone. */
export function insistedOn(plan: Plan, conflict: Conflict, newId: () => number) {
  const change: Change = reapply(plan, conflict, newId)
  const label: Label = change.kind === 'add' ? { kind: 'add', name: change.stage.title } : conflict.label
  return { label, changes: [change] }
}
