import type { Capture, Problem } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import type { Countdown } from './countdown.ts'

/** How long what came of it can be read, in milliseconds. */
const afterwards = 4_000
const afterProblem = 10_000

/** The captures that were just saved, as long as they can be taken back with one click. */
export class SavedCaptures {
  captures = $state.raw<Capture[]>([])
  /** Why they could not be taken back. */
  problem = $state.raw<Problem | null>(null)
  #isTaken = $state(false)
  /** Those that the portal does not take as they are. */
  readonly refused = $derived(this.captures.filter(({ state }) => state === 'attention'))
  /** `undoing`: they are to be taken back, and the portal has not yet been reached. `refused`: one of them needs a person. */
  readonly state = $derived.by(() => {
    if (!this.#isTaken) return this.refused.length > 0 ? 'refused' : 'saved'
    return this.captures.every(({ state }) => state === 'undone') ? 'undone' : 'undoing'
  })

  constructor(
    private readonly bridge: Bridge,
    private ids: readonly string[],
    private readonly countdown: Pick<Countdown, 'restart'>,
  ) {}

  /** Keeps up with every change from now on, and resolves when the captures have been read. */
  async follow(): Promise<void> {
    this.bridge.on('captures.changed', (all) => this.#take(all))
    try {
      const all = await this.bridge.ask('captures.list')
      // Those that were told before these may have been taken back already.
      const back = all.filter(({ state }) => state === 'undone').map(({ id }) => id)
      const others = this.ids.filter((id) => !back.includes(id))
      if (others.length > 0) this.ids = others
      this.#take(all)
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Takes all of them back. */
  async undo(): Promise<void> {
    if (this.#isTaken) return
    this.#isTaken = true
    this.problem = null
    try {
      await Promise.all(this.ids.map((id) => this.bridge.ask('captures.undo', { id })))
      this.countdown.restart(afterwards)
    } catch (error) {
      this.problem = problemOf(error)
      this.#isTaken = false
      this.countdown.restart(afterProblem)
    }
  }

  /** Opens the list that says what is wrong and what can be done. */
  async showSent(): Promise<void> {
    try {
      await this.bridge.ask('window.show', { view: 'sent' })
      this.countdown.restart(0)
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  #take(all: readonly Capture[]): void {
    const known = [...all, ...this.captures]
    const before = this.state
    this.captures = this.ids.flatMap((id) => known.find((one) => one.id === id) ?? [])
    // Long enough to be read, however late it came.
    if (this.state === 'refused' && before !== 'refused') this.countdown.restart(afterProblem)
    // Taken back by another way, from the capture field or the list of what was sent.
    if (this.captures.some(({ state }) => state === 'undone' || state === 'undoing') && !this.#isTaken) {
      this.#isTaken = true
      this.countdown.restart(afterwards)
    }
  }
}
