import { problemOf, type Bridge } from '../shared/bridge.ts'
import type { Draft } from './draft.svelte.ts'

/** The texts of earlier captures, walked from an empty field, newest first. */
export class Earlier {
  #at = $state(-1)
  #texts: string[] = []
  readonly isWalking = $derived(this.#at >= 0)

  constructor(
    private readonly bridge: Bridge,
    private readonly draft: Draft,
  ) {}

  /** To the capture before; the oldest one stays. */
  async back(): Promise<void> {
    try {
      if (!this.isWalking) this.#texts = await this.#load()
    } catch (error) {
      this.draft.problem = problemOf(error)
      return
    }
    await this.#show(Math.min(this.#at + 1, this.#texts.length - 1))
  }

  /** To the capture after; behind the newest one is the empty field. */
  async forward(): Promise<void> {
    await this.#show(this.#at - 1)
  }

  /** Back to the empty field. */
  async leave(): Promise<void> {
    await this.#show(-1)
  }

  /** What is in the field is the user's own text from now on. */
  settle(): void {
    this.#at = -1
  }

  async #show(at: number): Promise<void> {
    if (at === this.#at) return
    this.#at = at
    await this.draft.replace(this.#texts[at] ?? '')
  }

  async #load(): Promise<string[]> {
    const captures = await this.bridge.ask('captures.list')
    const newestFirst = captures.toSorted((a, b) => b.capturedAt.localeCompare(a.capturedAt))
    const texts = newestFirst.map(({ text }) => text)
    return texts.filter((text, index) => texts.indexOf(text) === index)
  }
}
