import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Attachment } from '../model.ts'
import { attachment, range } from '../outbox/record.ts'

/** A draft as it lies on disk. */
export const content = z.object({
  id: z.uuid(),
  text: z.string(),
  plain: z.array(range),
  attachments: z.array(attachment),
  /** When its text became what it is, ISO 8601; versions before this one did not note it. */
  changedAt: z.iso.datetime().exactOptional(),
})

export type Content = z.infer<typeof content>
/** `aside`: the latest last. */
export type Held = { current: Content; discarded: Content | null; aside: Content[] }

export const empty = (): Content => ({ id: randomUUID(), text: '', plain: [], attachments: [] })

export const nothing = (): Held => ({ current: empty(), discarded: null, aside: [] })

/** With the file in the draft of this id, wherever it is by now; else in the current one. */
export function withFile(held: Held, file: Attachment, draftId: string | undefined): Held {
  const { current, discarded, aside } = held
  const given = (one: Content) => ({ ...one, attachments: [...one.attachments, file] })
  if (discarded && discarded.id === draftId) return { ...held, discarded: given(discarded) }
  const isAside = aside.some(({ id }) => id === draftId)
  if (!isAside) return { ...held, current: given(current) }
  return { ...held, aside: aside.map((one) => (one.id === draftId ? given(one) : one)) }
}

/** Without this file, whichever draft it is in. */
export function withoutFile({ current, discarded, aside }: Held, fileId: string): Held {
  const freed = (one: Content) => ({
    ...one,
    attachments: one.attachments.filter(({ id }) => id !== fileId),
  })
  return { current: freed(current), discarded: discarded && freed(discarded), aside: aside.map(freed) }
}

export const isEmpty = ({ text, attachments }: Content) => text === '' && attachments.length === 0

/** What was typed beside follows what was there before. */
export function joined(before: Held, beside: Held): Held {
  const aside = [...before.aside, ...beside.aside]
  if (isEmpty(beside.current)) return { ...before, aside }
  if (isEmpty(before.current))
    return { current: beside.current, discarded: before.discarded ?? beside.discarded, aside }
  const text = [before.current.text, beside.current.text].filter((one) => one !== '').join('\n')
  const attachments = [...before.current.attachments, ...beside.current.attachments]
  return { ...before, aside, current: { ...before.current, text, attachments } }
}
