import { outcomeOf } from '../../bitrix/rest/errors.ts'
import { AppError, toProblem } from '../../errors.ts'
import type { ErrorCode } from '../../model.ts'
import type { Outbox } from '../outbox.ts'
import type { CaptureRecord } from '../record.ts'

/**
 * What a failed try means for a capture.
 * `refused`: it needs a person. `capture`: it is tried again, and those behind it need not wait for that. `later`: the same, but
 * not before its own time, however often others are sent meanwhile.
 * `account`: nothing can be sent for this account now.
 */
export type Failure = 'refused' | 'capture' | 'later' | 'account'

/** Nobody can say which task of the portal is this capture; thrown with those that may be it. */
export class InDoubt extends AppError {
  readonly candidates: { taskId: number; title: string }[]

  constructor(candidates: { taskId: number; title: string }[]) {
    super('capture-in-doubt', 'It cannot be told which task is this capture')
    this.candidates = candidates
  }
}

const mendedByWaiting: ReadonlySet<ErrorCode> = new Set(['portal-broken', 'answer-blocked', 'unexpected'])
/** Of a part of a capture these do not go away by themselves: the task itself went through. */
const ownRights: ReadonlySet<ErrorCode> = new Set(['scope-missing', 'access-denied', 'move-not-verified'])

/** They do not come from the portal, and trying again mends none of them. */
const ours: ReadonlySet<ErrorCode> = new Set(['file-unreadable', 'input-invalid', 'upload-stopped'])

/** Sorts a failure to create, find or delete the task. */
export function failureOf(error: unknown): Failure {
  if (error instanceof InDoubt) return 'refused'
  if (!(error instanceof AppError)) return 'capture'
  if (outcomeOf(error) === 'refused' && !mendedByWaiting.has(error.code)) return 'refused'
  return outcomeOf(error) === 'did-not-run' && error.code !== 'capture-in-doubt' ? 'account' : 'capture'
}

/** Sorts a failure of a follow-up step. */
export function stepFailureOf(error: unknown): Failure {
  const isOurs = error instanceof AppError && ours.has(error.code)
  // A page instead of an answer may say that a file is too large, which no waiting mends.
  if (isOurs || outcomeOf(error) === 'refused') return 'refused'
  const isOfRights = error instanceof AppError && ownRights.has(error.code)
  return isOfRights && outcomeOf(error) !== 'unknown' ? 'refused' : failureOf(error)
}

export type FailureHandling = {
  /** The failure as a record keeps it; a bug is reported. */
  problemOf(error: unknown): CaptureRecord['problem']
  /** Marks a capture that could not be sent; one that is taken back meanwhile goes on being taken back. */
  markFailed(id: string, error: unknown, failure: Failure): Promise<Failure>
  /** Marks a capture that could not be taken back. */
  markUndoFailed(id: string, error: unknown, failure: Failure): Promise<Failure>
}

type FailureHandlingDeps = { outbox: Outbox; onUnexpected: (error: unknown) => void }

/** Writes failures into the outbox. */
export function createFailureHandling({ outbox, onUnexpected }: FailureHandlingDeps): FailureHandling {
  const problemOf = (error: unknown): CaptureRecord['problem'] => {
    if (!(error instanceof AppError)) onUnexpected(error)
    const { code, subject, other, detail } = toProblem(error)
    return {
      code,
      ...(subject === undefined ? {} : { subject }),
      ...(other === undefined ? {} : { other }),
      ...(detail === undefined ? {} : { detail }),
    }
  }

  const mark = async (id: string, event: 'fail' | 'refuse' | 'blockUndo', error: unknown) => {
    const problem = problemOf(error)
    const candidates = error instanceof InDoubt ? error.candidates : []
    const isMarked = await outbox.advance(id, event, { problem, candidates })
    if (!isMarked && event !== 'refuse') await outbox.update(id, { problem })
  }

  return {
    problemOf,
    markFailed: async (id, error, failure) => {
      await mark(id, failure === 'refused' ? 'refuse' : 'fail', error)
      return failure
    },
    markUndoFailed: async (id, error, failure) => {
      await mark(id, failure === 'refused' ? 'blockUndo' : 'fail', error)
      return failure
    },
  }
}
