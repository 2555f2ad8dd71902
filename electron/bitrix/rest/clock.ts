/** Time as the client needs it, so that a test can let an hour pass at once. */
export type Clock = {
  /** Milliseconds from some fixed moment; never goes back. */
  now: () => number
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const timer = setTimeout(finish, Math.ceil(ms))
      signal?.addEventListener('abort', stop, { once: true })
      function finish() {
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      function stop() {
        clearTimeout(timer)
        reject(signal?.reason as Error)
      }
    }),
}
