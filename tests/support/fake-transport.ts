import type {
  Answer,
  EventName,
  Events,
  Input,
  Reply,
  RequestName,
  Transport,
} from '../../electron/ipc/contract.ts'
import type { DraftView, Problem } from '../../electron/model.ts'

/** What the main process replies to, by the name of the request. */
export type Answers = Partial<{ [K in RequestName]: (input: Input<K>) => Answer<K> | Promise<Answer<K>> }> & {
  /** What becomes of dropped or pasted files. */
  attach?: (files: readonly File[]) => DraftView | Promise<DraftView>
}

/** The main process as a window sees it, with what was asked of it and a way to send news. */
export type FakeTransport = Transport & {
  /** Every request in the order it was made. */
  asked: [RequestName, unknown][]
  emit: <K extends EventName>(name: K, payload: Events[K]) => void
}

/**
 * Replies from a table. A handler that throws a {@link Problem} becomes a failed reply; any other error, and a request
 * that nobody prepared, rejects.
 */
export function fakeTransport(answers: Answers): FakeTransport {
  const asked: [RequestName, unknown][] = []
  const listeners = new Map<EventName, Set<(payload: never) => void>>()

  return {
    asked,
    invoke: async (name, input) => {
      asked.push([name, input])
      const answer = answers[name] as ((input: unknown) => unknown) | undefined
      if (!answer) throw new Error(`Nobody prepared an answer to "${name}"`)
      return replyOf(() => answer(input))
    },
    attach: async (files) => {
      const { attach } = answers
      if (!attach) throw new Error('Nobody prepared an answer to files')
      return replyOf(() => attach(files as File[]))
    },
    listen: (name, listener) => {
      const heard = listeners.get(name) ?? new Set()
      listeners.set(name, heard.add(listener))
      return () => heard.delete(listener)
    },
    emit: (name, payload) => {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(payload as never)
    },
  }
}

async function replyOf(answer: () => unknown): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await answer() }
  } catch (error) {
    if (isProblem(error)) return { ok: false, problem: error }
    throw error
  }
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error
