import type { Capture, Problem } from '../ipc/contract.ts'
import type { CaptureRecord } from './record.ts'

/** What the windows see of a capture. */
export const toCapture = (record: CaptureRecord): Capture => ({
  id: record.id,
  text: record.text,
  title: record.title,
  deadline: record.deadline,
  priority: record.priority,
  capturedAt: record.capturedAt,
  state: record.state,
  steps: record.steps.map(({ name, state, done, of, problem }) => ({
    ...{ name, state, done, of },
    problem: problem as Problem | null,
  })),
  attachments: record.attachments.map(({ id, name, size }) => ({ id, name, size })),
  taskId: record.taskId,
  completed: record.completed,
  portal: record.portal,
  problem: record.problem as Problem | null,
  candidates: record.candidates,
})
