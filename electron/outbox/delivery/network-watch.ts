type NetworkWatchOptions = {
  isOnline: () => boolean
  /** Whether anything waits to be sent; nothing is looked at while nothing does. */
  isWaiting: () => boolean
  wake: () => void
  /** Milliseconds. */
  every?: number
}

export type NetworkWatch = {
  /** Something may wait now. */
  look(): void
  stop(): void
}

/**
 * Wakes the delivery as soon as the network is back, where the system tells of it only when it is asked. There is a timer
 * only while something waits, so that an app with nothing to do does not wake the processor.
 */
export function watchNetwork({
  isOnline,
  isWaiting,
  wake,
  every = 2_000,
}: NetworkWatchOptions): NetworkWatch {
  let wasOnline = true
  let timer: NodeJS.Timeout | null = null
  const stop = () => {
    if (timer !== null) clearInterval(timer)
    timer = null
  }
  const check = () => {
    if (!isWaiting()) return stop()
    const is = isOnline()
    if (is && !wasOnline) wake()
    wasOnline = is
  }
  const look = () => {
    if (timer === null && isWaiting()) timer = setInterval(check, every).unref()
  }
  look()
  return { look, stop }
}
