import { join } from 'node:path'
import { AppError } from '../errors.ts'
import type { Capture } from '../model.ts'
import { ownDisk, type Disk } from '../store/disk.ts'
import { writeAllDurably, writeDurably } from '../store/durable-file.ts'
import { readCaptures } from './read-folder.ts'
import type { CaptureRecord } from './record.ts'
import { isSettled, nextState, type CaptureEvent } from './states.ts'
import { toView } from './to-view.ts'

type Changeable = Partial<Omit<CaptureRecord, 'version' | 'id' | 'state' | 'settledAt'>>
/** What is to change, or how to tell that from the record as it is when its turn comes. */
export type RecordChange = Changeable | ((record: CaptureRecord) => Changeable)

export type Outbox = {
  /** Newest first. */
  list(): Capture[]
  /** Oldest first. */
  records(): readonly CaptureRecord[]
  find(id: string): CaptureRecord | undefined
  /** The names of files that a later version of the app has written: left as they are, for when it runs again. */
  newer(): readonly string[]
  /** Returns when all of them are on disk. Throws `capture-not-kept` when they cannot be written; then none is there. */
  add(captures: readonly CaptureRecord[]): Promise<void>
  /** Changes a capture on disk, then here; changes to the same one wait for each other. Throws `not-found`. */
  update(id: string, change: RecordChange): Promise<CaptureRecord>
  /** The same together with its state; null, and nothing is changed, where this cannot happen in its state. */
  advance(
    id: string,
    event: CaptureEvent | ((record: CaptureRecord) => CaptureEvent),
    change?: RecordChange,
  ): Promise<CaptureRecord | null>
  /** Forgets a capture for good, its file too, if it still may go when its turn comes; returns whether it went. */
  remove(id: string, mayGo: (record: CaptureRecord) => boolean): Promise<boolean>
}

type OutboxOptions = {
  folder: string
  /** Told of the captures that are new or not what they were, and no others. */
  onChange: (changed: Capture[]) => void
  /** A file that is no capture has been moved to `place`, or could not even be read and stays there. */
  onDamaged?: (place: string) => void
  onRemoved?: (id: string) => void
  disk?: Disk
  now?: () => number
}

/**
 * Every capture ever saved, one file each, whole or not there at all. A damaged file is set aside and the others go
 * on. What was under way when the app ended waits again, and is known to have been tried.
 */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const {
    folder,
    onChange,
    onDamaged = nothing,
    onRemoved = nothing,
    disk = ownDisk,
    now = Date.now,
  } = options
  await disk.makeFolder(join(folder, 'damaged'))
  const captures = new Map<string, CaptureRecord>()
  const turns = new Map<string, Promise<unknown>>()
  // In order at once, so that sorting them again after each change goes once over them.
  const content = await readCaptures({ folder, disk, onDamaged })
  for (const found of content.captures.sort(byAge)) captures.set(found.id, interrupted(found))

  /** A power cut might still take back what a killed process had only just written. */
  let isFast = false
  const makeFast = async () => {
    if (!isFast) await disk.syncFolder(folder)
    isFast = true
  }
  await makeFast().catch(nothing)

  const path = (id: string) => join(folder, `${id}.json`)
  let sorted: CaptureRecord[] | null = null
  const records = () => (sorted ??= [...captures.values()].sort(byAge))
  const list = () => records().toReversed().map(toView)
  const hold = (changed: readonly CaptureRecord[]) => {
    for (const one of changed) captures.set(one.id, one)
    sorted = null
    onChange(changed.map(toView))
  }

  const keep = async (capture: CaptureRecord) => {
    await writeDurably(path(capture.id), JSON.stringify(capture), disk)
    isFast = true
    hold([capture])
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
    newer: () => content.newer,
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
      hold(added)
    },
    update: (id, change) => inTurn(id, (capture) => keep({ ...capture, ...resolved(change, capture) })),
    advance: (id, event, change = {}) =>
      inTurn(id, async (capture) => {
        const happens = typeof event === 'function' ? event(capture) : event
        const state = nextState(capture.state, happens)
        if (state === null) {
          await makeFast() // it may be said now that this had happened before
          return null
        }
        const settledAt = isSettled(state) ? new Date(now()).toISOString() : null
        return keep({ ...capture, ...resolved(change, capture), state, settledAt })
      }),
    remove: async (id, mayGo) => {
      if (!captures.has(id)) return false
      return inTurn(id, async (capture) => {
        if (!mayGo(capture)) return false
        await disk.remove(path(id))
        captures.delete(id)
        sorted = null
        onRemoved(id)
        return true
      })
    },
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
