import type { Column } from '../model/columns.ts'

/** A stage that was picked up to stand elsewhere, by key or pointer; the board shows it where it would be put down. */
export class StageDrag {
  /** The stage's id, or null while none is picked up. */
  id = $state<number | null>(null)
  /** Its place among all columns, from 0. */
  place = $state(0)
  #from = 0

  lift(id: number, place: number): void {
    this.id = id
    this.place = place
    this.#from = place
  }

  /** Moves it to a place; tells whether that is another one. */
  to(place: number, count: number): boolean {
    const next = Math.max(0, Math.min(count - 1, place))
    const isOther = next !== this.place
    this.place = next
    return isOther
  }

  /** Puts it down; tells which stage and whether it stands elsewhere now. */
  drop(): { id: number; place: number; isMoved: boolean } | null {
    const { id, place } = this
    const isMoved = place !== this.#from
    this.cancel()
    return id === null ? null : { id, place, isMoved }
  }

  cancel(): void {
    this.id = null
  }

  /** The columns with the dragged one at its place. */
  arranged(columns: Column[]): Column[] {
    const dragged = columns.find(({ stage }) => stage.id === this.id)
    if (!dragged) return columns
    return columns.filter((column) => column !== dragged).toSpliced(this.place, 0, dragged)
  }
}

/** The place that a pointer at `x` means, by the middles of the other columns. */
export function placeAt(x: number, middles: readonly number[]): number {
  return middles.filter((middle) => middle < x).length
}
