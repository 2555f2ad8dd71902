import type { Validation } from './errors.ts'
import { PortalError } from './errors.ts'

/** What can be made to go wrong with one call. */
export type Fault =
  /** The call is refused before it runs, in either shape. */
  | {
      kind: 'error'
      shape: 'v2' | 'v3'
      status: number
      code: string
      message: string
      validation?: Validation[]
    }
  /** A proxy answers instead of the portal. */
  | { kind: 'html'; status: number; body?: string }
  /** The connection breaks and nothing was done. */
  | { kind: 'reset-before' }
  /** The call runs, is kept, and the answer is lost. */
  | { kind: 'reset-after' }
  /** No answer ever; the connection stays open until the portal closes. Nothing was done. */
  | { kind: 'silence' }
  /** The portal has moved: 302 to the same path at another origin. */
  | { kind: 'redirect'; origin: string }
  /** The webhook has no more than these scopes. */
  | { kind: 'scopes'; scopes: readonly string[] }
  /** The call runs and is kept; its answer comes so many milliseconds late. */
  | { kind: 'slow'; ms: number }
  /** The same, for as long as a test in the same process wants it. */
  | { kind: 'held'; until: Promise<unknown> }
  /** The call runs and is kept; the connection breaks in the middle of its answer. */
  | { kind: 'half' }
  /** The access token of the call runs out now. A webhook has none and is told so just the same. */
  | { kind: 'expired-token' }
  /** The refresh token that is offered is dead for good. Only at the token endpoint. */
  | { kind: 'dead-refresh-token' }
  /** The portal's clock is this far ahead (or, below zero, behind) as this call sees and tells it. */
  | { kind: 'clock-skew'; seconds: number }

/**
 * A call as a fault is chosen for it: `body` holds the merged parameters (v2) or the parsed body (v3), without a token.
 * `oauth` has the methods `oauth/authorize`, when somebody was chosen, and `oauth/token`; its user is 0 where unknown,
 * and its body holds no more than the `grant_type`.
 */
export type FaultedCall = { method: string; api: 'v2' | 'v3' | 'oauth'; userId: number; body: unknown }

/**
 * Where tests reach in. `before` is asked for every call and for every command inside a batch; inside a batch only
 * `error` and `scopes` have an effect, because connection, token and clock are the batch's.
 */
export type Faults = { before?: (call: FaultedCall) => Fault | undefined }

/** Throws what an `error` fault describes; other faults pass. */
export function throwFault(fault: Fault | undefined): void {
  if (fault?.kind !== 'error') return
  throw new PortalError(fault.shape, fault.status, fault.code, fault.message, fault.validation ?? null)
}

/** The page that a proxy in front of a broken portal sends. */
export function proxyPage(status: number): string {
  return `<html><head><title>${status} Bad Gateway</title></head><body><center><h1>${status} Bad Gateway</h1></center><hr><center>nginx</center></body></html>`
}
