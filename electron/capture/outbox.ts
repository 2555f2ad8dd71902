import { join } from 'node:path'
import { AppError } from '../errors.ts'
import type { Capture } from '../ipc/contract.ts'
import { ownDisk, type Disk } from './disk.ts'
import { writeAllDurably, writeDurably } from './durable-file.ts'
import { readRecord, type CaptureRecord } from './record.ts'
import { nextState, type CaptureEvent } from './states.ts'
import { toCapture } from './to-capture.ts'

type Changeable = Partial<Omit<CaptureRecord, 'version' | 'id' | 'state'>>
/** What is to change, or how to tell that from the record as it is when its turn comes. */
export type RecordChange = Changeable | ((record: CaptureRecord) => Changeable)

export type Outbox = {
  /** Newest first. */
  list(): Capture[]
  /** Oldest first. */
  records(): CaptureRecord[]
  find(id: string): CaptureRecord | undefined
  /** Answers when all of them are on disk. Throws `capture-not-kept` when they cannot be written; then none is there. */
  add(captures: readonly CaptureRecord[]): Promise<void>
  /** Changes a capture on disk, then here; changes to the same one wait for each other. Throws `not-found`. */
  update(id: string, change: RecordChange): Promise<CaptureRecord>
  /** The same together with its state; null, and nothing is changed, where this cannot happen in its state. */
  advance(
    id: string,
    event: CaptureEvent | ((record: CaptureRecord) => CaptureEvent),
    change?: RecordChange,
  ): Promise<CaptureRecord | null>
}

type Needs = {
  folder: string
  onChange: (captures: Capture[]) => void
  /** A file that is no capture has been moved to `place`. */
  onDamaged?: (place: string) => void
  disk?: Disk
}

/**
 * Every capture ever saved, one file each, whole or not there at all. A damaged file is set aside and the others go
 * on. What was under way when the app ended waits again, and is known to have been tried.
 */
export async function openOutbox({ folder, onChange, onDamaged, disk = ownDisk }: Needs): Promise<Outbox> {
  await disk.makeFolder(join(folder, 'damaged'))
  const captures = new Map<string, CaptureRecord>()
  const turns = new Map<string, Promise<unknown>>()
  for (const found of await readAll(disk, folder, onDamaged)) captures.set(found.id, interrupted(found))

  const path = (id: string) => join(folder, `${id}.json`)
  const records = () => [...captures.values()].sort(byAge)
  const list = () => records().reverse().map(toCapture)

  const keep = async (capture: CaptureRecord) => {
    await writeDurably(path(capture.id), JSON.stringify(capture), disk)
    captures.set(capture.id, capture)
    onChange(list())
    return capture
  }

  /** Runs when all changes to this capture that were asked for earlier are made. */
  const inTurn = <T>(id: string, work: (capture: CaptureRecord) => Promise<T>): Promise<T> => {
    const before = turns.get(id) ?? Promise.resolve()
    const mine = before.then(() => {
      const capture = captures.get(id)
      if (!capture) throw new AppError('not-found', 'No such capture')
      return work(capture)
    })
    const settled = mine.then(nothing, nothing)
    turns.set(id, settled)
    void settled.then(() => turns.get(id) === settled && turns.delete(id))
    return mine
  }

  return {
    list,
    records,
    find: (id) => captures.get(id),
    add: async (added) => {
      try {
        const files = added.map((one) => ({ path: path(one.id), content: JSON.stringify(one) }))
        await writeAllDurably(files, disk)
      } catch (cause) {
        const detail = (cause as NodeJS.ErrnoException).code
        throw new AppError('capture-not-kept', 'The capture could not be written', {
          cause,
          ...(detail === undefined ? {} : { detail }),
        })
      }
      for (const capture of added) captures.set(capture.id, capture)
      onChange(list())
    },
    update: (id, change) => inTurn(id, (capture) => keep({ ...capture, ...resolved(change, capture) })),
    advance: (id, event, change = {}) =>
      inTurn(id, async (capture) => {
        const happens = typeof event === 'function' ? event(capture) : event
        const state = nextState(capture.state, happens)
        return state && keep({ ...capture, ...resolved(change, capture), state })
      }),
  }
}

const nothing = () => undefined

/** Moments of one form, so that their letters sort as they do; there may be thousands. */
const byAge = (one: CaptureRecord, other: CaptureRecord) =>
  one.capturedAt < other.capturedAt ? -1 : one.capturedAt > other.capturedAt ? 1 : 0

const resolved = (change: RecordChange, capture: CaptureRecord) =>
  typeof change === 'function' ? change(capture) : change

function interrupted(capture: CaptureRecord): CaptureRecord {
  const steps = capture.steps.map((step) =>
    step.state === 'doing' ? { ...step, state: 'waiting' as const } : step,
  )
  return { ...capture, steps, state: capture.state === 'sending' ? 'waiting' : capture.state }
}

async function readAll(disk: Disk, folder: string, onDamaged: Needs['onDamaged']): Promise<CaptureRecord[]> {
  const names = (await disk.list(folder)).filter((name) => name.endsWith('.json'))
  const read = await Promise.all(names.map((name) => readOne(disk, folder, name, onDamaged)))
  return read.filter((capture) => capture !== null)
}

async function readOne(
  disk: Disk,
  folder: string,
  name: string,
  onDamaged: Needs['onDamaged'],
): Promise<CaptureRecord | null> {
  const capture = readRecord(parseJson(await disk.read(join(folder, name))))
  if (capture) return capture
  const place = join(folder, 'damaged', name)
  await disk.rename(join(folder, name), place)
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
