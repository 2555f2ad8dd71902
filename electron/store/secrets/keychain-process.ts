import type { Answer, Question, Value } from './questions.ts'

/** The process that asks the keychain. Questions may be sent before it runs. */
export type KeychainProcess = {
  send(question: Question & { id: number }): void
  onAnswer(listener: (answer: Answer) => void): void
  onEnd(listener: () => void): void
  /** Ends it at once, whatever it waits for. */
  kill(): void
}

/** The keychain did not reply in time. Most often it waits for a person who has to unlock it. */
export class Unanswered extends Error {}

type Options = { start: () => KeychainProcess; hangMs: number; idleMs: number }
type Pending = { resolve: (value: Value) => void; reject: (error: Error) => void; limit: NodeJS.Timeout }
type Running = { process: KeychainProcess; pending: Map<number, Pending> }

/** Starts the process when there is something to ask; ends it after `idleMs` without a question, or after `hangMs` without an answer. */
export function startedOnDemand({ start, hangMs, idleMs }: Options) {
  let running: Running | null = null
  let idle: NodeJS.Timeout | undefined
  let count = 0
  let isClosed = false

  function ended(which: Running, error: Error): void {
    if (running === which) running = null
    for (const { reject, limit } of which.pending.values()) {
      clearTimeout(limit)
      reject(error)
    }
    which.pending.clear()
  }

  function kill(which: Running): void {
    clearTimeout(idle)
    ended(which, new Unanswered())
    which.process.kill()
  }

  function take(which: Running, answer: Answer): void {
    const found = which.pending.get(answer.id)
    if (!found) return
    which.pending.delete(answer.id)
    clearTimeout(found.limit)
    if ('error' in answer) found.reject(new Error(answer.error))
    else found.resolve(answer.value)
    if (which.pending.size === 0) idle = setTimeout(() => kill(which), idleMs)
  }

  function launch(): Running {
    const started: Running = { process: start(), pending: new Map() }
    started.process.onAnswer((answer) => take(started, answer))
    started.process.onEnd(() => ended(started, new Error('The process that asks the keychain has ended')))
    return started
  }

  return {
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
    close: () => {
      isClosed = true
      if (running) kill(running)
    },
  }
}
