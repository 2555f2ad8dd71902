import { readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as z from 'zod'
import { parseJson } from '../json.ts'
import type { Attachment, DraftView, Range } from '../model.ts'
import { isNewerThan } from '../store/data-version.ts'
import { writeDurably } from '../store/durable-file.ts'
import { despiteReaders } from '../store/held-file.ts'
import {
  content,
  empty,
  isEmpty,
  joined,
  nothing,
  withFile,
  withoutFile,
  type Content,
  type Held,
} from './held-drafts.ts'

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
  /** Begins another draft with this text; the one before is kept beside, behind those that are there already. */
  setAside(text: string): Promise<void>
  /** Puts the one that was put aside last in place of this one, which is put aside before all others. */
  bringBack(): Promise<void>
  /** Brings back what was thrown away; what is in its place is thrown away instead. */
  restore(): Promise<void>
  /** The draft was saved: begins the next one with this text. */
  renew(text: string): Promise<void>
  /** The name of a draft that a later version of the app has written and that stays as it is; null for none. */
  newer(): string | null
  /** Every attachment that is still needed, of the draft, of those put aside and of the one thrown away. */
  attachments(): Attachment[]
}

const draftVersion = 1
const stored = content.extend({
  version: z.literal(draftVersion),
  discarded: content.nullable(),
  aside: z.array(content).default([]),
})

type DraftOptions = {
  /** The data folder. */
  folder: string
  now: () => Date
  /** Whether a draft with this id was saved before the app could empty it. */
  wasSaved: (id: string) => boolean
  /** A file that is no draft has been moved to `place`. */
  onDamaged: (place: string) => void
}

/** The unsaved text of the capture window, kept through blur, quit and crash in a file of its own. */
export async function openDraft({ folder, now, wasSaved, onDamaged }: DraftOptions): Promise<Draft> {
  const usualPath = join(folder, 'draft.json')
  const besidePath = join(folder, 'draft.beside.json')
  const isNewer = isNewerThan(draftVersion, parseJson((await readIfThere(usualPath)) ?? ''))
  // Where the usual place is taken by what this version does not understand, its own draft lies beside.
  const path = isNewer ? besidePath : usualPath
  const unsaved = async (from: string): Promise<Held> => {
    const read = await readHeld(from, onDamaged)
    const aside = read.aside.filter(({ id }) => !wasSaved(id))
    return wasSaved(read.current.id) ? { ...read, aside, current: empty() } : { ...read, aside }
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
        JSON.stringify({
          version: draftVersion,
          ...next.current,
          discarded: next.discarded,
          aside: next.aside,
        }),
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
      const { text, plain, attachments, changedAt } = held.current
      const last = held.aside.at(-1)
      return {
        text,
        plain,
        attachments,
        ...(changedAt === undefined ? {} : { changedAt }),
        ...(last ? { aside: { text: last.text.slice(0, 200), count: held.aside.length } } : {}),
      }
    },
    id: () => held.current.id,
    keep: (text, plain) => change({ text, plain, changedAt: now().toISOString() }),
    attach: async (file, draftId) => {
      try {
        await hold(withFile(held, file, draftId))
      } catch (error) {
        // Whoever brought it removes it: it must not go along with what is written when the disk takes something again.
        held = withoutFile(held, file.id)
        throw error
      }
    },
    detach: (id) => change({ attachments: held.current.attachments.filter((one) => one.id !== id) }),
    discard: () =>
      isEmpty(held.current)
        ? Promise.resolve()
        : hold({ ...held, current: empty(), discarded: held.current }),
    setAside: (text) => {
      const { current, aside } = held
      const next = { ...empty(), text, changedAt: now().toISOString() }
      return hold({ ...held, current: next, aside: isEmpty(current) ? aside : [...aside, current] })
    },
    bringBack: () => {
      const { current, aside } = held
      const last = aside.at(-1)
      if (!last) return Promise.resolve()
      const others = aside.slice(0, -1)
      return hold({ ...held, current: last, aside: isEmpty(current) ? others : [current, ...others] })
    },
    restore: () => {
      const { current, discarded } = held
      if (!discarded) return Promise.resolve()
      return hold({ ...held, current: discarded, discarded: isEmpty(current) ? null : current })
    },
    renew: (text) => hold({ ...held, current: { ...empty(), text, changedAt: now().toISOString() } }),
    newer: () => (isNewer ? basename(usualPath) : null),
    attachments: () =>
      [held.current, ...held.aside, ...(held.discarded ? [held.discarded] : [])].flatMap(
        (one) => one.attachments,
      ),
  }
}

async function readHeld(path: string, onDamaged: DraftOptions['onDamaged']): Promise<Held> {
  const text = await readIfThere(path)
  if (text === null) return nothing()
  const read = stored.safeParse(parseJson(text))
  if (read.success) {
    const { discarded, aside, ...current } = read.data
    return { current: content.parse(current), discarded, aside }
  }
  const place = `${path}.damaged-${Date.now()}`
  await despiteReaders(() => rename(path, place))
  onDamaged(place)
  return nothing()
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
