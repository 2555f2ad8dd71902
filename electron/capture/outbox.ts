import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { AppError } from '../errors.ts'
import type { Capture, ErrorCode, Problem } from '../ipc/contract.ts'
import { writeDurably } from './durable-file.ts'

const problem = z.object({ code: z.custom<ErrorCode>((code) => typeof code === 'string') }).loose()

const record = z.object({
  version: z.literal(1),
  id: z.uuid(),
  text: z.string(),
  title: z.string(),
  deadline: z.string().nullable(),
  capturedAt: z.iso.datetime(),
  state: z.enum(['waiting', 'sending', 'sent', 'attention']),
  taskId: z.number().int().nullable(),
  portal: z.string(),
  problem: problem.nullable(),
  /** The account it goes to, by its note's id. */
  accountId: z.string(),
  /** The request's body, byte for byte the same at every try: with the same idempotency key it makes one task. */
  body: z.string(),
  /** Open the task in the browser once it is there. */
  open: z.boolean(),
})

/** A capture as it lies on disk. */
export type CaptureRecord = z.infer<typeof record>

export type NewCapture = Pick<
  CaptureRecord,
  'text' | 'title' | 'deadline' | 'portal' | 'accountId' | 'body' | 'open'
>

export type Outbox = {
  /** Newest first. */
  list(): Capture[]
  /** Oldest first. */
  records(): CaptureRecord[]
  /** Answers when the capture is on disk. Throws `capture-not-kept` when it cannot be written. */
  add(capture: NewCapture): Promise<CaptureRecord>
  /** Changes a capture on disk, then here. */
  update(
    id: string,
    change: Partial<Pick<CaptureRecord, 'state' | 'taskId' | 'problem' | 'open'>>,
  ): Promise<CaptureRecord>
  find(id: string): CaptureRecord | undefined
}

type Needs = {
  folder: string
  onChange: (captures: Capture[]) => void
  /** A file that is no capture has been moved to `place`. */
  onDamaged?: (place: string) => void
  now?: () => Date
}

/**
 * Every capture ever saved, one file each, whole or not there at all. A damaged file is set aside and the others go
 * on. What was being sent when the app ended waits again: the same body under the same key makes no second task.
 */
export async function openOutbox({
  folder,
  onChange,
  onDamaged,
  now = () => new Date(),
}: Needs): Promise<Outbox> {
  await mkdir(join(folder, 'damaged'), { recursive: true, mode: 0o700 })
  const captures = new Map<string, CaptureRecord>()
  for (const found of await readAll(folder, onDamaged)) {
    captures.set(found.id, found.state === 'sending' ? { ...found, state: 'waiting' } : found)
  }

  const records = () => [...captures.values()].sort((a, b) => a.capturedAt.localeCompare(b.capturedAt))
  const list = () => records().reverse().map(toCapture)

  const keep = async (capture: CaptureRecord) => {
    await writeDurably(join(folder, `${capture.id}.json`), JSON.stringify(capture))
    captures.set(capture.id, capture)
    onChange(list())
    return capture
  }

  return {
    list,
    records,
    find: (id) => captures.get(id),
    add: async (capture) => {
      const base = { version: 1, id: randomUUID(), capturedAt: now().toISOString() } as const
      try {
        return await keep({ ...base, ...capture, state: 'waiting', taskId: null, problem: null })
      } catch (cause) {
        const detail = (cause as NodeJS.ErrnoException).code
        throw new AppError('capture-not-kept', 'The capture could not be written', {
          cause,
          ...(detail === undefined ? {} : { detail }),
        })
      }
    },
    update: (id, change) => {
      const capture = captures.get(id)
      if (!capture) throw new AppError('not-found', 'No such capture')
      return keep({ ...capture, ...change })
    },
  }
}

async function readAll(folder: string, onDamaged: Needs['onDamaged']): Promise<CaptureRecord[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const read = await Promise.all(names.map((name) => readOne(folder, name, onDamaged)))
  return read.filter((capture) => capture !== null)
}

async function readOne(
  folder: string,
  name: string,
  onDamaged: Needs['onDamaged'],
): Promise<CaptureRecord | null> {
  const text = await readFile(join(folder, name), 'utf8')
  const parsed = record.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const place = join(folder, 'damaged', name)
  await rename(join(folder, name), place)
  onDamaged?.(place)
  return null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no JSON is as damaged as the wrong JSON
  }
}

/** What the windows see of a capture. */
export const toCapture = (capture: CaptureRecord): Capture => ({
  id: capture.id,
  text: capture.text,
  title: capture.title,
  deadline: capture.deadline,
  capturedAt: capture.capturedAt,
  state: capture.state,
  taskId: capture.taskId,
  portal: capture.portal,
  problem: capture.problem as Problem | null,
})
