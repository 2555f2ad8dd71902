import type { BoardPreferences, PlanTask } from '../../../electron/model.ts'
import { StageDrag } from './stage-drag.svelte.ts'
import type { Column } from '../model/columns.ts'
import { CardDrag } from './card-drag.svelte.ts'
import { matcherOf } from '../model/matching.ts'
import { Newcomers } from '../cards/newcomers.svelte.ts'
import type { Box } from './rubber-band.ts'
import { Selection } from './selection.svelte.ts'

/** What the user is doing on the board just now, as far as more than one part of it has to know. */
export class BoardView {
  /** The key of the column whose title is being edited. */
  renaming = $state<number | null>(null)
  /** The key of the column behind which a new stage is being named; 0 on an empty board. */
  adding = $state<number | null>(null)
  /** The id of the stage that is about to be deleted. */
  removing = $state<number | null>(null)
  /** The task that was to be completed and demands a result first. */
  demanding = $state.raw<PlanTask | null>(null)
  /** The task whose panel is open. */
  opened = $state.raw<PlanTask | null>(null)
  /** What tasks are looked for. */
  filter = $state('')
  /** Stages shown as a narrow strip. */
  collapsed = $state.raw<readonly number[]>([])
  /** Cards of one line and one line of facts. */
  isCompact = $state(false)
  /** What a screen reader is told. */
  spoken = $state('')
  /** Where the pointer is drawing a band to select tasks with. */
  band = $state.raw<Box | null>(null)
  readonly drag = new CardDrag()
  readonly stageDrag = new StageDrag()
  readonly selection = new Selection()
  readonly newcomers = new Newcomers()
  readonly #matches = $derived(matcherOf(this.filter))

  /** The columns as they are to be seen: filtered, and with a dragged stage at its place. */
  shown(columns: Column[]): Column[] {
    const filtered =
      this.filter.trim() === ''
        ? columns
        : columns.map((column) => ({ ...column, tasks: column.tasks.filter(this.#matches) }))
    return this.stageDrag.arranged(filtered)
  }

  isCollapsed(stageId: number): boolean {
    return this.collapsed.includes(stageId)
  }

  toggleCollapsed(stageId: number): void {
    this.collapsed = this.isCollapsed(stageId)
      ? this.collapsed.filter((id) => id !== stageId)
      : [...this.collapsed, stageId]
  }

  /** What is to be remembered; stages that are gone are forgotten. */
  preferences(columns: Column[], showsCompleted: boolean): BoardPreferences {
    const ids = columns.map(({ stage }) => stage.id)
    const collapsed = this.collapsed.filter((id) => ids.includes(id))
    return { collapsed, showsCompleted, isCompact: this.isCompact }
  }

  /** Tells a screen reader; the same sentence twice is told twice. */
  say(text: string): void {
    this.spoken = this.spoken === text ? `${text}\u00a0` : text
  }
}
