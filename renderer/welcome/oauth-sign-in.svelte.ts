import type { ErrorCode, Problem } from '../../electron/model.ts'
import { problemOf } from '../shared/bridge.ts'
import type { SessionState } from '../shared/session.svelte.ts'
import type { SignIn } from './sign-in.svelte.ts'

/** A field of the form. */
export type OAuthField = 'portal' | 'clientId' | 'clientSecret' | 'port'

/** The field that a refusal is about, where it is about one. */
const fieldsByCode: Partial<Record<ErrorCode, OAuthField>> = {
  'portal-malformed': 'portal',
  'portal-insecure': 'portal',
  'host-not-found': 'portal',
  'application-unknown': 'clientId',
  'port-taken': 'port',
}

/**
 * Below all ports that systems and Docker hand out by themselves (from 32768 on Linux, 49152 on macOS and Windows, where
 * Hyper-V keeps some for itself), and of no well-known service: 5000 and 7000 are macOS's AirPlay receiver.
 */
export const defaultPort = '17420'

/** The sign-in with an application of the portal: a form, then the waiting for the browser. */
export class OAuthSignIn {
  portal = $state('')
  clientId = $state('')
  /** A secret: cleared once a user is signed in. */
  clientSecret = $state('')
  /** As it was typed. */
  port = $state(defaultPort)
  /** The first field that is empty or impossible, found before anything was asked. */
  missing = $state<OAuthField | null>(null)

  /** The address that the browser was sent to. */
  pasted = $state('')
  /** The pasted address was taken, and the portal is being asked. */
  isChecking = $state(false)
  isPasting = $state(false)
  isCancelling = $state(false)
  /** Why the pasted address was not taken, or the waiting not ended; the waiting goes on. */
  problem = $state.raw<Problem | null>(null)

  #accountBefore: string | undefined

  constructor(
    private readonly session: SessionState,
    private readonly signIn: SignIn,
  ) {}

  get isWaiting(): boolean {
    return this.signIn.busy === 'oauth'
  }

  /** Why the last try failed. */
  get failure(): Problem | null {
    return this.signIn.failed?.way === 'oauth' ? this.signIn.failed.problem : null
  }

  /** The field to correct, by what is missing or what was refused. */
  get wrong(): OAuthField | null {
    return this.missing ?? (this.failure && (fieldsByCode[this.failure.code] ?? null))
  }

  /** What the application's card has to name. */
  get handlerPath(): string {
    return `http://localhost:${this.port.trim() || '…'}/`
  }

  /** Opens the browser and resolves when the user has come back, given up, or been refused. */
  async start(): Promise<void> {
    if (this.signIn.busy) return
    this.missing = this.#firstMissing()
    if (this.missing) {
      if (this.failure) this.signIn.failed = null
      return
    }
    this.#accountBefore = this.session.account?.id
    const isIn = await this.signIn.go('oauth', () =>
      this.session.useOAuth({
        portal: this.portal.trim(),
        clientId: this.clientId.trim(),
        clientSecret: this.clientSecret.trim(),
        port: Number(this.port),
      }),
    )
    this.#forget(isIn)
  }

  /** Hands over the address that the browser was sent to; if it is not taken, the waiting goes on. */
  async paste(): Promise<void> {
    const address = this.pasted.trim()
    if (!this.isWaiting || this.isPasting || this.isChecking) return
    if (!address) {
      this.problem = { code: 'callback-malformed' }
      return
    }
    this.isPasting = true
    this.problem = null
    try {
      await this.session.pasteCallback(address)
      this.isChecking = this.isWaiting
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.isPasting = false
    }
  }

  /** Ends the waiting; the form comes back with everything that was typed. */
  async cancel(): Promise<void> {
    if (!this.isWaiting || this.isCancelling) return
    this.isCancelling = true
    this.problem = null
    try {
      await this.session.cancelSignIn()
    } catch (error) {
      this.problem = problemOf(error)
      this.isCancelling = false
    }
  }

  /** The form goes away. Waiting that nobody could see or end is ended, unless it is over and only its answer due. */
  leave(): void {
    if (this.session.account?.id === this.#accountBefore) void this.cancel()
  }

  #firstMissing(): OAuthField | null {
    if (!this.portal.trim()) return 'portal'
    if (!this.clientId.trim()) return 'clientId'
    if (!this.clientSecret.trim()) return 'clientSecret'
    const isPort =
      /^\s*\d{4,5}\s*$/u.test(this.port) && Number(this.port) >= 1024 && Number(this.port) <= 65_535
    return isPort ? null : 'port'
  }

  #forget(isIn: boolean): void {
    if (isIn) this.clientSecret = ''
    this.pasted = ''
    this.problem = null
    this.isChecking = false
    this.isCancelling = false
  }
}
