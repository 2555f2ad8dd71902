import { randomUUID } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as z from 'zod'
import { parseJson } from '../json.ts'
import type { Attachment, DraftView, Range } from '../model.ts'
import { isNewerThan } from '../store/data-version.ts'
import { writeDurably } from '../store/durable-file.ts'
import { attachment, range } from '../outbox/record.ts'
import { despiteReaders } from '../store/held-file.ts'

export type Draft = {
  /** The unsaved text; empty when there is none. */
  view(): DraftView
  /** Its own id, which the capture that it becomes takes over. */
  id(): string
  /** Holds the text at once and writes it soon; these return when this or something newer is on disk. */
  keep(text: string, plain: Range[]): Promise<void>
  /** Takes a file in. `draftId`: whose it is; one that was thrown away meanwhile gets it, too. */
  attach(file: Attachment, draftId?: string): Promise<void>
  detach(id: string): Promise<void>
  /** Throws the draft away; the one that was thrown away before is gone for good. */
  discard(): Promise<void>
  /** Brings back what was thrown away; what is in its place is thrown away instead. */
  restore(): Promise<void>
  /** The draft was saved: begins the next one with this text. */
  renew(text: string): Promise<void>
  /** The name of a draft that a later version of the app has written and that stays as it is; null for none. */
  newer(): string | null
  /** Every attachment that is still needed, of the draft and of the one thrown away. */
  attachments(): Attachment[]
}

const content = z.object({
  id: z.uuid(),
  text: z.string(),
  plain: z.array(range),
  attachments: z.array(attachment),
})
const draftVersion = 1
const stored = content.extend({ version: z.literal(draftVersion), discarded: content.nullable() })

type Content = z.infer<typeof content>
type Held = { current: Content; discarded: Content | null }

type DraftOptions = {
  /** The data folder. */
  folder: string
  /** Whether a draft with this id was saved before the app could empty it. */
  wasSaved: (id: string) => boolean
  /** A file that is no draft has been moved to `place`. */
  onDamaged: (place: string) => void
}

/** The unsaved text of the capture window, kept through blur, quit and crash in a file of its own. */
export async function openDraft({ folder, wasSaved, onDamaged }: DraftOptions): Promise<Draft> {
  const usualPath = join(folder, 'draft.json')
  const besidePath = join(folder, 'draft.beside.json')
  const isNewer = isNewerThan(draftVersion, parseJson((await readIfThere(usualPath)) ?? ''))
  // Where the usual place is taken by what this version does not understand, its own draft lies beside.
  const path = isNewer ? besidePath : usualPath
  const unsaved = async (from: string): Promise<Held> => {
    const read = await readHeld(from, onDamaged)
    return wasSaved(read.current.id) ? { ...read, current: empty() } : read
  }
  let held = await unsaved(path)
  let written = held
  let writing: Promise<void> | null = null

  // One write at a time; whatever was typed meanwhile goes out with the next one.
  const writeUntilCurrent = async () => {
    while (written !== held) {
      const next = held
      await writeDurably(
        path,
        JSON.stringify({ version: draftVersion, ...next.current, discarded: next.discarded }),
      )
      written = next
    }
  }

  const hold = (next: Held): Promise<void> => {
    held = next
    writing ??= writeUntilCurrent().finally(() => {
      writing = null
    })
    return writing
  }
  if (!isNewer && (await readIfThere(besidePath)) !== null) {
    await hold(joined(held, await unsaved(besidePath)))
    await despiteReaders(() => rm(besidePath, { force: true }))
  }
  const change = (part: Partial<Content>) => hold({ ...held, current: { ...held.current, ...part } })

  return {
    view: () => {
      const { text, plain, attachments } = held.current
      return { text, plain, attachments }
    },
    id: () => held.current.id,
    keep: (text, plain) => change({ text, plain }),
    attach: (file, draftId) => {
      const { discarded } = held
      if (draftId === undefined || discarded?.id !== draftId) {
        return change({ attachments: [...held.current.attachments, file] })
      }
      return hold({ ...held, discarded: { ...discarded, attachments: [...discarded.attachments, file] } })
    },
    detach: (id) => change({ attachments: held.current.attachments.filter((one) => one.id !== id) }),
    discard: () =>
      isEmpty(held.current) ? Promise.resolve() : hold({ current: empty(), discarded: held.current }),
    restore: () => {
      const { current, discarded } = held
      if (!discarded) return Promise.resolve()
      return hold({ current: discarded, discarded: isEmpty(current) ? null : current })
    },
    renew: (text) => hold({ ...held, current: { ...empty(), text } }),
    newer: () => (isNewer ? basename(usualPath) : null),
    attachments: () => [...held.current.attachments, ...(held.discarded?.attachments ?? [])],
  }
}

const empty = (): Content => ({ id: randomUUID(), text: '', plain: [], attachments: [] })

const isEmpty = ({ text, attachments }: Content) => text === '' && attachments.length === 0

/** What was typed beside follows what was there before. */
function joined(before: Held, beside: Held): Held {
  if (isEmpty(beside.current)) return before
  if (isEmpty(before.current))
    return { current: beside.current, discarded: before.discarded ?? beside.discarded }
  const text = [before.current.text, beside.current.text].filter((one) => one !== '').join('\n')
  const attachments = [...before.current.attachments, ...beside.current.attachments]
  return { ...before, current: { ...before.current, text, attachments } }
}

async function readHeld(path: string, onDamaged: DraftOptions['onDamaged']): Promise<Held> {
  const text = await readIfThere(path)
  if (text === null) return { current: empty(), discarded: null }
  const read = stored.safeParse(parseJson(text))
  if (read.success) {
    const { id, text, plain, attachments, discarded } = read.data
    return { current: { id, text, plain, attachments }, discarded }
  }
  const place = `${path}.damaged-${Date.now()}`
  await despiteReaders(() => rename(path, place))
  onDamaged(place)
  return { current: empty(), discarded: null }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
