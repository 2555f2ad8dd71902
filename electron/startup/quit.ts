import { app } from 'electron'

/** Waits, before the app quits, for what is under way, but not for long: everything that matters is on disk already. */
export function quitInOrder(close: () => Promise<void>, timeoutMs = 3_000): void {
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    const limit = new Promise((resolve) => setTimeout(resolve, timeoutMs))
    void Promise.race([close(), limit]).finally(() => {
      isClosed = true
      // Not in the same turn: Electron is still busy with the first attempt, and would forget this one.
      setImmediate(() => app.quit())
    })
  })
}
