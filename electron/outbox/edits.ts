import { randomUUID } from 'node:crypto'
import { readTaskBody } from '../bitrix/tasks/tasks.ts'
import { AppError } from '../errors.ts'
import type { Parsed } from '../model.ts'
import { bodyOf } from './new-capture.ts'
import type { CaptureRecord, Change } from './record.ts'
import { newStep, stepsFor } from './delivery/steps/all.ts'

type Edited = Partial<Omit<CaptureRecord, 'version' | 'id' | 'state' | 'settledAt'>>

/** Nothing of it can be on the portal, so that it may still become another task, or none. */
export function isUntried({ state, attempt, taskId }: CaptureRecord): boolean {
  return state !== 'sending' && attempt === null && taskId === null
}

/**
 * An edit of a capture whose task is not known. Where nothing was tried the body is made again; else its bytes have to
 * stay, and the edit follows with the details. Throws `input-invalid` for one that was taken back.
 */
export function editedHere(capture: CaptureRecord, change: Change): Edited {
  if (capture.takenBack) throw new AppError('input-invalid', 'What was taken back is not edited')
  if (isUntried(capture)) {
    const parsed: Parsed = { ...capture.parsed, ...shown(change) }
    return { ...shown(change), parsed, body: bodyOf(parsed, readTaskBody(capture.body).creatorId) }
  }
  const others = capture.steps.filter(({ name }) => name !== 'details')
  const details = capture.steps.find(({ name }) => name === 'details') ?? newStep('details', 1)
  return {
    ...shown(change),
    change: { ...capture.change, ...change },
    steps: [details, ...others],
  }
}

/** What is left of a capture without the files that the portal has not got; those that it has are still attached. */
export function withoutLeftFiles({ attachments, steps }: CaptureRecord): Edited {
  const there = attachments.filter(({ fileId }) => fileId !== null)
  const left = there.length > 0 ? steps : steps.filter(({ name }) => name !== 'files')
  return {
    attachments: there,
    steps: left.map((step) => ({
      ...step,
      ...(step.name === 'files' ? { of: there.length } : {}),
      ...(step.state === 'failed' ? { state: 'waiting' as const, problem: null } : {}),
    })),
    problem: null,
  }
}

/** The same after the task itself was changed: what was to follow later must not overwrite it. */
export function editedOnPortal(capture: CaptureRecord, change: Change): Edited {
  const left = Object.entries(capture.change ?? {}).filter(([key]) => !(key in change))
  return { ...shown(change), change: left.length === 0 ? null : (Object.fromEntries(left) as Change) }
}

/** A new capture of what was taken back, with the dates that were understood then. */
export function renewed(capture: CaptureRecord, now: Date): CaptureRecord {
  const { title, deadline, priority } = capture
  const parsed: Parsed = { ...capture.parsed, title, deadline, priority }
  return {
    ...capture,
    id: randomUUID(),
    capturedAt: now.toISOString(),
    state: 'waiting',
    parsed,
    body: bodyOf(parsed, readTaskBody(capture.body).creatorId),
    steps: stepsFor(parsed, capture.attachments.length),
    open: false,
    attempt: null,
    taskId: null,
    change: null,
    problem: null,
    candidates: [],
    takenBack: false,
    completed: false,
    settledAt: null,
  }
}

/** The edit as the capture itself keeps it. */
function shown({ title, deadline, priority }: Change): Pick<Edited, 'title' | 'deadline' | 'priority'> {
  return {
    ...(title === undefined ? {} : { title }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(priority === undefined ? {} : { priority: priority === 'average' ? null : priority }),
  }
}
