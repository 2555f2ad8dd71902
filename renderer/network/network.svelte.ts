import type { NetworkView, Problem, ProxyChoice } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'

type Login = { user: string; password: string }

/** What the way to portals needs a person for, and what was agreed to. */
export class NetworkState {
  /** Null until the main process has answered. */
  view = $state.raw<NetworkView | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** The first question that nobody has put off. */
  readonly question = $derived(this.view?.questions.find(({ isOpen }) => isOpen) ?? null)

  constructor(private readonly bridge: Bridge) {}

  /** Reads the state and follows it; returns the way to stop. */
  follow(): () => void {
    const stop = this.bridge.on('network.changed', (view) => (this.view = view))
    void this.#take(() => this.bridge.ask('network.get'))
    return stop
  }

  answer = (id: string, yes: boolean, login?: Login) =>
    this.#take(() => this.bridge.ask('network.answer', { id, yes, ...(login ? { login } : {}) }))
  revoke = (kind: 'pin' | 'plain' | 'proxy', name: string) =>
    this.#take(() => this.bridge.ask('network.revoke', { kind, name }))
  choose = (choice: ProxyChoice) => this.#take(() => this.bridge.ask('network.choose', choice))

  async #take(ask: () => Promise<NetworkView>): Promise<void> {
    this.problem = null
    try {
      this.view = await ask()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
