import type { Bridge } from '../../shared/bridge.ts'
import type { Board } from './board.svelte.ts'

/** How often a board that a user looks at is read again, in milliseconds. */
const often = 5 * 60_000

/** What is heard and seen of the window: that a user comes back to it, and whether it is in sight. */
type Page = Pick<Window, 'addEventListener'> & { document: Pick<Document, 'visibilityState'> }

/**
 * Reads a board and keeps it fresh: when the user comes back, when the network does, when a capture has become a task,
 * and every few minutes while it is seen. Returns the way to stop.
 */
export function followBoard(board: Board, bridge: Bridge, page: Page = window): () => void {
  const listening = new AbortController()
  const { signal } = listening
  const refresh = () => void board.refresh()
  const isSeen = () => page.document.visibilityState === 'visible'
  const sent = new Set<string>()

  void board.reading.recall()
  refresh()
  void board.askRights()
  page.addEventListener('focus', refresh, { signal })
  page.addEventListener('online', refresh, { signal })
  const timer = setInterval(() => isSeen() && refresh(), often)
  const stopParts = bridge.on('plan.part', ({ board: id, plan }) => {
    const isMine = id.projectId === board.id.projectId && id.asAdmin === board.id.asAdmin
    if (isMine) board.reading.takePart(plan)
  })
  const stopCaptures = bridge.on('captures.changed', (changed) => {
    const arrived = changed.filter(({ id, state }) => state === 'sent' && !sent.has(id))
    for (const { id } of arrived) sent.add(id)
    // What is being read at this moment may not have them yet.
    if (arrived.length > 0) void board.reading.again()
  })

  return () => {
    listening.abort()
    clearInterval(timer)
    stopParts()
    stopCaptures()
  }
}
