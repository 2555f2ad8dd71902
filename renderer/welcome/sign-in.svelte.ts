import type { Problem } from '../../electron/model.ts'
import { problemOf } from '../shared/bridge.ts'
import type { SessionState } from '../shared/session.svelte.ts'

/** A way into Quickplan. */
export type Way = 'demo' | 'webhook' | 'oauth'

/** A sign-in: one way at a time; a failure names its way, and what was typed stays to be corrected. */
export class SignIn {
  /** A secret: cleared once a user is signed in. */
  address = $state('')
  busy = $state<Way | null>(null)
  failed = $state.raw<{ way: Way; problem: Problem } | null>(null)

  /** `ondone` is called after each success. */
  constructor(
    private readonly session: SessionState,
    private readonly ondone: () => void = () => undefined,
  ) {}

  /** Starts the demo portal and signs in to it. */
  async tryDemo(): Promise<void> {
    await this.go('demo', () => this.session.tryDemo())
  }

  /** Checks the address that was pasted and signs in with it. */
  async useWebhook(): Promise<void> {
    const address = this.address.trim()
    if (!address) {
      this.failed = { way: 'webhook', problem: { code: 'webhook-malformed' } }
      return
    }
    await this.go('webhook', () => this.session.useWebhook(address))
  }

  /** Goes a way unless another one is being gone. True when it led in; being cancelled is no failure. */
  async go(way: Way, signIn: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false
    this.busy = way
    this.failed = null
    try {
      await signIn()
      this.address = ''
    } catch (error) {
      const problem = problemOf(error)
      if (problem.code !== 'cancelled') this.failed = { way, problem }
      return false
    } finally {
      this.busy = null
    }
    this.ondone()
    return true
  }
}
