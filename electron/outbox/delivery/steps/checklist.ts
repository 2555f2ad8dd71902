import { portalChecklists } from '../../../bitrix/checklists.ts'
import type { Step } from './step.ts'

/** The portal's own name for a task's first checklist, which it shows in the reader's language. */
const firstChecklist = 'BX_CHECKLIST_1'

/** Adds the items of the checklist; those that are there already stay. */
export const writeChecklist: Step = ({ capture, taskId, client, isRepeated, progress }) =>
  portalChecklists(client).ensure(
    taskId,
    { name: firstChecklist, items: capture.parsed.checklist.map((title) => ({ title })) },
    { isNew: !isRepeated, onProgress: progress },
  )
