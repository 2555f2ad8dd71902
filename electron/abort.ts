/**
 * Calls `stop` with the signal's reason once it is aborted, at once where it already is. Returns a function that stops
 * listening. Used instead of `AbortSignal.any`, which leaks listeners in Node 20.
 */
export function onAbort(signal: AbortSignal | undefined, stop: (reason: unknown) => void): () => void {
  const listener = () => stop(signal?.reason)
  if (signal?.aborted) listener()
  else signal?.addEventListener('abort', listener, { once: true })
  return () => signal?.removeEventListener('abort', listener)
}
