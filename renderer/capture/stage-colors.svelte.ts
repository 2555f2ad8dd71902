import type { Range, Suggestions } from '../../electron/ipc/contract.ts'
import type { Bridge } from '../shared/bridge.ts'

/** The colours of My Plan's stages, by their titles, as the suggestions tell them. */
export class StageColors {
  #known = $state.raw<ReadonlyMap<string, string | null>>(new Map())

  constructor(private readonly bridge: Bridge) {}

  /** Six hex digits; null while it is not known. */
  of(title: string): string | null {
    return this.#known.get(title) ?? null
  }

  /** Remembers what a list of stages shows. */
  learn(suggestions: Suggestions | null): void {
    if (suggestions?.kind !== 'stage') return
    this.#known = new Map([
      ...this.#known,
      ...suggestions.items.map(({ label, color }) => [label, color] as const),
    ])
  }

  /** Finds the colour of a stage that is named in the text. */
  async look(title: string, text: string, { to }: Range): Promise<void> {
    if (this.#known.has(title)) return
    // Noted at once: a stage whose colour nobody tells is asked for no second time.
    this.#known = new Map([...this.#known, [title, null]])
    this.learn(await this.bridge.ask('capture.suggest', { text, plain: [], caret: to }).catch(() => null))
  }
}
