import type { Capture, Problem } from '../model.ts'
import type { CaptureRecord } from './record.ts'

/** Records are replaced and never changed, so each is turned once, however often the list is asked for. */
const known = new WeakMap<CaptureRecord, Capture>()

/** What the windows see of a capture. */
export function toView(record: CaptureRecord): Capture {
  const view = known.get(record) ?? viewOf(record)
  known.set(record, view)
  return view
}

const viewOf = (record: CaptureRecord): Capture => ({
  id: record.id,
  text: record.text,
  title: record.title,
  deadline: record.deadline,
  priority: record.priority,
  capturedAt: record.capturedAt,
  state: record.state,
  steps: record.steps.map(({ name, state, done, of, problem }) => ({
    name,
    state,
    done,
    of,
    problem: problem as Problem | null,
  })),
  attachments: record.attachments.map(({ id, name, size }) => ({ id, name, size })),
  taskId: record.taskId,
  completed: record.completed,
  portal: record.portal,
  problem: record.problem as Problem | null,
  candidates: record.candidates,
})
