import { randomUUID } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Input } from '../ipc/contract.ts'
import type { Account, Capture, CapturePlace, DraftView, Parsed, Range, Suggestions } from '../model.ts'
import type { CaptureActions } from './capture-actions.ts'
import type { Delivery } from './delivery/delivery.ts'
import type { Draft } from '../draft/draft.ts'
import { keptTokens, linesOf, type MarkedText } from '../parser/lines.ts'
import { newCapture, type CaptureInput } from './new-capture.ts'
import type { Outbox } from './outbox.ts'
import type { CaptureRecord } from './record.ts'
import { toView } from './to-view.ts'

export type Captures = CaptureActions & {
  parse(text: string, plain: Range[]): Parsed
  suggest(text: string, plain: Range[], caret: number): Suggestions | null
  /**
   * Keeps one capture, or one of each line: returns when all are on disk, and sending begins. The draft is emptied only
   * then. Throws `title-empty`, `signed-out`, `capture-not-kept`; in each case the draft stays.
   */
  save(input: Input<'capture.save'>): Promise<Capture[]>
  /** The same for one text that leaves the draft alone: from another program, or from the foot of a column. */
  add(text: string, place?: CapturePlace | null, plain?: Range[]): Promise<Capture>
  /** The text with the templates that it names in the place of their names. */
  expand(text: string): string
  list(): Capture[]
  discardDraft(): Promise<DraftView>
  restoreDraft(): Promise<DraftView>
  detach(id: string): Promise<DraftView>
}

type CapturesDeps = {
  outbox: Outbox
  delivery: Delivery
  draft: Draft
  actions: CaptureActions
  parse: (text: string, plain: readonly Range[]) => Parsed
  suggest: (text: string, plain: readonly Range[], caret: number) => Suggestions | null
  expand: (text: string) => string
  account: () => Account | null
  now: () => Date
  /** Attachments may have become needless. */
  tidy: () => void
  onHarmless: (error: unknown) => void
}

type More = Omit<CaptureInput, keyof MarkedText | 'parsed' | 'to'>

/** From a typed text to captures on disk. */
export function createCaptures(deps: CapturesDeps): Captures {
  const { outbox, delivery, draft, actions, parse, suggest, account, now, tidy, onHarmless } = deps

  const recordOf = ({ text, plain }: MarkedText, more: More, place?: CapturePlace | null): CaptureRecord => {
    const parsed = placed(parse(text, plain), place)
    if (parsed.title === '') throw new AppError('title-empty', 'A capture without a title')
    const to = account()
    if (!to) throw new AppError('signed-out', 'Nobody is signed in')
    return newCapture({ text, plain, parsed, to, ...more })
  }

  /** The first one takes over the draft's id and files: a draft whose capture is there was saved. */
  const recordsOf = ({ text, plain, then, as }: Input<'capture.save'>): CaptureRecord[] => {
    const texts = as === 'lines' ? linesOf({ text, plain }) : [{ text, plain }]
    if (texts.length === 0) throw new AppError('title-empty', 'There is nothing to capture')
    const moment = now().getTime()
    return texts.map((one, index) =>
      recordOf(one, {
        id: index === 0 ? draft.id() : randomUUID(),
        attachments: index === 0 ? draft.view().attachments : [],
        // A millisecond apart, so that they keep their order.
        capturedAt: new Date(moment + index),
        open: then === 'open',
      }),
    )
  }

  const saving = new Map<string, Promise<Capture[]>>()
  let last: Promise<void> = Promise.resolve()

  const keep = async (records: CaptureRecord[]) => {
    await outbox.add(records)
    delivery.wake()
    return records.map(toView)
  }

  const save = async (input: Input<'capture.save'>) => {
    const records = recordsOf(input)
    const saved = await keep(records)
    const last = records.at(-1)
    const kept = input.then === 'stay' && last ? keptTokens(last.text, last.parsed) : ''
    // The text is kept by now: an old draft that stays on disk is no reason to say that saving failed.
    await draft.renew(kept).catch(onHarmless)
    return saved
  }

  return {
    ...actions,
    parse,
    suggest,
    expand: deps.expand,
    list: () => outbox.list(),
    save: (input) => {
      const key = JSON.stringify([input.text, input.as])
      const running = saving.get(key)
      if (running) return running // Enter pressed twice is once
      const mine = last.then(() => save(input)).finally(() => saving.delete(key))
      saving.set(key, mine)
      last = mine.then(nothing, nothing)
      return mine
    },
    add: async (text, place, plain = []) => {
      const more = { id: randomUUID(), attachments: [], capturedAt: now(), open: false }
      const record = recordOf({ text, plain }, more, place)
      await keep([record])
      return toView(record)
    },
    discardDraft: async () => {
      await draft.discard()
      tidy()
      return draft.view()
    },
    restoreDraft: async () => {
      await draft.restore()
      return draft.view()
    },
    detach: async (id) => {
      await draft.detach(id)
      tidy()
      return draft.view()
    },
  }
}

const nothing = () => undefined

/** What the text itself names goes before the place that it was written at. */
function placed(parsed: Parsed, place: CapturePlace | null | undefined): Parsed {
  if (!place) return parsed
  const { kind, id, name } = place
  return { ...parsed, [kind]: parsed[kind] ?? { text: name, id, name } }
}
