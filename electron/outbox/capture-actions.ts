import { randomUUID } from 'node:crypto'
import type { BitrixClient } from '../bitrix/rest/client.ts'
import { cutTitle } from '../bitrix/tasks/stored-title.ts'
import { changeTask } from '../bitrix/tasks/change-task.ts'
import { createCommenter } from '../bitrix/comments.ts'
import { outcomeOf } from '../bitrix/rest/errors.ts'
import { portalTasks } from '../bitrix/tasks/tasks.ts'
import { getTask } from '../bitrix/tasks/tasks-v3.ts'
import { AppError } from '../errors.ts'
import type { Input } from '../ipc/contract.ts'
import type { Capture } from '../model.ts'
import type { Delivery } from './delivery/delivery.ts'
import { editedHere, editedOnPortal, isUntried, renewed, withoutLeftFiles } from './edits.ts'
import type { Outbox } from './outbox.ts'
import type { CaptureRecord } from './record.ts'
import type { Uploads } from './delivery/uploads.ts'
import { toView } from './to-view.ts'

/** What can be done with a capture once it is saved. All throw `not-found` for one that is not there. */
export type CaptureActions = {
  /** Opens its task in the browser. Throws `not-found` while there is none. */
  open(id: string): Promise<void>
  /** Sends what needs attention again, or what is left of it. */
  retry(id: string): Promise<void>
  /** Stops the files that are on their way; the task is there, and asks what to do with them. */
  stopUpload(id: string): void
  /** Sends what needs attention without the files that the portal has not got. Throws `input-invalid` where nothing is to be left out. */
  leaveOutFiles(id: string): Promise<void>
  /** Takes it back; returns when that is on disk. What the portal may have is deleted there as soon as it can be. */
  undo(id: string): Promise<void>
  /** Keeps a capture that was taken back once more, as a new one. */
  restore(id: string): Promise<Capture>
  /**
   * Changes what has not been tried yet, or else the task: at once when it is known, later when it is. What was refused
   * is sent again as it is now. Throws `title-empty`, and `title-too-long` where the portal would cut it.
   */
  edit(input: Input<'captures.edit'>): Promise<Capture>
  completeTask(id: string): Promise<void>
  comment(id: string, text: string): Promise<void>
  /** Says which of its candidates a capture is, or with null that it is none of them. */
  identify(id: string, taskId: number | null): Promise<void>
}

type CaptureActionsDeps = {
  outbox: Outbox
  delivery: Pick<Delivery, 'wake'>
  uploads: Pick<Uploads, 'stop'>
  /** Attachments may have become needless. */
  tidy: () => void
  clientOf: (accountId: string) => BitrixClient
  openTask: (taskId: number, accountId: string) => Promise<void>
  now: () => Date
}

const options = { priority: 'capture' } as const

/** Undo, restore, edit, complete, comment and their like, in whatever state a capture is. */
export function createCaptureActions({
  outbox,
  delivery,
  uploads,
  tidy,
  clientOf,
  openTask,
  now,
}: CaptureActionsDeps): CaptureActions {
  const say = createCommenter(() => now().getTime())

  const read = (id: string): CaptureRecord => {
    const capture = outbox.find(id)
    if (!capture) throw new AppError('not-found', 'No such capture')
    return capture
  }

  const withTask = (id: string) => {
    const { taskId, accountId, state } = read(id)
    if (taskId === null || state === 'undone') throw new AppError('not-found', 'The capture has no task')
    return { taskId, accountId, client: clientOf(accountId) }
  }

  /** A task that is complete already refuses to be completed. */
  const isComplete = (client: BitrixClient, taskId: number) =>
    getTask(client, taskId, options).then(
      (task) => task.isComplete,
      () => false, // what is told then is why it could not be completed
    )

  return {
    open: async (id) => {
      const { taskId, accountId } = withTask(id)
      await openTask(taskId, accountId)
    },
    retry: async (id) => {
      const again = ({ takenBack }: CaptureRecord) => (takenBack ? 'undo' : 'retry')
      await outbox.advance(id, again, ({ steps }) => ({
        steps: steps.map((step) =>
          step.state === 'failed' ? { ...step, state: 'waiting' as const, problem: null } : step,
        ),
        problem: null,
      }))
      delivery.wake()
    },
    stopUpload: (id) => void uploads.stop(id),
    leaveOutFiles: async (id) => {
      const { state, takenBack } = read(id)
      if (state !== 'attention' || takenBack)
        throw new AppError('input-invalid', 'It has no files to leave out')
      await outbox.advance(id, 'retry', withoutLeftFiles)
      tidy()
      delivery.wake()
    },
    undo: async (id) => {
      const taken = { takenBack: true, problem: null, candidates: [] }
      await outbox.advance(id, (capture) => (isUntried(capture) ? 'drop' : 'undo'), taken)
      uploads.stop(id)
      delivery.wake()
    },
    restore: async (id) => {
      const capture = read(id)
      if (capture.state !== 'undone') throw new AppError('input-invalid', 'Only what was undone comes back')
      const again = renewed(capture, now())
      await outbox.add([again])
      delivery.wake()
      return toView(again)
    },
    edit: async ({ id, ...change }) => {
      const { taskId } = read(id)
      if (change.title?.trim() === '') throw new AppError('title-empty', 'A task needs a title')
      if (change.title !== undefined && cutTitle(change.title).rest !== '') {
        throw new AppError('title-too-long', 'The portal would cut the title')
      }
      if (taskId !== null) {
        await changeTask(withTask(id).client, taskId, change, `${id}:${randomUUID()}`)
        return toView(await outbox.update(id, (capture) => editedOnPortal(capture, change)))
      }
      const edit = (capture: CaptureRecord) => editedHere(capture, change)
      // What was refused and is edited goes its way again.
      const sentAgain = isUntried(read(id))
        ? await outbox.advance(id, 'retry', (capture) => ({ ...edit(capture), problem: null }))
        : null
      if (sentAgain) delivery.wake()
      return toView(sentAgain ?? (await outbox.update(id, edit)))
    },
    completeTask: async (id) => {
      const { taskId, client } = withTask(id)
      try {
        await portalTasks(client).completeTask(taskId, options)
      } catch (error) {
        if (outcomeOf(error) !== 'refused' || !(await isComplete(client, taskId))) throw error
      }
      await outbox.update(id, { completed: true })
    },
    comment: async (id, text) => {
      const { taskId, client } = withTask(id)
      await say(client, { about: id, taskId, text })
    },
    identify: async (id, taskId) => {
      const { candidates, problem } = read(id)
      const isAsked = problem?.code === 'capture-in-doubt' && candidates.length > 0
      if (!isAsked || (taskId !== null && !candidates.some((one) => one.taskId === taskId))) {
        throw new AppError('input-invalid', 'This task is none of those that it may be')
      }
      const event = ({ takenBack }: CaptureRecord) =>
        takenBack ? (taskId === null ? 'drop' : 'undo') : 'retry'
      await outbox.advance(id, event, { taskId, attempt: null, problem: null, candidates: [] })
      delivery.wake()
    },
  }
}
