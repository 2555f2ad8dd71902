import type { Board } from './board.svelte.ts'
import { feasible } from './inverse.ts'

/** Undoes and redoes one thing after the other, each when all that is on its way has arrived. */
export class UndoQueue {
  #last = Promise.resolve()

  constructor(private readonly board: Board) {}

  run(origin: 'undo' | 'redo'): Promise<void> {
    const { board } = this
    this.#last = this.#last.then(() => board.writes.settled()).then(() => undoOrRedo(board, origin))
    return this.#last
  }
}

/**
 * Undoes or redoes the last thing. What was changed elsewhere meanwhile is left out and told; while the portal is out of
 * reach nothing is done, and it stays on the list. Never throws.
 */
async function undoOrRedo(board: Board, origin: 'undo' | 'redo'): Promise<void> {
  const { history, reading } = board
  const entry = origin === 'undo' ? history.undoable : history.redoable
  if (!entry) return
  await reading.freshen().catch(() => undefined) // the write behind it fails with the same reason, and tells it
  if (!board.plan) return
  const { label } = entry
  const { changes, lost } = feasible(board.plan, entry.steps)
  if (reading.problem === null) history.drop(entry)
  if (lost > 0) board.notice = { kind: 'lost', label, isAll: changes.length === 0 }
  if (changes.length > 0) await board.do({ label, changes, origin, strict: changes.length > 1 })
}
