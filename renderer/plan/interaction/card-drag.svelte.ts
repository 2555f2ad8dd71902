import type { PlanTask } from '../../../electron/model.ts'
import type { Beside } from '../model/changes.ts'

export type Point = { x: number; y: number }

/** How far the pointer has to go before a press becomes a drag, in CSS pixels. */
const threshold = 5

/** Cards under the pointer, from the press to the drop. Knows nothing of the page: it is told where the pointer is. */
export class CardDrag {
  /** The card that was pressed, or null while nothing is dragged. */
  task = $state.raw<PlanTask | null>(null)
  /** All cards on their way, that one among them. */
  taskIds = $state.raw<readonly number[]>([])
  /** The stage under the pointer. */
  over = $state<number | null>(null)
  /** The card above or below which the dragged one would stand; null where only the stage counts. */
  beside = $state.raw<Beside | null>(null)
  at = $state.raw<Point>({ x: 0, y: 0 })
  #pressed: { task: PlanTask; taskIds: readonly number[]; at: Point } | null = null

  press(task: PlanTask, at: Point, taskIds: readonly number[] = [task.id]): void {
    this.#pressed = { task, taskIds, at }
  }

  /** Returns whether the pointer's way has just become a drag. */
  track(at: Point, stageUnder: number | null, beside: Beside | null = null): boolean {
    if (!this.#pressed) return false
    const isFar = Math.hypot(at.x - this.#pressed.at.x, at.y - this.#pressed.at.y) >= threshold
    if (!this.task && !isFar) return false
    const isStart = !this.task
    this.task = this.#pressed.task
    this.taskIds = this.#pressed.taskIds
    this.at = at
    this.over = stageUnder
    if (JSON.stringify(beside) !== JSON.stringify(this.beside)) this.beside = beside
    return isStart
  }

  /** Whether something would change if the cards were let go over this stage. */
  isFor(stageId: number): boolean {
    if (this.task === null) return false
    return this.taskIds.length > 1 || this.task.stageId !== stageId || this.beside !== null
  }

  /** Ends the drag and tells which cards were let go where, or null if that is no other stage. */
  release(): { taskIds: readonly number[]; stageId: number; beside: Beside | null } | null {
    const { taskIds, over, beside } = this
    const isMove = over !== null && this.isFor(over)
    this.cancel()
    return isMove ? { taskIds, stageId: over, beside } : null
  }

  /** On which side of this card the dragged one would stand, or null. */
  sideOf(taskId: number): 'before' | 'after' | null {
    const { beside } = this
    if (beside && 'before' in beside) return beside.before === taskId ? 'before' : null
    return beside?.after === taskId ? 'after' : null
  }

  cancel(): void {
    this.#pressed = null
    this.task = null
    this.taskIds = []
    this.over = null
    this.beside = null
  }
}
