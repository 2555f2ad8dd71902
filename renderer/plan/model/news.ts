import type { Difference } from './elsewhere.ts'
import type { Entry, Origin } from './history.svelte.ts'
import type { Label } from './labels.ts'

/** Something that has just happened on a board and that a person should know of. */
export type News =
  | { kind: 'done'; entry: Entry; origin: Origin }
  | { kind: 'elsewhere'; found: Difference[] }
  /** An undo of which all, or some, could not be done any more. */
  | { kind: 'lost'; label: Label; isAll: boolean }
  /** Something cannot be changed here, or now. */
  | { kind: 'cannot'; what: 'stages' | 'tasks' }
  /** The stage that was being moved was deleted elsewhere. */
  | { kind: 'gone' }
