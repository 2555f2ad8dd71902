import type { Board } from './board.svelte.ts'
import { feasible } from './inverse.ts'

/**
 * Undoes or redoes the last thing. What was changed elsewhere meanwhile is left out and told; while the portal is out of
 * reach nothing is done, and it stays on the list. Never throws.
 */
export async function undoOrRedo(board: Board, origin: 'undo' | 'redo'): Promise<void> {
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
