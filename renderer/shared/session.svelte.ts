import type { OAuthInput, Problem, Session } from '../../electron/model.ts'
import { problemOf, type Bridge } from './bridge.ts'

/** Who is signed in. Follows the main process once {@link SessionState.follow} was called. */
export class SessionState {
  /** Null until the main process has answered. */
  current = $state.raw<Session | null>(null)
  /** Why the main process could not say who is signed in, open the keychain, or switch the account. */
  problem = $state.raw<Problem | null>(null)
  unlocking = $state(false)
  /** The id of the account that is about to become current. */
  switching = $state<string | null>(null)
  /** The id of the account that is being signed in again; the browser is open. */
  signingIn = $state<string | null>(null)

  readonly account = $derived(this.current?.account ?? null)
  readonly accounts = $derived(this.current?.accounts ?? [])
  readonly isSignedIn = $derived(this.account !== null)

  constructor(private readonly bridge: Bridge) {}

  /** Keeps up with every change from now on, and resolves when the session has been read. */
  async follow(): Promise<void> {
    this.bridge.on('session.changed', (session) => (this.current = session))
    await this.load()
  }

  /** Asks again; news that arrived meanwhile are younger than the answer and stay. */
  async load(): Promise<void> {
    const before = this.current
    this.problem = null
    try {
      const session = await this.bridge.ask('session.get')
      if (this.current === before) this.current = session
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Throws a BridgeError when the demo portal does not start. */
  async tryDemo(): Promise<void> {
    this.current = await this.bridge.ask('session.try-demo')
  }

  /** Throws a BridgeError that says what is wrong with the address or the portal. */
  async useWebhook(address: string): Promise<void> {
    this.current = await this.bridge.ask('session.use-webhook', { address })
  }

  /** Resolves when the user has come back from the browser. Throws a BridgeError, `cancelled` among them. */
  async useOAuth(input: OAuthInput): Promise<void> {
    this.current = await this.bridge.ask('session.use-oauth', input)
  }

  /** Throws a BridgeError when the address does not belong to the sign-in that waits. */
  async pasteCallback(address: string): Promise<void> {
    await this.bridge.ask('session.paste-callback', { address })
  }

  /** Makes the sign-in that waits for the browser fail with `cancelled`. */
  async cancelSignIn(): Promise<void> {
    await this.bridge.ask('session.cancel-sign-in')
  }

  /** What the account lacks has been read. */
  async toldScopes(): Promise<void> {
    this.current = await this.bridge.ask('session.told-scopes')
  }

  /** Makes another account the current one; why it did not become so stands in `problem`. */
  async switchTo(id: string): Promise<void> {
    if (this.switching !== null) return
    this.problem = null
    if (id === this.account?.id) return
    this.switching = id
    try {
      this.current = await this.bridge.ask('session.switch', { id })
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.switching = null
    }
  }

  /**
   * Signs in once more with what is kept of an account, which becomes current; resolves when the user has come back. Why
   * it did not work stands in `problem`; being cancelled is no failure.
   */
  async signInAgain(id: string): Promise<void> {
    if (this.signingIn !== null) return
    await this.switchTo(id)
    if (this.problem) return
    this.signingIn = id
    try {
      this.current = await this.bridge.ask('session.sign-in-again', { id })
    } catch (error) {
      const problem = problemOf(error)
      if (problem.code !== 'cancelled') this.problem = problem
    } finally {
      this.signingIn = null
    }
  }

  /** Tries the keychain again; the answer shows in `current`. */
  async unlock(): Promise<void> {
    this.unlocking = true
    try {
      this.current = await this.bridge.ask('session.unlock')
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.unlocking = false
    }
  }

  /** Another account becomes current if there is one. Throws a BridgeError when the secret could not be removed. */
  async signOut(): Promise<void> {
    this.current = await this.bridge.ask('session.sign-out')
  }
}
