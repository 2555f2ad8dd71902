type NetworkWatchOptions = {
  isOnline: () => boolean
  /** Whether anything waits to be sent; nothing is looked at while nothing does. */
  isWaiting: () => boolean
  wake: () => void
  /** Milliseconds. */
  every?: number
}

/** Wakes the delivery as soon as the network is back, where the system tells of it only when it is asked. */
export function watchNetwork({ isOnline, isWaiting, wake, every = 2_000 }: NetworkWatchOptions): {
  stop(): void
} {
  let wasOnline = true
  const timer = setInterval(() => {
    if (!isWaiting()) return
    const is = isOnline()
    if (is && !wasOnline) wake()
    wasOnline = is
  }, every)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
