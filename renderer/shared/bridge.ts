import type { Answer, EventName, Events, Input, RequestName, Transport } from '../../electron/ipc/contract.ts'
import type { DraftView, Problem } from '../../electron/model.ts'

/** A request that the main process could not fulfil; `problem.code` picks the words. */
export class BridgeError extends Error {
  override readonly name = 'BridgeError'

  constructor(readonly problem: Problem) {
    super(problem.code)
  }
}

/** What to tell a user of anything that was thrown. */
export const problemOf = (error: unknown): Problem =>
  error instanceof BridgeError ? error.problem : { code: 'unexpected' }

/** Typed access to the main process: `ask` for an answer, `on` for news. */
export type Bridge = {
  /** Throws a {@link BridgeError} when the reply is a failure. */
  ask: <K extends RequestName>(
    name: K,
    ...input: Input<K> extends undefined ? [] : [Input<K>]
  ) => Promise<Answer<K>>
  /** Takes dropped or pasted files into the draft. Throws a {@link BridgeError} that names the first one refused. */
  attach: (files: readonly File[]) => Promise<DraftView>
  /** Returns the way to stop listening. */
  on: <K extends EventName>(name: K, listener: (payload: Events[K]) => void) => () => void
}

export function createBridge(transport: Transport): Bridge {
  return {
    ask: async <K extends RequestName>(name: K, ...[input]: [Input<K>?]) => {
      const reply = await transport.invoke(name, input)
      if (!reply.ok) throw new BridgeError(reply.problem)
      return reply.value as Answer<K>
    },
    attach: async (files) => {
      const reply = await transport.attach(files)
      if (!reply.ok) throw new BridgeError(reply.problem)
      return reply.value as DraftView
    },
    on: (name, listener) => transport.listen(name, listener),
  }
}
