import type { BitrixClient } from '../../bitrix/rest/client.ts'
import { AppError, toProblem } from '../../errors.ts'
import { createCompletion } from './completion.ts'
import type { Creation } from './creation.ts'
import { failureOf, InDoubt, type Failure } from './failures.ts'
import type { Outbox } from '../outbox.ts'
import type { CaptureRecord } from '../record.ts'
import { removeTask } from './removal.ts'
import { createSetbacks } from './setbacks.ts'

/** Carries one capture as far as it comes now. They answer null when it is through, or why it is not. */
export type Carrier = {
  /** Makes the task of a waiting capture. */
  create(capture: CaptureRecord): Promise<Failure | null>
  /** Does what is left to do on the task. */
  complete(capture: CaptureRecord): Promise<Failure | null>
  /** Takes back a capture that the portal may know of. */
  takeBack(capture: CaptureRecord): Promise<Failure | null>
}

type Needs = {
  outbox: Outbox
  creation: Creation
  clientOf: (accountId: string) => BitrixClient
  readFile: (id: string) => Promise<Uint8Array>
  /** The task is there. */
  onCreated: (capture: CaptureRecord) => void
  /** The portal has all files of a capture. */
  onFilesSent: () => void
  onUnexpected: (error: unknown) => void
  now: () => number
}

/** Every mark is on disk before its effect, so that a crash at any moment leaves nothing unknown. */
export function createCarrier(needs: Needs): Carrier {
  const { outbox, creation, clientOf, readFile, onCreated, onFilesSent, onUnexpected, now } = needs

  const setbacks = createSetbacks({ outbox, onUnexpected })
  const { giveUp, stayPut } = setbacks

  return {
    complete: createCompletion({ outbox, setbacks, clientOf, readFile, onFilesSent, now }),
    create: async ({ id }) => {
      if (!(await outbox.advance(id, 'begin', { candidates: [] }))) return null
      try {
        const taskId = await creation.obtain(id)
        const isMore = outbox.find(id)?.steps.some(({ state }) => state !== 'done')
        const made = { taskId, attempt: null, problem: null }
        const created = await outbox.advance(id, isMore ? 'create' : 'finish', made)
        if (created) onCreated(created)
        else await outbox.update(id, made) // taken back meanwhile: the task is known all the same
        return null
      } catch (error) {
        return giveUp(id, error, failureOf(error))
      }
    },
    takeBack: async (capture) => {
      const { id, accountId } = capture
      try {
        const taskId = capture.taskId ?? (await creation.seek(id))
        if (taskId !== null) {
          await outbox.update(id, { taskId })
          await removeTask(clientOf(accountId), taskId, `${id}:undo`)
        }
        await outbox.advance(id, 'vanish', { attempt: null, problem: null, candidates: [] })
        return null
      } catch (error) {
        const failure = failureOf(error)
        if (failure !== 'refused' || error instanceof InDoubt) return stayPut(id, error, failure)
        const { detail } = toProblem(error)
        const because = new AppError('undo-impossible', 'The portal keeps the task', {
          ...(detail === undefined ? {} : { detail }),
        })
        await outbox.update(id, { takenBack: false })
        return stayPut(id, because, 'refused')
      }
    },
  }
}
