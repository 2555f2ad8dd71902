import { startedOnDemand, Unanswered, type OutsideProcess } from '../outside/outside-process.ts'
import type { Keychain, Question, Value } from './questions.ts'

type Options = {
  start: () => OutsideProcess<Question, Value>
  /** A question was answered after its caller had been told `Unanswered`: a person has unlocked the keychain. */
  onLateAnswer?: () => void
  /** Milliseconds that a caller waits for an answer. */
  timeoutMs?: number
  /** Milliseconds that a person may take to unlock the keychain; a process that waits for longer hangs and is killed. */
  hangMs?: number
  /** Milliseconds without a question after which the process is ended, to give its memory back. */
  idleMs?: number
}

export type OutsideKeychain = Keychain & {
  /** Ends the process. Questions under way reject with {@link Unanswered}, and so does every later one. */
  close(): void
}

/**
 * The keychain as another process sees it. Every call rejects with {@link Unanswered} after `timeoutMs`, though what it
 * asked for may still happen. One question at a time for each secret, in the order of the calls, so that the newest
 * value is the one that stays; readings that wait are one.
 */
export function outsideKeychain(options: Options): OutsideKeychain {
  const { start, onLateAnswer, timeoutMs = 8_000, hangMs = 120_000, idleMs = 15_000 } = options
  const keychain = startedOnDemand({ start, hangMs, idleMs })
  const last = new Map<string, { method: keyof Keychain; answer: Promise<Value> }>()

  function inTurn(question: Question): Promise<Value> {
    const { account, method } = question
    const before = last.get(account)
    if (before && before.method === 'getPassword' && method === 'getPassword') return before.answer
    const ask = () => keychain.ask(question)
    const answer = before ? before.answer.then(ask, ask) : ask()
    const mine = { method, answer }
    last.set(account, mine)
    const leave = () => {
      if (last.get(account) === mine) last.delete(account)
    }
    answer.then(leave, leave)
    return answer
  }

  function inTime(answer: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      let isLate = false
      const limit = setTimeout(() => {
        isLate = true
        reject(new Unanswered())
      }, timeoutMs)
      answer.then(
        (value) => {
          clearTimeout(limit)
          if (isLate) onLateAnswer?.()
          resolve(value)
        },
        (error: unknown) => {
          clearTimeout(limit)
          reject(error as Error)
        },
      )
    })
  }

  const ask = (question: Question) => inTime(inTurn(question))
  return {
    getPassword: async (service, account) => {
      const value = await ask({ method: 'getPassword', service, account })
      return typeof value === 'string' ? value : null
    },
    setPassword: async (service, account, password) => {
      await ask({ method: 'setPassword', service, account, password })
    },
    deletePassword: async (service, account) =>
      (await ask({ method: 'deletePassword', service, account })) === true,
    close: keychain.close,
  }
}
