import { createTaskBody } from '../bitrix/tasks/tasks.ts'
import type { Account, Parsed, Range } from '../model.ts'
import { versionFor, type CaptureRecord, type SentFile } from './record.ts'
import { stepsFor } from './delivery/steps/all.ts'

/** What a capture is made of. */
export type CaptureInput = {
  id: string
  text: string
  plain: readonly Range[]
  parsed: Parsed
  attachments: readonly Pick<SentFile, 'id' | 'name' | 'size'>[]
  to: Pick<Account, 'id' | 'portal' | 'userId'>
  capturedAt: Date
  /** Open the task in the browser once it is there. */
  open: boolean
}

/** A capture that nothing was done with yet. Throws `title-empty` and `input-invalid`, as the body's maker does. */
export function newCapture({
  id,
  text,
  plain,
  parsed,
  attachments,
  to,
  capturedAt,
  open,
}: CaptureInput): CaptureRecord {
  return {
    version: versionFor(parsed),
    id,
    text,
    open,
    parsed,
    plain: [...plain],
    title: parsed.title,
    deadline: parsed.deadline,
    priority: parsed.priority,
    capturedAt: capturedAt.toISOString(),
    state: 'waiting',
    accountId: to.id,
    portal: to.portal,
    body: bodyOf(parsed, to.userId),
    attempt: null,
    taskId: null,
    problem: null,
    change: null,
    candidates: [],
    steps: stepsFor(parsed, attachments.length),
    attachments: attachments.map(({ id, name, size }) => ({ id, name, size, triedAt: null, fileId: null })),
    takenBack: false,
    completed: false,
    settledAt: null,
  }
}

/** The body of the request that makes the task; what it cannot hold is left to the steps. */
export function bodyOf(parsed: Parsed, userId: number): string {
  const { title, description, deadline, startPlan, endPlan, priority, project, estimateSeconds } = parsed
  const { parent, crm } = parsed
  return createTaskBody({
    title,
    description,
    deadline,
    creatorId: userId,
    responsibleId: parsed.people[0]?.id ?? userId,
    ...(startPlan === null ? {} : { startPlan }),
    ...(endPlan === null ? {} : { endPlan }),
    ...(priority === null ? {} : { priority }),
    ...(project === null ? {} : { projectId: project.id }),
    ...(parent === undefined ? {} : { parentId: parent.id }),
    ...(crm === undefined ? {} : { crmItemIds: crm.map(({ id }) => id) }),
    ...(estimateSeconds === null ? {} : { estimate: estimateSeconds }),
  })
}
