import { portalChecklists } from '../../../bitrix/checklists.ts'
import { portalTasks } from '../../../bitrix/tasks/tasks.ts'
import type { Parsed } from '../../../model.ts'
import type { StepName, StepRecord } from '../../record.ts'
import { extrasOf, writeDetails } from './details.ts'
import { sendFiles } from './files.ts'
import type { Step } from './step.ts'

/** The portal's own name for a task's first checklist, which it shows in the reader's language. */
const firstChecklist = 'BX_CHECKLIST_1'
const options = { priority: 'capture' } as const

/** Adds the items of the checklist; those that are there already stay. */
const writeChecklist: Step = ({ capture, taskId, client, isRepeated, progress }) =>
  portalChecklists(client).ensure(
    taskId,
    { name: firstChecklist, items: capture.parsed.checklist.map((title) => ({ title })) },
    { isNew: !isRepeated, onProgress: progress },
  )

/** Puts the task into its stage of My Plan. */
const moveIntoStage: Step = async ({ capture, taskId, client, isRepeated }) => {
  const { stage } = capture.parsed
  if (!stage) return
  const tasks = portalTasks(client)
  if (isRepeated && (await tasks.isInStage(taskId, stage.id, options))) return
  const projectId = capture.parsed.project?.id ?? 0
  await tasks.moveToStage(taskId, stage.id, { ...options, projectId })
}

/** What each step does. */
export const steps: Record<StepName, Step> = {
  details: writeDetails,
  checklist: writeChecklist,
  stage: moveIntoStage,
  files: sendFiles,
}

/** The steps that this capture needs beside its task, in their order. */
export function stepsFor(parsed: Parsed, attachments: number): StepRecord[] {
  const { tags, accomplices } = extrasOf({ parsed })
  const sizes: [StepName, number][] = [
    ['details', tags.length + accomplices.length > 0 ? 1 : 0],
    ['checklist', parsed.checklist.length],
    ['stage', parsed.stage ? 1 : 0],
    ['files', attachments],
  ]
  return sizes.filter(([, of]) => of > 0).map(([name, of]) => newStep(name, of))
}

/** A step that nothing was done of yet. */
export function newStep(name: StepName, of: number): StepRecord {
  return { name, state: 'waiting', done: 0, of, problem: null, tried: false }
}
