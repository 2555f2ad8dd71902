/** A source of values that may send before anybody listens. */
export type Relay<T> = {
  send(value: T): void
  /** From now on `listener` gets every value. Returns those that came before, oldest first. */
  listen(listener: (value: T) => void): T[]
}

/** Keeps what is sent until somebody listens, so that a key pressed or a link followed during start-up is not lost. */
export function createRelay<T>(): Relay<T> {
  const early: T[] = []
  const listeners: ((value: T) => void)[] = []
  return {
    send: (value) => {
      if (listeners.length === 0) early.push(value)
      for (const listener of listeners) listener(value)
    },
    listen: (listener) => {
      listeners.push(listener)
      return early.splice(0)
    },
  }
}
