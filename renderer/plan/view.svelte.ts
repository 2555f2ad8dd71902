import { CardDrag } from './drag.svelte.ts'

/** What the user is doing on the board just now, as far as more than one part of it has to know. */
export class BoardView {
  /** The key of the column whose title is being edited. */
  renaming = $state<number | null>(null)
  /** The key of the column behind which a new stage is being named; 0 on an empty board. */
  adding = $state<number | null>(null)
  /** What a screen reader is told. */
  spoken = $state('')
  readonly drag = new CardDrag()

  /** Tells a screen reader; the same sentence twice is told twice. */
  say(text: string): void {
    this.spoken = this.spoken === text ? `${text}\u00a0` : text
  }
}
