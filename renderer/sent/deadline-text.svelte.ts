import { toWritten } from './written-deadline.ts'

/** A deadline that is written with the words of the capture field, and what is understood of it. */
export class DeadlineText {
  text = $state('')
  /** The moment that the text means; null where it means none, or is not understood. */
  understood = $state.raw<string | null>(null)
  /** What it means now is not known yet. */
  isPending = $state(false)
  readonly isBlank = $derived(this.text.trim() === '')
  readonly #written: string
  /** Something else stands there than at first. */
  readonly isTouched = $derived.by(() => this.text !== this.#written)

  /** `ask` returns the deadline that a text means, null for none. */
  constructor(
    private readonly before: string | null,
    private readonly ask: (text: string) => Promise<string | null>,
  ) {
    this.#written = toWritten(before)
    this.text = this.#written
    this.understood = before
  }

  /** Looks what the text means. Returns the deadline, null for none, or `unclear` where the text is not understood. */
  async understand(): Promise<string | null | 'unclear'> {
    const { text } = this
    // The text knows no seconds: what was not changed is not made again.
    if (this.isBlank || text === this.#written) {
      this.understood = this.isBlank ? null : this.before
      return this.understood
    }
    this.isPending = true
    const found = await this.ask(text).catch(() => null)
    if (text !== this.text) return this.understand()
    this.isPending = false
    this.understood = found
    return found ?? 'unclear'
  }
}
