import { AppError, toProblem } from '../errors.ts'
import { InDoubt, type Failure } from './failures.ts'
import type { Outbox } from './outbox.ts'
import type { CaptureRecord } from './record.ts'

export type Setbacks = {
  /** The failure as a record keeps it; a bug is reported. */
  told(error: unknown): CaptureRecord['problem']
  /** Marks a capture that did not come through. */
  giveUp(id: string, error: unknown, failure: Failure): Promise<Failure>
}

type Needs = { outbox: Outbox; onUnexpected: (error: unknown) => void }

/** What is done when something goes wrong on the way. */
export function createSetbacks({ outbox, onUnexpected }: Needs): Setbacks {
  const told = (error: unknown): CaptureRecord['problem'] => {
    if (!(error instanceof AppError)) onUnexpected(error)
    const { code, subject, detail } = toProblem(error)
    return {
      code,
      ...(subject === undefined ? {} : { subject }),
      ...(detail === undefined ? {} : { detail }),
    }
  }

  const giveUp = async (id: string, error: unknown, failure: Failure): Promise<Failure> => {
    const problem = told(error)
    const candidates = error instanceof InDoubt ? error.candidates : []
    const event = failure === 'refused' ? 'refuse' : 'fail'
    const marked = await outbox.advance(id, event, { problem, candidates })
    if (!marked) await outbox.update(id, { problem }) // it is being taken back, and goes on doing so
    return failure
  }

  return { told, giveUp }
}
