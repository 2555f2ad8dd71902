/** What became of a question: a value, the text of an error, or that it is still being worked on. */
export type Answer<Value> = { id: number } & ({ value: Value } | { error: string } | { isAlive: true })

/** A process that does one kind of thing which may hang. Questions may be sent before it runs. */
export type OutsideProcess<Question, Value> = {
  send(question: Question & { id: number }): void
  onAnswer(listener: (answer: Answer<Value>) => void): void
  onEnd(listener: () => void): void
  /** Ends it at once, whatever it waits for. */
  kill(): void
}

/** What is outside did not reply in time. Of a keychain, most often: it waits for a person who has to unlock it. */
export class Unanswered extends Error {}

type Options<Question, Value> = {
  start: () => OutsideProcess<Question, Value>
  /** Milliseconds without an answer, or a sign of life, after which the process hangs and is killed. */
  hangMs: number
  /** Milliseconds without a question after which the process is ended, to give its memory back. */
  idleMs: number
}

type Pending<Value> = {
  resolve: (value: Value) => void
  reject: (error: Error) => void
  limit: NodeJS.Timeout
}
type Running<Question, Value> = {
  process: OutsideProcess<Question, Value>
  pending: Map<number, Pending<Value>>
}

/** Starts the process when there is something to ask, and ends it when it has nothing to do or hangs. */
export function startedOnDemand<Question, Value>(options: Options<Question, Value>) {
  const { start, hangMs, idleMs } = options
  let running: Running<Question, Value> | null = null
  let idle: NodeJS.Timeout | undefined
  let count = 0
  let isClosed = false

  function ended(which: Running<Question, Value>, error: Error): void {
    if (running === which) running = null
    for (const { reject, limit } of which.pending.values()) {
      clearTimeout(limit)
      reject(error)
    }
    which.pending.clear()
  }

  function kill(which: Running<Question, Value>): void {
    clearTimeout(idle)
    ended(which, new Unanswered())
    which.process.kill()
  }

  function take(which: Running<Question, Value>, answer: Answer<Value>): void {
    const found = which.pending.get(answer.id)
    if (!found) return
    if ('isAlive' in answer) {
      found.limit.refresh()
      return
    }
    which.pending.delete(answer.id)
    clearTimeout(found.limit)
    if ('error' in answer) found.reject(new Error(answer.error))
    else found.resolve(answer.value)
    if (which.pending.size === 0) idle = setTimeout(() => kill(which), idleMs)
  }

  function launch(): Running<Question, Value> {
    const started: Running<Question, Value> = { process: start(), pending: new Map() }
    started.process.onAnswer((answer) => take(started, answer))
    started.process.onEnd(() => ended(started, new Error('A process that does the work outside has ended')))
    return started
  }

  return {
    /** Rejects with {@link Unanswered} where the process hangs, with what it says where it fails. */
    ask: (question: Question): Promise<Value> => {
      if (isClosed) return Promise.reject(new Unanswered())
      clearTimeout(idle)
      const mine = (running ??= launch())
      const id = ++count
      return new Promise((resolve, reject) => {
        mine.pending.set(id, { resolve, reject, limit: setTimeout(() => kill(mine), hangMs) })
        mine.process.send({ id, ...question })
      })
    },
    /** Ends the process. Questions under way reject with {@link Unanswered}, and so does every later one. */
    close: () => {
      isClosed = true
      if (running) kill(running)
    },
  }
}
