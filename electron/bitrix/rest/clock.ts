import { onAbort } from '../../abort.ts'
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
      const timer = setTimeout(() => {
        unfollow()
        resolve()
      }, Math.ceil(ms))
      const unfollow = onAbort(signal, (reason) => {
        clearTimeout(timer)
        reject(reason as Error)
      })
    }),
}
