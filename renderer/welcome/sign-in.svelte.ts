import type { Problem } from '../../electron/ipc/contract.ts'
import { problemOf } from '../shared/bridge.ts'
import type { SessionState } from '../shared/session.svelte.ts'

/** A way into Quickplan. */
export type Way = 'demo' | 'webhook'

/** The first sign-in: one way at a time; a failure names its way, and the address stays to be corrected. */
export class SignIn {
  /** A secret: cleared once it has been accepted. */
  address = $state('')
  busy = $state<Way | null>(null)
  failed = $state.raw<{ way: Way; problem: Problem } | null>(null)

  constructor(private readonly session: SessionState) {}

  /** Starts the demo portal and signs in to it. */
  tryDemo(): Promise<void> {
    return this.#go('demo', () => this.session.tryDemo())
  }

  /** Checks the address that was pasted and signs in with it. */
  async useWebhook(): Promise<void> {
    const address = this.address.trim()
    if (!address) {
      this.failed = { way: 'webhook', problem: { code: 'webhook-malformed' } }
      return
    }
    await this.#go('webhook', () => this.session.useWebhook(address))
  }

  async #go(way: Way, signIn: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = way
    this.failed = null
    try {
      await signIn()
      this.address = ''
    } catch (error) {
      this.failed = { way, problem: problemOf(error) }
    } finally {
      this.busy = null
    }
  }
}
