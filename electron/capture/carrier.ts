import type { BitrixClient } from '../bitrix/client.ts'
import { outcomeOf } from '../bitrix/errors.ts'
import { portalTasks } from '../bitrix/tasks.ts'
import { getTaskV2, lacksRest3 } from '../bitrix/tasks-v2.ts'
import { deleteTask } from '../bitrix/tasks-v3.ts'
import { AppError, toProblem } from '../errors.ts'
import type { Creation } from './creation.ts'
import { asKept, failureOf, InDoubt, stepFailureOf, type Failure } from './failures.ts'
import type { Outbox } from './outbox.ts'
import type { CaptureRecord, StepName, StepRecord } from './record.ts'
import { steps } from './steps/all.ts'

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

  const told = (error: unknown) => {
    if (!(error instanceof AppError)) onUnexpected(error)
    return asKept(toProblem(error))
  }

  /** Marks a capture that did not come through. */
  const giveUp = async (id: string, error: unknown, failure: Failure): Promise<Failure> => {
    const problem = told(error)
    const candidates = error instanceof InDoubt ? error.candidates : []
    const event = failure === 'refused' ? 'refuse' : 'fail'
    const marked = await outbox.advance(id, event, { problem, candidates })
    if (!marked) await outbox.update(id, { problem }) // it is being taken back, and goes on doing so
    return failure
  }

  const markStep = (id: string, name: StepName, change: Partial<StepRecord>) =>
    outbox.update(id, ({ steps }) => ({
      steps: steps.map((step) => (step.name === name ? { ...step, ...change } : step)),
    }))

  const keepFile: (id: string) => Parameters<(typeof steps)['files']>[0]['keepFile'] =
    (id) => async (fileId, change) => {
      await outbox.update(id, ({ attachments }) => ({
        attachments: attachments.map((one) => (one.id === fileId ? { ...one, ...change } : one)),
      }))
    }

  /** Answers why the step did not come through, or null. One that is refused does not hold up the others. */
  async function run(
    { id, accountId, taskId }: CaptureRecord & { taskId: number },
    { name, tried }: StepRecord,
  ) {
    const capture = await markStep(id, name, { state: 'doing', tried: true, problem: null })
    try {
      await steps[name]({
        ...{ capture, taskId, readFile, now, isRepeated: tried },
        client: clientOf(accountId),
        progress: async (done) => {
          await markStep(id, name, { done })
        },
        keepFile: keepFile(id),
      })
      await outbox.update(id, ({ steps, change }) => ({
        steps: steps.map((step) =>
          step.name === name ? { ...step, state: 'done' as const, done: step.of } : step,
        ),
        change: name === 'details' ? null : change,
      }))
      if (name === 'files') onFilesSent()
      return null
    } catch (error) {
      const failure = stepFailureOf(error)
      const problem = told(error)
      await markStep(id, name, { state: failure === 'refused' ? 'failed' : 'waiting', problem })
      return { failure, error }
    }
  }

  const complete = async ({ id }: CaptureRecord): Promise<Failure | null> => {
    const begun = await outbox.advance(id, 'begin', { problem: null })
    if (!begun?.taskId) return null
    const { taskId } = begun
    for (const step of begun.steps.filter(({ state }) => state !== 'done')) {
      if (outbox.find(id)?.state !== 'sending') return null // taken back meanwhile
      const stopped = await run({ ...begun, taskId }, step)
      if (stopped && stopped.failure !== 'refused') return giveUp(id, stopped.error, stopped.failure)
    }
    const failed = outbox.find(id)?.steps.find(({ state }) => state === 'failed')
    await outbox.advance(id, failed ? 'refuse' : 'finish', { problem: failed?.problem ?? null })
    return failed ? 'refused' : null
  }

  return {
    complete,
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
        if (failure !== 'refused' || error instanceof InDoubt) return giveUp(id, error, failure)
        const { detail } = toProblem(error)
        const because = new AppError('undo-impossible', 'The portal keeps the task', {
          ...(detail === undefined ? {} : { detail }),
        })
        await outbox.update(id, { takenBack: false })
        return giveUp(id, because, 'refused')
      }
    },
  }
}

/** Deletes a task by whichever API the portal has; one that is gone is no error. */
async function removeTask(client: BitrixClient, taskId: number, key: string): Promise<void> {
  const haste = { priority: 'capture' } as const
  try {
    await deleteTask(client, taskId, key, haste).catch((error: unknown) => {
      if (!lacksRest3(error)) throw error
      return portalTasks(client).deleteTask(taskId, haste)
    })
  } catch (error) {
    const isRefused = outcomeOf(error) === 'refused'
    if (!isRefused || (await getTaskV2(client, taskId, haste)) !== null) throw error
  }
}
