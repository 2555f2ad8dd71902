import type { Settings } from '../../electron/model.ts'
import type { Bridge } from '../shared/bridge.ts'
import type { Draft } from './draft.svelte.ts'

/** Says where repetition is set, to whom a task would come again and again: until one such text was saved, then no more. */
export class RepetitionHint {
  // Until it is known that it was never said it stays away.
  #isTold = $state(true)
  readonly isShown = $derived.by(() => !this.#isTold && this.draft.parsed?.recurring === true)

  constructor(
    private readonly bridge: Bridge,
    private readonly draft: Draft,
  ) {}

  /** Takes over from the settings whether it was said. */
  follow({ toldOfRepetition }: Pick<Settings, 'toldOfRepetition'>): void {
    this.#isTold = toldOfRepetition
  }

  /** It was in sight with a text that is saved: that was the one time. */
  settle(): void {
    this.#isTold = true
    // Where it cannot be kept it is said once more after the next start.
    void this.bridge.ask('settings.change', { toldOfRepetition: true }).catch(() => null)
  }
}
