import type { CaptureShown, Range } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import { Arrivals } from './offers/arrivals.svelte.ts'
import type { Chip } from './chips/chips.ts'
import { Draft } from './draft.svelte.ts'
import { Earlier } from './earlier.svelte.ts'
import type { Situation } from './hints.ts'
import { OldDraft } from './old-draft.svelte.ts'
import { linesOf } from './field/lines.ts'
import { RepetitionHint } from './repetition.svelte.ts'
import { Saver } from './saver.svelte.ts'
import { StageColors } from './chips/stage-colors.svelte.ts'
import { Suggester } from './field/suggester.svelte.ts'
import { broughtBy } from './offers/transfer.ts'
import { clickChip, takeSuggestion, toggleText, type FieldHandle, type Writing } from './field/writing.ts'

export type { FieldHandle }

/** The parts of the capture window together: what typing, saving, a paste or a click does to all of them. */
export class Control {
  readonly draft: Draft
  readonly saver: Saver
  readonly suggester: Suggester
  readonly old: OldDraft
  readonly earlier: Earlier
  readonly arrivals: Arrivals
  readonly colors: StageColors
  readonly repetition: RepetitionHint
  /** The field on screen; given when it is there. */
  fieldHandle: FieldHandle | null = null

  readonly situation = $derived.by((): Situation => {
    if (this.suggester.current) return this.suggester.active >= 0 ? 'list' : 'list-unchosen'
    if (this.earlier.isWalking) return 'earlier'
    if (this.old.isSelected) return 'old'
    if (this.draft.text === '') return this.saver.last ? 'taken-back' : 'empty'
    if (this.saver.lines.length > 0) return 'lines'
    return this.draft.text.includes('\n') ? 'several' : 'text'
  })

  constructor(
    private readonly bridge: Bridge,
    now: () => number = () => Date.now(),
  ) {
    this.draft = new Draft(bridge, now)
    this.old = new OldDraft(this.draft, now)
    this.saver = new Saver(bridge, this.draft)
    this.suggester = new Suggester(bridge, this.draft)
    this.earlier = new Earlier(bridge, this.draft)
    this.arrivals = new Arrivals(bridge, this.draft)
    this.colors = new StageColors(bridge)
    this.repetition = new RepetitionHint(bridge, this.draft)
  }

  /** Shows whatever the window comes up with, also what came before the page listened. Returns the way to stop. */
  listen(): () => void {
    const stops = [
      this.bridge.on('capture.shown', (shown) => void this.show(shown)),
      this.bridge.on('paste.refused', () => (this.draft.problem = { code: 'clipboard-silent' })),
      // The caret of a hidden field would go on blinking, 60 frames a second.
      this.bridge.on('capture.hidden', () => this.fieldHandle?.blur()),
      this.suggester.follow(),
    ]
    const missed = this.bridge.ask('capture.missed').catch(() => null) // there was nothing to be lost, then
    void missed.then((shown) => (shown ? this.show(shown) : undefined))
    return () => stops.forEach((stop) => stop())
  }

  /** A key was pressed: the first one may come before the page knows that its window is up, and belongs to the field. */
  catchKey(): void {
    if (document.activeElement === document.body) this.fieldHandle?.focus(this.old.comeUp())
  }

  /** The window has come up. */
  async show(shown: CaptureShown): Promise<void> {
    if (shown.text !== null) {
      this.suggester.dismiss()
      // A text that was only looked at is no draft that would have to be kept.
      if (this.earlier.isWalking) await this.earlier.leave()
    }
    const arrived = this.arrivals.show(shown)
    // The address comes after the window, when the clipboard's owner has answered: a user may be typing by then.
    if (shown.link === null) this.fieldHandle?.focus(this.old.comeUp())
    await arrived
  }

  /** The text in the field is another, by whatever the user did in it. */
  async type(text: string): Promise<void> {
    this.earlier.settle()
    this.saver.said = null
    if (text === '') this.saver.reset()
    const caret = this.fieldHandle?.selection().to ?? text.length
    const kept = this.old.takesPlace() ? this.draft.startAnew(text) : this.draft.change(text)
    await Promise.all([kept, this.suggester.ask(caret)])
    if (this.draft.text === text) this.suggester.offer(this.draft.parsed?.guess)
    this.colors.learn(this.suggester.current)
  }

  /** Saves what is in the field. True when it is on disk. */
  async save(then: 'hide' | 'open' | 'stay'): Promise<boolean> {
    this.suggester.dismiss()
    const { isShown: wasSaid } = this.repetition
    if (!(await this.saver.save(then))) return false
    if (wasSaid) this.repetition.settle()
    this.earlier.settle()
    if (this.draft.isEmpty) await this.arrivals.bringBack()
    return true
  }

  /** Throws away what is in the field; a draft that waits for its place comes back instead. */
  async discard(): Promise<void> {
    this.suggester.dismiss()
    this.earlier.settle()
    await this.saver.discard()
    await this.arrivals.bringBack()
    this.fieldHandle?.focus()
  }

  /** The caret or the selection in the field is another. */
  moveCaret(selection: Range): void {
    this.suggester.moveCaret(selection.to)
    this.old.look(selection)
  }

  /** Brings back the draft that was put aside last. */
  async bringBack(): Promise<void> {
    this.suggester.dismiss()
    if (this.earlier.isWalking) await this.earlier.leave()
    await this.draft.bringBack().catch((error: unknown) => (this.draft.problem = problemOf(error)))
    this.old.isAside = false
    this.fieldHandle?.focus(this.draft.text.length)
  }

  /** Puts the suggestion in place of what was typed, with a space to go on behind it. */
  take(index: number): void {
    takeSuggestion(this.#writing, index)
  }

  /** Turns a chip back into text; one that nobody understood asks who is meant. */
  async click(chip: Chip): Promise<void> {
    await clickChip(this.#writing, chip)
  }

  /** Turns what was understood at the caret into text, and back; false where there is nothing of the kind. */
  toggleText(): boolean {
    return toggleText(this.#writing)
  }

  /** Takes files in, and offers a choice for several lines; false leaves the text to the field. */
  paste(data: DataTransfer | null): boolean {
    const brought = broughtBy(data)
    if (brought && 'files' in brought) {
      void this.draft.attach(brought.files)
      return true
    }
    if (brought) this.#offerLines(brought.text)
    return false
  }

  /** Takes in what was dropped anywhere on the window. */
  drop(data: DataTransfer | null): void {
    const brought = broughtBy(data)
    if (brought && 'files' in brought) void this.draft.attach(brought.files)
    else if (brought) this.#append(brought.text)
  }

  /** Puts the address from the clipboard in. */
  addLink(): void {
    if (this.arrivals.link !== null) this.#append(this.arrivals.link)
    this.arrivals.settleLink()
  }

  /** Saves what a link asked for, and hides the window. */
  async agree(): Promise<void> {
    if (await this.arrivals.agree()) this.hide()
  }

  /** What a link asked for is not saved, and the window goes. */
  refuse(): void {
    this.arrivals.refuse()
    this.hide()
  }

  /** Hides the window; the draft stays. */
  hide(): void {
    void this.saver.dropKept()
    void this.bridge.ask('capture.hide').catch(() => undefined)
  }

  get #writing(): Writing {
    const { draft, suggester, fieldHandle } = this
    return { text: draft, suggester, field: fieldHandle, toPlain: (ranges) => this.saver.toPlain(ranges) }
  }

  #append(text: string): void {
    this.#offerLines(text)
    const { text: before } = this.draft
    const space = before === '' || /\s$/u.test(before) ? '' : ' '
    this.fieldHandle?.insert({ from: before.length, to: before.length }, space + text)
  }

  #offerLines(text: string): void {
    if (this.draft.text.trim() === '' && linesOf(text).length > 1) this.saver.offerLines()
  }
}
