import type { Range } from '../../electron/model.ts'
import type { Draft } from './draft.svelte.ts'

/** A draft that was left alone for longer is an earlier thought, milliseconds. */
const oldAfter = 5 * 60_000

/** A draft from a while ago comes up selected: what is typed then is another thought, and puts it aside. */
export class OldDraft {
  /** All of it is selected, and nothing was done with it yet. */
  isSelected = $state(false)
  /** It was put aside since the window came up. */
  isAside = $state(false)
  #isReplaced = false

  constructor(
    private readonly draft: Draft,
    private readonly now: () => number,
  ) {}

  /** The window comes up: what of the text is to be selected; a caret behind it for a draft of this moment. */
  comeUp(): Range {
    const { text, changedAt } = this.draft
    this.isAside = false
    this.isSelected = text.trim() !== '' && this.now() - changedAt > oldAfter
    return { from: this.isSelected ? 0 : text.length, to: text.length }
  }

  /** The caret has moved: a selection that was left by an arrow or a click keeps the draft. */
  look(selection: Range): void {
    if (!this.#isReplaced && !this.#isWhole(selection)) this.isSelected = false
  }

  /** The field is about to change, with this part of it selected. */
  beforeChange(selection: Range): void {
    this.#isReplaced = this.isSelected && this.#isWhole(selection)
  }

  /** The text in the field is this now. True where it took the old one's place, which is put aside. */
  takesPlace(): boolean {
    const isReplaced = this.#isReplaced
    this.#isReplaced = false
    this.isSelected = false
    if (isReplaced) this.isAside = true
    return isReplaced
  }

  #isWhole = ({ from, to }: Range) => from === 0 && to === this.draft.text.length
}
