import type { BitrixClient } from '../../bitrix/rest/client.ts'
import { isRefusedByPage, outcomeOf } from '../../bitrix/rest/errors.ts'
import type { FileContent } from '../../bitrix/rest/streamed-file.ts'
import { portalTasks } from '../../bitrix/tasks/tasks.ts'
import { getTaskV2, lacksRest3 } from '../../bitrix/tasks/tasks-v2.ts'
import { deleteTask } from '../../bitrix/tasks/tasks-v3.ts'
import { AppError, toProblem } from '../../errors.ts'
import type { Creation } from './creation.ts'
import { createFailureHandling, failureOf, InDoubt, type Failure } from './failures.ts'
import { createFollowUp } from './follow-up.ts'
import type { Outbox } from '../outbox.ts'
import type { CaptureRecord } from '../record.ts'
import type { Uploads } from './uploads.ts'

/** Sends one capture as far as is possible now. All return null on success, or why not. */
export type Sender = {
  /** Creates the task of a waiting capture. */
  create(capture: CaptureRecord): Promise<Failure | null>
  /** Does the follow-up steps that are left on a task that is there. */
  followUp(capture: CaptureRecord): Promise<Failure | null>
  /** Takes back a capture that the portal may know of. */
  takeBack(capture: CaptureRecord): Promise<Failure | null>
}

type SenderDeps = {
  outbox: Outbox
  creation: Creation
  clientOf: (accountId: string) => BitrixClient
  openFile: (id: string) => Promise<FileContent>
  uploads: Uploads
  /** The task is there. */
  onCreated: (capture: CaptureRecord) => void
  /** The portal has all files of a capture. */
  onFilesSent: () => void
  onUnexpected: (error: unknown) => void
  now: () => number
}

/** Every mark is on disk before its effect, so that a crash at any moment leaves nothing unknown. */
export function createSender(deps: SenderDeps): Sender {
  const { outbox, creation, clientOf, onCreated, onUnexpected } = deps

  const failures = createFailureHandling({ outbox, onUnexpected })
  /** How often a page was answered to a capture while other calls went through. */
  const blocked = new Map<string, number>()

  /** A firewall may refuse the words of one capture for ever; when it refuses every call, waiting helps. */
  const judge = async (id: string, accountId: string, error: unknown): Promise<[unknown, Failure]> => {
    if (!isRefusedByPage(error)) return [error, failureOf(error)]
    if (!(await getsThrough(clientOf(accountId)))) return [error, 'account']
    const times = (blocked.get(id) ?? 0) + 1
    blocked.set(id, times)
    if (times < mostBlocked) return [error, 'capture']
    blocked.delete(id)
    const { subject } = toProblem(error)
    const because = new AppError('capture-blocked', 'A page is answered to this capture alone', {
      cause: error,
      ...(subject === undefined ? {} : { subject }),
    })
    return [because, 'refused']
  }

  return {
    followUp: createFollowUp({ ...deps, failures }),
    create: async ({ id, accountId }) => {
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
        return failures.markFailed(id, ...(await judge(id, accountId, error)))
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
        await outbox.advance(id, 'markDeleted', { attempt: null, problem: null, candidates: [] })
        return null
      } catch (error) {
        const failure = failureOf(error)
        if (failure !== 'refused' || error instanceof InDoubt)
          return failures.markUndoFailed(id, error, failure)
        const { detail } = toProblem(error)
        const because = new AppError('undo-impossible', 'The portal keeps the task', {
          ...(detail === undefined ? {} : { detail }),
        })
        await outbox.update(id, { takenBack: false })
        return failures.markUndoFailed(id, because, 'refused')
      }
    },
  }
}

/** So many pages in a row, with a growing pause between, are no accident. */
const mostBlocked = 3

/** Whether the portal itself answers a call that has no words of anybody in it. */
const getsThrough = (client: BitrixClient) =>
  client.v2('server.time', {}, { kind: 'read', priority: 'capture' }).then(
    () => true,
    (error: unknown) => outcomeOf(error) === 'refused' && !isRefusedByPage(error),
  )

/** Deletes a task by whichever API the portal has; one that is gone is no error. */
async function removeTask(client: BitrixClient, taskId: number, key: string): Promise<void> {
  const options = { priority: 'capture' } as const
  try {
    await deleteTask(client, taskId, key, options).catch((error: unknown) => {
      if (!lacksRest3(error)) throw error
      return portalTasks(client).deleteTask(taskId, options)
    })
  } catch (error) {
    const isRefused = outcomeOf(error) === 'refused'
    if (!isRefused || (await getTaskV2(client, taskId, options)) !== null) throw error
  }
}
