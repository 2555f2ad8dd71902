import type { Stage } from '../../../electron/model.ts'
import { needsStage, rebased, renumbered, type Change, type StageEdit } from './changes.ts'
import type { Origin } from './history.svelte.ts'
import type { Label } from './labels.ts'

/** Something to be done, as the changes it is made of. `strict`: each makes sense only after those before it. */
export type Action = { label: Label; changes: Change[]; origin?: Origin; strict?: boolean }

/** Actions that wait for the portal, in the order in which they will be made. The first is under way. */
export class ActionQueue {
  #actions = $state.raw<Required<Action>[]>([])
  readonly pending = $derived(this.#actions.flatMap(({ changes }) => changes))

  /** What is left of the first action. */
  get left(): Change[] {
    return this.#actions[0]?.changes ?? []
  }

  push(action: Required<Action>): void {
    this.#actions = [...this.#actions, action]
  }

  /** Takes the first action off, with what was not made of it. */
  shift(): void {
    this.#actions = this.#actions.slice(1)
  }

  /** Changes what is left of the first action. */
  replaceLeft(next: (changes: Change[]) => Change[]): void {
    this.#actions = this.#actions.map((action, at) =>
      at === 0 ? { ...action, changes: next(action.changes) } : action,
    )
  }

  /** The portal has given a stage its number. */
  renumber(from: number, to: number): void {
    this.#actions = this.#actions.map((action) => ({
      ...action,
      changes: action.changes.map((it) => renumbered(it, from, to)),
    }))
  }

  /** An edit of a stage was refused, which those behind it saw as made. */
  rebase(refused: StageEdit, stage: Stage): void {
    this.#actions = this.#actions.map((action) => ({
      ...action,
      changes: action.changes.map((it) => rebased(it, refused, stage)),
    }))
  }

  /** A stage was not added, which takes along what needed it. The first action is left as it is: it may be gone on with. */
  forgetStage(id: number): void {
    this.#actions = this.#actions.map((action, at) =>
      at === 0 ? action : { ...action, changes: action.changes.filter((it) => !needsStage(it, id)) },
    )
  }
}
