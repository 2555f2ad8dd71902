import type { Capture } from '../../../electron/model.ts'
import type { Bridge } from '../../shared/bridge.ts'
import type { Board } from '../model/board.svelte.ts'

/** A task that was written at the foot of a stage and is not on the board yet. */
export type Newcomer = { id: string; title: string; stageId: number }

/** Tasks written on the board: shown at the foot of their stage while they are on their way, and brought into sight when they come. */
export class Newcomers {
  #waiting = $state.raw<readonly Newcomer[]>([])
  /** The task that has come last, until it was shown. */
  arrived = $state<number | null>(null)

  /** What is on its way to a stage. */
  of(stageId: number): readonly Newcomer[] {
    return this.#waiting.filter((one) => one.stageId === stageId)
  }

  expect({ id, title }: Capture, stageId: number): void {
    this.#waiting = [...this.#waiting, { id, title, stageId }]
  }

  /** Follows the way of what is expected. Returns the way to stop. */
  follow(board: Board, bridge: Bridge): () => void {
    return bridge.on('captures.changed', (changed) => {
      for (const capture of changed) {
        if (this.#waiting.some(({ id }) => id === capture.id)) void this.#look(board, capture)
      }
    })
  }

  async #look(board: Board, { id, state, taskId }: Capture): Promise<void> {
    if (state === 'waiting' || state === 'sending') return
    if (state === 'sent') await board.reading.again()
    this.#waiting = this.#waiting.filter((one) => one.id !== id)
    if (board.plan?.tasks.some((task) => task.id === taskId)) this.arrived = taskId
  }
}
