import type { Attachment, DraftView, Problem, Range } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import { thumbnailOf } from './thumbnail.ts'
import { WrittenText } from './field/written-text.svelte.ts'

/** The text in the capture field and what goes with it: kept on every change. */
export class Draft extends WrittenText {
  attachments = $state.raw<Attachment[]>([])
  /** Thumbnails of those that were pasted while this window was there, by id. */
  pictures = $state.raw<Readonly<Record<string, ImageBitmap>>>({})
  /** What was put aside, as the main process tells of it; null for nothing. */
  aside = $state.raw<DraftView['aside'] | null>(null)
  /** When the text became what it is, milliseconds since 1970; 0 where nobody knows. */
  changedAt = 0
  /** Why the text could not be kept, taken or saved; gone with the next change. */
  problem = $state.raw<Problem | null>(null)
  readonly isEmpty = $derived(this.text.trim() === '' && this.attachments.length === 0)
  #taking: Promise<boolean> | null = null

  constructor(
    bridge: Bridge,
    private readonly now: () => number = () => Date.now(),
  ) {
    super(bridge)
  }

  /** Follows what the main process takes into the draft, and brings back what was typed before. */
  async follow(): Promise<void> {
    // Only the files: the text that the main process knows of may be older than the one in the field.
    this.bridge.on('draft.changed', (view) => this.#takeOver(view))
    this.bridge.on('names.changed', () => void this.understand())
    try {
      const view = await this.bridge.ask('draft.get')
      if (this.changes > 0) return
      const shown = this.adopt(view)
      this.changedAt = view.changedAt === undefined ? 0 : Date.parse(view.changedAt)
      await shown
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Puts another text in the place of this one, and keeps it. */
  override async replace(text: string, plain: Range[] = []): Promise<void> {
    this.problem = null
    await Promise.all([this.#show(text, plain), this.#keep(text, plain)])
  }

  /** Shows a draft that the main process has kept already. */
  async adopt(view: DraftView): Promise<void> {
    this.#takeOver(view)
    await this.#show(view.text, view.plain)
  }

  /** This text took the place of another, which is put aside with its files. */
  async startAnew(text: string): Promise<void> {
    this.problem = null
    this.attachments = []
    const kept = this.bridge.ask('draft.set-aside', { text }).then(
      (view) => this.#takeOver(view),
      (error: unknown) => (this.problem = problemOf(error)),
    )
    await Promise.all([this.#show(text, []), kept])
  }

  /** Puts aside what is in the field; it is empty then. */
  async setAside(): Promise<void> {
    await this.adopt(await this.bridge.ask('draft.set-aside', { text: '' }))
  }

  /** Brings back what was put aside last, and puts aside what is in the field. */
  async bringBack(): Promise<void> {
    await this.adopt(await this.bridge.ask('draft.bring-back'))
  }

  /** Takes files in; the first one that is refused is told in `problem`, the others are in. */
  async attach(files: readonly File[]): Promise<void> {
    const before = this.attachments.map(({ id }) => id)
    const mine = this.#takeFiles(() => this.bridge.attach(files))
    void mine.then(() => this.#picture(files, before))
    const all = Promise.all([this.#taking, mine]).then((outcomes) => !outcomes.includes(false))
    this.#taking = all
    await all
    if (this.#taking === all) this.#taking = null
  }

  /** Makes thumbnails of files that were taken in, where it is clear which has become which. */
  async #picture(files: readonly File[], before: readonly string[]): Promise<void> {
    const taken = this.attachments.filter(({ id }) => !before.includes(id))
    if (taken.length !== files.length) return
    const pictures = await Promise.all(files.map(thumbnailOf))
    const made = taken.flatMap(({ id }, index): [string, ImageBitmap][] => {
      const picture = pictures[index]
      return picture ? [[id, picture]] : []
    })
    const kept = Object.entries(this.pictures).filter(([id]) => this.attachments.some((one) => one.id === id))
    this.pictures = Object.fromEntries([...kept, ...made])
  }

  /** The files that are on their way, null for none; returns false where one of them is refused. */
  get filesTaken(): Promise<boolean> | null {
    return this.#taking
  }

  async detach(id: string): Promise<void> {
    await this.#takeFiles(() => this.bridge.ask('draft.detach', { id }))
  }

  /** False, with the reason in `problem`, for what was refused. */
  async #takeFiles(take: () => Promise<DraftView>): Promise<boolean> {
    this.problem = null
    try {
      this.attachments = (await take()).attachments
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }

  #takeOver({ attachments, aside }: DraftView): void {
    this.attachments = attachments
    this.aside = aside ?? null
  }

  async #keep(text: string, plain: Range[]): Promise<void> {
    await this.bridge
      .ask('draft.keep', { text, plain })
      .catch((error: unknown) => (this.problem = problemOf(error)))
  }

  async #show(text: string, plain: Range[]): Promise<void> {
    this.changedAt = this.now()
    await super.replace(text, plain)
  }
}
