import type { Problem, UpdateView } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'

/** How far the updates have come, as the main process tells it. */
export class UpdatesState {
  /** Null until the main process has answered. */
  view = $state.raw<UpdateView | null>(null)
  problem = $state.raw<Problem | null>(null)

  constructor(private readonly bridge: Bridge) {}

  /** Reads the state and follows it; returns the way to stop. */
  follow(): () => void {
    const stop = this.bridge.on('updates.changed', (view) => (this.view = view))
    void this.#take('updates.get')
    return stop
  }

  check = () => this.#take('updates.check')
  install = () => this.#take('updates.install')

  async #take(request: 'updates.get' | 'updates.check' | 'updates.install'): Promise<void> {
    this.problem = null
    try {
      this.view = await this.bridge.ask(request)
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
