import type { BitrixClient } from '../../bitrix/rest/client.ts'
import { AppError } from '../../errors.ts'
import type { FileContent } from '../../bitrix/rest/streamed-file.ts'
import { stepFailureOf, type Failure, type FailureHandling } from './failures.ts'
import type { Outbox } from '../outbox.ts'
import type { CaptureRecord, StepName, StepRecord } from '../record.ts'
import { steps } from './steps/all.ts'
import type { StepWork } from './steps/step.ts'
import type { Uploads } from './uploads.ts'

type FollowUpDeps = {
  outbox: Outbox
  failures: FailureHandling
  clientOf: (accountId: string) => BitrixClient
  openFile: (id: string) => Promise<FileContent>
  uploads: Uploads
  /** The portal has all files of a capture. */
  onFilesSent: () => void
  now: () => number
}

/** So often an upload is tried that the portal fails at; each time all of it goes over the wire. */
const mostUploads = 4

/** Does the follow-up steps that are left, one after another; each is marked on disk before it is begun. */
export function createFollowUp(deps: FollowUpDeps) {
  const { outbox, failures, clientOf, openFile, uploads, onFilesSent, now } = deps
  /** How often the portal has failed at the files of a capture. */
  const failedUploads = new Map<string, number>()

  /** A portal that answers, only not to an upload, is given time; then a person has to know. */
  const judge = (id: string, error: unknown): Failure => {
    if (!(error instanceof AppError) || error.code !== 'upload-failed') return stepFailureOf(error)
    const times = (failedUploads.get(id) ?? 0) + 1
    failedUploads.set(id, times)
    if (times < mostUploads) return 'later'
    failedUploads.delete(id)
    return 'refused'
  }

  const markStep = (id: string, name: StepName, change: Partial<StepRecord>) =>
    outbox.update(id, ({ steps }) => ({
      steps: steps.map((step) => (step.name === name ? { ...step, ...change } : step)),
    }))

  const keepFile =
    (id: string): StepWork['keepFile'] =>
    async (fileId, change) => {
      await outbox.update(id, ({ attachments }) => ({
        attachments: attachments.map((one) => (one.id === fileId ? { ...one, ...change } : one)),
      }))
    }

  /** Returns why the step failed, or null. One that is refused does not hold up the others. */
  async function run(
    { id, accountId, taskId }: CaptureRecord & { taskId: number },
    { name, tried }: StepRecord,
  ) {
    const capture = await markStep(id, name, { state: 'doing', tried: true, problem: null })
    try {
      await steps[name]({
        capture,
        taskId,
        openFile,
        beginUpload: (of) => uploads.begin(id, of),
        now,
        isRepeated: tried,
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
      const failure = judge(id, error)
      const problem = failures.problemOf(error)
      await markStep(id, name, { state: failure === 'refused' ? 'failed' : 'waiting', problem })
      return { failure, error }
    }
  }

  return async ({ id }: CaptureRecord): Promise<Failure | null> => {
    const begun = await outbox.advance(id, 'begin', { problem: null })
    if (!begun?.taskId) return null
    const { taskId } = begun
    for (const step of begun.steps.filter(({ state }) => state !== 'done')) {
      if (outbox.find(id)?.state !== 'sending') return null // taken back meanwhile
      const stopped = await run({ ...begun, taskId }, step)
      if (stopped && stopped.failure !== 'refused')
        return failures.markFailed(id, stopped.error, stopped.failure)
    }
    const failed = outbox.find(id)?.steps.find(({ state }) => state === 'failed')
    await outbox.advance(id, failed ? 'refuse' : 'finish', { problem: failed?.problem ?? null })
    return failed ? 'refused' : null
  }
}
