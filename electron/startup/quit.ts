import { app, BrowserWindow } from 'electron'

/** Milliseconds that the end of a session is held up; Windows ends by force what takes five seconds. */
const sessionEndMs = 2_000

/** Waits, before the app ends, for what is under way, but not for long: everything that matters is on disk already. */
export function quitInOrder(close: () => Promise<void>, timeoutMs = 3_000): void {
  let closing: Promise<unknown> | null = null
  let isClosed = false
  const closeWithin = (limit: number) => {
    closing ??= Promise.race([close(), new Promise((resolve) => setTimeout(resolve, limit))])
    return closing
  }
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void closeWithin(timeoutMs).finally(() => {
      isClosed = true
      // Not in the same turn: Electron is still busy with the first attempt, and would forget this one.
      setImmediate(() => app.quit())
    })
  })
  // When somebody logs off, Windows tells the windows and nobody else, https://www.electronjs.org/docs/latest/api/app#event-before-quit.
  const endWithSession = () => void closeWithin(sessionEndMs).finally(() => app.exit())
  const watch = (window: BrowserWindow) => window.on('session-end', endWithSession)
  BrowserWindow.getAllWindows().forEach(watch)
  app.on('browser-window-created', (_event, window) => watch(window))
}
