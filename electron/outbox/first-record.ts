import * as z from 'zod'
import type { Parsed } from '../model.ts'
import type { CaptureRecord } from './record.ts'

const first = z.object({
  version: z.literal(1),
  id: z.uuid(),
  text: z.string(),
  title: z.string(),
  deadline: z.string().nullable(),
  capturedAt: z.iso.datetime(),
  state: z.enum(['waiting', 'sending', 'sent', 'attention']),
  taskId: z.number().int().positive().nullable(),
  portal: z.string(),
  problem: z.custom<CaptureRecord['problem']>((value) => typeof value === 'object'),
  accountId: z.string(),
  body: z.string(),
  open: z.boolean(),
})

/** Reads a capture as the first version of the app has kept it, and makes it one of today; null for anything else. */
export function readFirstRecord(value: unknown): CaptureRecord | null {
  const read = first.safeParse(value)
  if (!read.success) return null
  const { title, deadline, state, capturedAt } = read.data
  return {
    ...read.data,
    version: 2,
    plain: [],
    parsed: { ...nothing, title, deadline },
    priority: null,
    // It was not kept whether a try had been made: so as if there had been one.
    attempt: state === 'sent' ? null : { api: 'v3', at: capturedAt, quietAt: null },
    steps: [],
    attachments: [],
    change: null,
    takenBack: false,
    completed: false,
    candidates: [],
    settledAt: null,
  }
}

const nothing: Parsed = {
  ...{ title: '', description: '', deadline: null, rolled: false, startPlan: null, endPlan: null },
  ...{ priority: null, tags: [], people: [], project: null, stage: null, estimateSeconds: null },
  ...{ checklist: [], unresolved: [], spans: [] },
}
