import { AppError } from '../errors.ts'
import type { Account, Capture, Parsed } from '../ipc/contract.ts'
import type { Delivery } from './delivery.ts'
import type { Draft } from './draft.ts'
import { toCapture, type Outbox } from './outbox.ts'

export type Captures = {
  parse(text: string): Parsed
  /**
   * Keeps a thought: answers when it is on disk, and its way to the portal begins. The draft is emptied only then.
   * Throws `title-empty`, `signed-out`, `capture-not-kept`; in each case the draft stays.
   */
  save(text: string, open: boolean): Promise<Capture>
  list(): Capture[]
  retry(id: string): Promise<void>
  /** Opens the capture's task in the browser. Throws `not-found` while there is none. */
  open(id: string): Promise<void>
}

type Needs = {
  outbox: Outbox
  delivery: Delivery
  draft: Draft
  parse: (text: string) => Parsed
  account: () => Account | null
  /** The body of the request that will create the task. */
  toBody: (parsed: Parsed, userId: number) => string
  openTask: (taskId: number, accountId: string) => Promise<void>
  onHarmless: (error: unknown) => void
}

/** From a typed text to a capture on disk, and what can be done with it afterwards. */
export function createCaptures(needs: Needs): Captures {
  const { outbox, delivery, draft, parse, account, toBody, openTask, onHarmless } = needs
  return {
    parse,
    list: () => outbox.list(),
    save: async (text, open) => {
      const parsed = parse(text)
      if (parsed.title === '') throw new AppError('title-empty', 'A capture without a title')
      const to = account()
      if (!to) throw new AppError('signed-out', 'Nobody is signed in')
      const record = await outbox.add({
        text,
        title: parsed.title,
        deadline: parsed.deadline,
        accountId: to.id,
        portal: to.portal,
        body: toBody(parsed, to.userId),
        open,
      })
      delivery.wake()
      // The thought is kept by now: an old draft that stays on disk is no reason to say that saving failed.
      await draft.keep('').catch(onHarmless)
      return toCapture(record)
    },
    retry: (id) => delivery.retry(id),
    open: async (id) => {
      const capture = outbox.find(id)
      if (!capture?.taskId) throw new AppError('not-found', 'The capture has no task yet')
      await openTask(capture.taskId, capture.accountId)
    },
  }
}
