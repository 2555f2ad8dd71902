import { attempt, type Call } from './attempt.ts'
import { systemClock, type Clock } from './clock.ts'
import { BitrixError, portalError } from './errors.ts'
import { createPace, paceByPortal, type Pace, type Priority } from './pace.ts'
import type { Fetch } from './post.ts'
import { operatingLimits, patience, type Again } from './retry.ts'
import { portalHost, type Webhook } from './webhook.ts'

export type CallOptions = {
  /** A read may be repeated at will; a write only where it is proved that it did not run. */
  kind: 'read' | 'write'
  /** Default `background`. */
  priority?: Priority | undefined
  /** Cancels waiting and call alike: the call then throws the signal's reason, and a write may have run. */
  signal?: AbortSignal | undefined
}
/** `idempotencyKey`: 1 to 255 printable ASCII characters; the portal keeps it for 24 hours. */
export type CallOptionsV3 = CallOptions & { idempotencyKey?: string }
export type AnswerV2 = { result: unknown; total?: number; next?: number }

/** Authorised calls to the current account's portal. They throw BitrixError, which tells what became of the call. */
export type BitrixClient = {
  /** Calls a method of the old REST API, `/rest/`. */
  v2: (method: string, params: Record<string, unknown>, options: CallOptions) => Promise<AnswerV2>
  /** Calls a method of REST 3.0, `/rest/api/`. A body given as text is sent byte for byte. */
  v3: (method: string, body: string | Record<string, unknown>, options: CallOptionsV3) => Promise<unknown>
  /** Who is called, without the secret. */
  portal: () => Promise<{ origin: string; userId: number }>
  /** The error for what the portal said of one command inside an answer that was otherwise good. */
  errorFor: (method: string, said: { code: string; text: string }) => Promise<BitrixError>
}

type ClientOptions = {
  /** Node's own, or one that shows redirects and limits connecting (10 s) as it does. */
  fetch: Fetch
  /** Asked before every call; may throw AppError, such as `signed-out`. */
  credentials: () => Promise<Webhook>
  /** The app's version, for the User-Agent. */
  version: string
  /** Told once a renamed portal has answered at its new address. */
  onMoved?: (origin: string) => void
  /** Default: a pace of its own for every portal. */
  pace?: (origin: string) => Pace
  /** Milliseconds. `call`: one request with its answer (60 s). `reset`: the longest wait for a method's reset (60 s). */
  timeouts?: { call?: number; reset?: number }
  maxBytes?: number
  clock?: Clock
  random?: () => number
}

/** The one way to a portal: at its pace, with its limits and errors understood. */
export function bitrixClient({ credentials, onMoved, ...given }: ClientOptions): BitrixClient {
  const { fetch, version, clock = systemClock, random = Math.random, maxBytes = 32 * 1024 ** 2 } = given
  const paceOf = given.pace ?? paceByPortal(() => createPace({ clock }))
  const limits = operatingLimits(clock)
  const sending = { fetch, version, maxBytes, timeout: given.timeouts?.call ?? 60_000 }
  const longestWait = given.timeouts?.reset ?? 60_000

  async function make(call: Call, { kind, priority = 'background', signal }: CallOptions) {
    const webhook = await credentials()
    const again = patience({ kind, random })
    for (;;) {
      await waitForReset(call, webhook, signal)
      await paceOf(webhook.origin).turn(priority, signal)
      try {
        return await tryOnce(call, webhook, signal)
      } catch (error) {
        const next = again(error)
        if (!next) throw error
        await waitAgain(next, webhook, signal)
      }
    }
  }

  async function tryOnce(call: Call, webhook: Webhook, signal: AbortSignal | undefined) {
    const answer = await attempt(call, webhook, sending, signal)
    limits.note(keyOf(call, webhook), answer.operatingResetIn)
    if (answer.error?.limit === 'operating') limits.hold(keyOf(call, webhook))
    if (answer.error) throw answer.error
    if (answer.origin !== webhook.origin) onMoved?.(answer.origin)
    return answer
  }

  /** Waits until a method that used up its running time may be called; too far a way to go fails at once. */
  async function waitForReset(call: Call, webhook: Webhook, signal: AbortSignal | undefined): Promise<void> {
    const ms = limits.left(keyOf(call, webhook))
    if (ms > longestWait) {
      const details = { outcome: 'did-not-run', subject: portalHost(webhook.origin), retryAfter: ms } as const
      throw new BitrixError('portal-busy', `${call.method} has used up its running time`, details)
    }
    if (ms > 0) await clock.wait(ms * (1 + random() / 20), signal)
  }

  async function waitAgain({ because, ms }: Again, webhook: Webhook, signal: AbortSignal | undefined) {
    // Too many calls: all others wait as well, or the portal goes on counting.
    if (because === 'requests') paceOf(webhook.origin).hold(ms)
    if (because === 'network') await clock.wait(ms, signal)
  }

  return {
    v2: async (method, params, options) => {
      const call: Call = { api: 'v2', method, body: JSON.stringify(params), idempotencyKey: undefined }
      const { result, total, next } = await make(call, options)
      return { result, ...(total === undefined ? {} : { total }), ...(next === undefined ? {} : { next }) }
    },
    v3: async (method, body, { idempotencyKey, ...options }) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return (await make({ api: 'v3', method, body: text, idempotencyKey }, options)).result
    },
    portal: async () => {
      const { origin, userId } = await credentials()
      return { origin, userId }
    },
    errorFor: async (method, said) => {
      const { origin, code } = await credentials()
      // A command has no status of its own; 400 is what its error would have come with.
      return portalError(said, { method, status: 400, host: portalHost(origin), secret: code })
    },
  }
}

function keyOf({ api, method }: Call, { origin, userId }: Webhook): string {
  return `${origin} ${userId} ${api} ${method.toLowerCase()}`
}
