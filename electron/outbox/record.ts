import * as z from 'zod'
import { readTaskBody } from '../bitrix/tasks/tasks.ts'
import type { ErrorCode, Parsed } from '../model.ts'
import { isNewerThan } from '../store/data-version.ts'
import { isSettled } from './states.ts'

const problem = z
  .object({
    code: z.custom<ErrorCode>((code) => typeof code === 'string'),
    subject: z.string().exactOptional(),
    other: z.string().exactOptional(),
    detail: z.string().exactOptional(),
  })
  .nullable()
const moment = z.string().nullable()
const priority = z.enum(['high', 'low']).nullable()
const taskId = z.number().int().positive()

/** A stretch of a text; see the contract. */
export const range = z.object({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative() })

const named = z.object({ text: z.string(), id: z.number().int(), name: z.string() })
const kind = z.enum([
  ...(['deadline', 'plan', 'person', 'project', 'stage'] as const),
  ...(['tag', 'priority', 'estimate', 'checklist', 'parent', 'crm'] as const),
])
const crmLink = z.object({
  id: z.string(),
  entity: z.enum(['lead', 'deal', 'contact', 'company']),
  number: z.number().int(),
})
const parsed = z.object({
  title: z.string(),
  titleCut: z.literal(true).exactOptional(),
  description: z.string(),
  deadline: moment,
  rolled: z.boolean(),
  startPlan: moment,
  endPlan: moment,
  priority,
  tags: z.array(z.string()),
  people: z.array(named),
  project: named.nullable(),
  stage: named.nullable(),
  parent: named.exactOptional(),
  crm: z.array(crmLink).exactOptional(),
  estimateSeconds: z.number().nullable(),
  checklist: z.array(z.string()),
  unresolved: z.array(z.string()),
  spans: z.array(range.extend({ kind, certain: z.boolean() })),
}) satisfies z.ZodType<Parsed>

/** A file in our own folder that goes with a capture or a draft. */
export const attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  size: z.number().int().nonnegative(),
})

const sentFile = attachment.extend({
  /** When its upload was begun first, so that a lost answer can be looked up. */
  triedAt: z.iso.datetime().nullable(),
  /** On the portal's Drive, once it is there. */
  fileId: z.number().int().nullable(),
})

const step = z.object({
  name: z.enum(['details', 'checklist', 'stage', 'files']),
  state: z.enum(['waiting', 'doing', 'done', 'failed']),
  done: z.number().int(),
  of: z.number().int(),
  problem,
  /** It was begun at least once, so it is looked up before it is done again. */
  tried: z.boolean(),
})

/** A try to create the task that may have succeeded; `quietAt`: when it was first looked for and not found. */
const attempt = z.object({
  api: z.enum(['v3', 'v2']),
  at: z.iso.datetime(),
  quietAt: z.iso.datetime().nullable(),
})

const change = z.object({
  title: z.string().exactOptional(),
  deadline: moment.exactOptional(),
  priority: z.enum(['low', 'average', 'high']).exactOptional(),
})

/** Goes up with every change that an older version of the app would not understand. */
const recordVersion = 3

/** As low as can be, so that an older version leaves in place no more than what it does not understand: 3 is parents and links to CRM. */
export const versionFor = ({ spans }: Parsed): 2 | 3 =>
  spans.some(({ kind }) => kind === 'parent' || kind === 'crm') ? 3 : 2

const record = z.object({
  version: z.literal([2, recordVersion]),
  id: z.uuid(),
  text: z.string(),
  title: z.string(),
  deadline: moment,
  capturedAt: z.iso.datetime(),
  taskId: taskId.nullable(),
  portal: z.string(),
  problem,
  /** The account it goes to, by its note's id. */
  accountId: z.string(),
  /** The request's body, byte for byte the same at every try: with the same idempotency key it makes one task. */
  body: z.string(),
  /** Open the task in the browser once it is there. */
  open: z.boolean(),
  plain: z.array(range),
  /** As it was understood when it was saved. */
  parsed,
  priority,
  state: z.enum(['waiting', 'sending', 'sent', 'attention', 'undoing', 'undone']),
  /** Null: nothing was tried, or what was tried did not run. */
  attempt: attempt.nullable(),
  steps: z.array(step),
  attachments: z.array(sentFile),
  /** What was edited while it was not known whether the task is there; it goes with the details. */
  change: change.nullable(),
  /** The user wants it gone; kept for when it is not clear what there is to delete. */
  takenBack: z.boolean(),
  completed: z.boolean(),
  candidates: z.array(z.object({ taskId, title: z.string() })),
  /** When it was sent or taken back; null for neither. */
  settledAt: z.iso.datetime().nullable(),
})

/** A capture as it lies on disk. */
export type CaptureRecord = z.infer<typeof record>
export type Attempt = z.infer<typeof attempt>
export type StepRecord = z.infer<typeof step>
export type StepName = StepRecord['name']
export type SentFile = z.infer<typeof sentFile>
export type Change = z.infer<typeof change>

/** A damaged body is found here, and not when it would be in the way of others. */
function isTaskBody(body: string): boolean {
  try {
    readTaskBody(body)
    return true
  } catch {
    return false
  }
}

/** Whether a later version of the app has written this capture. */
export const isNewerRecord = (value: unknown): boolean => isNewerThan(recordVersion, value)

/** Reads a capture; null for anything else. */
export function readRecord(value: unknown): CaptureRecord | null {
  const { data } = record.safeParse(value)
  return data && (isSettled(data.state) || isTaskBody(data.body)) ? data : null
}
