import type { Parsed, Range, Span } from '../../../electron/model.ts'
import type { Bridge } from '../../shared/bridge.ts'
import { carryPlain, carrySpans, joinRanges, overlap, segmentsOf } from './spans.ts'

/** A text in the capture language, understood as it is typed. */
export class WrittenText {
  text = $state('')
  /** What was turned back into plain text. */
  plain = $state.raw<Range[]>([])
  /** What the text will become, as far as it is known; null for nothing. */
  parsed = $state.raw<Parsed | null>(null)
  /** What was understood, where it stands in the text of this moment. */
  spans = $state.raw<Span[]>([])
  readonly segments = $derived.by(() => segmentsOf(this.text, this.spans))
  #changes = 0
  #questions = 0

  constructor(protected readonly bridge: Bridge) {}

  /** Counts up whenever the text, or what of it is plain, becomes another. */
  get changes(): number {
    return this.#changes
  }

  /** Takes over what was typed; what is plain moves along. */
  async change(text: string): Promise<void> {
    await this.replace(text, carryPlain(this.plain, this.text, text))
  }

  /** Puts another text in the place of this one. */
  async replace(text: string, plain: Range[] = []): Promise<void> {
    this.#changes++
    this.spans = carrySpans(this.spans, this.text, text).filter(
      (span) => !plain.some((range) => overlap(range, span)),
    )
    this.text = text
    this.plain = plain
    await this.understand()
  }

  /** Turns what was understood back into text, for as long as that text stands. */
  async toPlain(ranges: Range[]): Promise<void> {
    await this.replace(this.text, joinRanges(this.plain, ranges))
  }

  /** Asks what the text means now. */
  async understand(): Promise<void> {
    const question = ++this.#questions
    const parsed = await this.#parsed(this.text, this.plain)
    // Only the answer to the latest question counts, in whatever order the answers come.
    if (question !== this.#questions) return
    this.spans = parsed?.spans ?? []
    this.parsed = parsed
  }

  /** Highlights are a help, not a promise: where they cannot be had the text stays plain. */
  async #parsed(text: string, plain: Range[]): Promise<Parsed | null> {
    if (!text.trim()) return null
    return this.bridge.ask('capture.parse', { text, plain }).catch(() => null)
  }
}
