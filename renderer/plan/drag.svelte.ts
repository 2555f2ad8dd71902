import type { PlanTask } from '../../electron/ipc/contract.ts'

export type Point = { x: number; y: number }

/** How far the pointer has to go before a press becomes a drag, in CSS pixels. */
const threshold = 5

/** One card under the pointer, from the press to the drop. Knows nothing of the page: it is told where the pointer is. */
export class CardDrag {
  /** The card on its way, or null while nothing is dragged. */
  task = $state.raw<PlanTask | null>(null)
  /** The stage under the pointer. */
  over = $state<number | null>(null)
  at = $state.raw<Point>({ x: 0, y: 0 })
  #pressed: { task: PlanTask; at: Point } | null = null

  press(task: PlanTask, at: Point): void {
    this.#pressed = { task, at }
  }

  /** Tells whether the pointer's way has just become a drag. */
  track(at: Point, stageUnder: number | null): boolean {
    if (!this.#pressed) return false
    const isFar = Math.hypot(at.x - this.#pressed.at.x, at.y - this.#pressed.at.y) >= threshold
    if (!this.task && !isFar) return false
    const isStart = !this.task
    this.task = this.#pressed.task
    this.at = at
    this.over = stageUnder
    return isStart
  }

  /** Ends the drag and tells where the card was let go, or null if that is no other stage. */
  release(): { task: PlanTask; stageId: number } | null {
    const { task, over } = this
    this.cancel()
    return task && over !== null && over !== task.stageId ? { task, stageId: over } : null
  }

  cancel(): void {
    this.#pressed = null
    this.task = null
    this.over = null
  }
}
