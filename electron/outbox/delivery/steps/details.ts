import { createHash } from 'node:crypto'
import { changeTask } from '../../../bitrix/tasks/change-task.ts'
import { getExtras, updateExtras } from '../../../bitrix/tasks/tasks-v2.ts'
import type { CaptureRecord, Change } from '../../record.ts'
import type { Step } from './step.ts'

/** Tags, people who take part, and what was edited before the task was known. */
export const writeDetails: Step = async ({ capture, taskId, client, isRepeated }) => {
  const wanted = extrasOf(capture)
  if (wanted.tags.length + wanted.accomplices.length > 0) {
    const there = isRepeated ? await getExtras(client, taskId) : null
    const tags = union(there?.tags, wanted.tags)
    const accomplices = union(there?.accomplices, wanted.accomplices)
    const isDone = there?.tags.length === tags.length && there.accomplices.length === accomplices.length
    // What was added on the portal meanwhile stays: each list replaces what is there.
    if (!isDone) await updateExtras(client, taskId, { tags, accomplices })
  }
  if (capture.change) await changeTask(client, taskId, capture.change, changeKey(capture.id, capture.change))
}

/** Tags, and all people but the first one, who is responsible. */
export function extrasOf({ parsed: { tags, people } }: Pick<CaptureRecord, 'parsed'>) {
  const [responsible, ...others] = people.map(({ id }) => id)
  return { tags, accomplices: [...new Set(others)].filter((id) => id !== responsible) }
}

/** A key wants the same body each time, so it goes by the content. */
function changeKey(captureId: string, change: Change): string {
  const text = JSON.stringify(change)
  return `${captureId}:change:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
}

function union<T>(there: readonly T[] = [], wanted: readonly T[]): T[] {
  return [...new Set([...there, ...wanted])]
}
