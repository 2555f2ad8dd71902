import type { Range, Suggestions } from '../../../electron/model.ts'
import type { Bridge } from '../../shared/bridge.ts'

type Known = { label: string; color: string | null }

/** The colours of My Plan's stages, by their titles, as the suggestions tell them. */
export class StageColors {
  #known = $state.raw<Known[]>([])

  constructor(private readonly bridge: Bridge) {}

  /** Six hex digits; null while it is not known. */
  of(title: string): string | null {
    return this.#known.find(({ label }) => label === title)?.color ?? null
  }

  /** Remembers what a list of stages shows. */
  learn(suggestions: Suggestions | null): void {
    if (suggestions?.kind === 'stage') this.#remember(suggestions.items)
  }

  /** Finds the colour of a stage that is named in the text. */
  async look(title: string, text: string, { to }: Range): Promise<void> {
    if (this.#known.some(({ label }) => label === title)) return
    // Noted at once: a stage whose colour nobody tells is asked for no second time.
    this.#remember([{ label: title, color: null }])
    this.learn(await this.bridge.ask('capture.suggest', { text, plain: [], caret: to }).catch(() => null))
  }

  #remember(items: Known[]): void {
    const older = this.#known.filter(({ label }) => !items.some((item) => item.label === label))
    this.#known = [...older, ...items]
  }
}
