import { AppError, toProblem } from '../../errors.ts'
import { InDoubt, type Failure } from './failures.ts'
import type { Outbox } from '../outbox.ts'
import type { CaptureRecord } from '../record.ts'

export type Setbacks = {
  /** The failure as a record keeps it; a bug is reported. */
  told(error: unknown): CaptureRecord['problem']
  /** Marks a capture that did not come through; one that is taken back meanwhile goes on being taken back. */
  giveUp(id: string, error: unknown, failure: Failure): Promise<Failure>
  /** Marks a capture that could not be taken back. */
  stayPut(id: string, error: unknown, failure: Failure): Promise<Failure>
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

  const mark = async (id: string, event: 'fail' | 'refuse' | 'hinder', error: unknown) => {
    const problem = told(error)
    const candidates = error instanceof InDoubt ? error.candidates : []
    const isMarked = await outbox.advance(id, event, { problem, candidates })
    if (!isMarked && event !== 'refuse') await outbox.update(id, { problem })
  }

  return {
    told,
    giveUp: async (id, error, failure) => {
      await mark(id, failure === 'refused' ? 'refuse' : 'fail', error)
      return failure
    },
    stayPut: async (id, error, failure) => {
      await mark(id, failure === 'refused' ? 'hinder' : 'fail', error)
      return failure
    },
  }
}
