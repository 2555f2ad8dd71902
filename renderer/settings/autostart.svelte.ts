import type { AutostartView, Problem } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'

/** Whether Quickplan starts with the computer, as the system has it. */
export class AutostartState {
  /** Null until the main process has answered. */
  view = $state.raw<AutostartView | null>(null)
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)
  /** The number of the latest request; an answer to an earlier one is out of date. */
  #latest = 0

  constructor(private readonly bridge: Bridge) {}

  /** Reads it again, unless a failure is being told: the system has settings of its own for this. */
  async look(): Promise<void> {
    if (!this.busy && !this.view?.fault) await this.#take(() => this.bridge.ask('autostart.get'))
  }

  async set(on: boolean): Promise<void> {
    this.busy = true
    await this.#take(() => this.bridge.ask('autostart.set', { on }))
    this.busy = false
  }

  async #take(ask: () => Promise<AutostartView>): Promise<void> {
    const request = (this.#latest += 1)
    this.problem = null
    try {
      const view = await ask()
      if (request === this.#latest) this.view = view
    } catch (error) {
      if (request === this.#latest) this.problem = problemOf(error)
    }
  }
}
