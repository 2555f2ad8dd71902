import type { Parsed, Problem, Span } from '../../electron/ipc/contract.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import { carrySpans, segmentsOf } from './spans.ts'

/** The text in the capture field: kept on every change, understood as it is typed, saved once. */
export class Draft {
  text = $state('')
  deadline = $state.raw<string | null>(null)
  saving = $state(false)
  /** Why the text could not be kept or saved; gone with the next change. */
  problem = $state.raw<Problem | null>(null)
  readonly segments = $derived.by(() => segmentsOf(this.text, this.#spans))
  #spans = $state.raw<Span[]>([])
  #changes = 0

  constructor(private readonly bridge: Bridge) {}

  /** Brings back what was typed before, unless typing has begun already. */
  async restore(): Promise<void> {
    try {
      const text = await this.bridge.ask('draft.get')
      if (this.#changes === 0 && text) await this.#show(text)
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Takes over what is in the field now. */
  async change(text: string): Promise<void> {
    this.problem = null
    await Promise.all([this.#show(text), this.#keep(text)])
  }

  /** True when the capture is on disk and the field is empty; otherwise the text stays and `problem` says why. */
  async save(open: boolean): Promise<boolean> {
    if (this.saving) return false
    this.saving = true
    this.problem = null
    const saved = this.text
    try {
      await this.bridge.ask('capture.save', { text: saved, open })
      // What was typed while the disk was busy belongs to the next capture.
      await this.change(this.text.startsWith(saved) ? this.text.slice(saved.length) : this.text)
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    } finally {
      this.saving = false
    }
  }

  /** Hides the window; the draft stays. */
  async hide(): Promise<void> {
    await this.bridge.ask('capture.hide').catch((error: unknown) => (this.problem = problemOf(error)))
  }

  async #keep(text: string): Promise<void> {
    await this.bridge.ask('draft.keep', { text }).catch((error: unknown) => (this.problem = problemOf(error)))
  }

  async #show(text: string): Promise<void> {
    const change = ++this.#changes
    this.#spans = carrySpans(this.#spans, this.text, text)
    this.text = text
    const parsed = await this.#parsed(text)
    // Only the answer to the latest text counts, in whatever order the answers come.
    if (change !== this.#changes) return
    this.#spans = parsed?.spans ?? []
    this.deadline = parsed?.deadline ?? null
  }

  /** Highlights are a help, not a promise: where they cannot be had the text stays plain. */
  async #parsed(text: string): Promise<Parsed | null> {
    if (!text.trim()) return null
    return this.bridge.ask('capture.parse', { text }).catch(() => null)
  }
}
