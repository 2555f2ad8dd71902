import { attempt, type Call } from './attempt.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Credentials, OAuthAccess, TokenPlace } from './credentials.ts'
import { BitrixError, KeyForgotten, portalError } from './errors.ts'
import { createRateLimiter, rateLimiterByPortal, type RateLimiter, type Priority } from './rate-limiter.ts'
import type { Fetch, MayMove } from './post.ts'
import { beforeSending, isStaleToken, mayBeStaleToken, signInRefused, tokenRenewal } from './renewal.ts'
import { operatingLimits, retryPolicy, type Retry } from './retry.ts'
import { bodyOf } from './streamed-file.ts'
import { portalHost, type AllowsPlain } from './webhook.ts'

export type CallOptions = {
  /** A read may be repeated at will; a write only where it is proved that it did not run. */
  kind: 'read' | 'write'
  /** Default `background`. */
  priority?: Priority | undefined
  /** Cancels waiting and call alike: the call then throws the signal's reason, and a write may have run. */
  signal?: AbortSignal | undefined
  /** Where an access token has to travel. Default: see `placeOf` below. */
  tokenIn?: TokenPlace | undefined
  /** Milliseconds for the request with its answer, where it needs more than others. Default: the client's. */
  timeoutMs?: number | undefined
}
/** What a caller may say of a request's urgency, and how to cancel it. */
export type RequestOptions = Pick<CallOptions, 'signal' | 'priority'>
export type CallOptionsV3 = CallOptions & {
  /** 1 to 255 printable ASCII characters; the portal keeps it for 24 hours. */
  idempotencyKey?: string | undefined
  /**
   * Asked at each sending, for a call may wait long for the rate limiter, for the keychain, or in a computer that sleeps: where
   * the portal may have forgotten the key by then, nothing is sent and `KeyForgotten` is thrown.
   */
  keyIsKept?: (() => boolean) | undefined
}
export type AnswerV2 = { result: unknown; total?: number; next?: number }

/** Authorised calls to the current account's portal. They throw BitrixError, which tells what became of the call. */
export type BitrixClient = {
  /** Calls a method of the old REST API, `/rest/`. */
  v2: (method: string, params: Record<string, unknown>, options: CallOptions) => Promise<AnswerV2>
  /** Calls a method of REST 3.0, `/rest/api/`. A body given as text is sent byte for byte. */
  v3: (method: string, body: string | Record<string, unknown>, options: CallOptionsV3) => Promise<unknown>
  /** Who is called, without the secret. */
  portal: () => Promise<{ kind: 'webhook' | 'oauth'; origin: string; userId: number }>
  /** The error for what the portal said of one command inside an answer that was otherwise good. */
  errorFor: (method: string, said: { code: string; text: string }) => Promise<BitrixError>
}

type ClientOptions = {
  /** Node's own, or one that shows redirects and limits connecting (10 s) as it does. */
  fetch: Fetch
  /** Asked before every call; may throw AppError, such as `signed-out`. */
  credentials: () => Promise<Credentials>
  /**
   * Exchanges an access whose token was refused as `expired_token` or `invalid_token`; the call is then made once
   * more. Default: such a refusal is final.
   */
  refresh?: (stale: OAuthAccess) => Promise<OAuthAccess>
  /** True where this portal was seen to take a token in the header. Default: never. */
  acceptsBearer?: (origin: string) => boolean
  /** The app's version, for the User-Agent. */
  version: string
  /** Asked before a call follows a redirect to another portal. Default: it never does. */
  mayMove?: MayMove | undefined
  /** Asked before a call over plain http. Default: only this computer is called so. */
  allowsPlain?: AllowsPlain | undefined
  /** Called once a renamed portal has answered at its new address. */
  onMoved?: (origin: string) => void
  /** Default: a rate limiter of its own for every portal. */
  rateLimiter?: (origin: string) => RateLimiter
  /** Milliseconds. `call`: one request with its answer (60 s). `reset`: the longest wait for a method's reset (60 s). */
  timeouts?: { call?: number; reset?: number }
  maxBytes?: number
  clock?: Clock
  random?: () => number
}

/** The one way to a portal: rate-limited, with its limits and errors understood. */
export function bitrixClient({ credentials, onMoved, ...given }: ClientOptions): BitrixClient {
  const { fetch, version, clock = systemClock, random = Math.random, maxBytes = 32 * 1024 ** 2 } = given
  const rateLimiterOf = given.rateLimiter ?? rateLimiterByPortal(() => createRateLimiter({ clock }))
  const limits = operatingLimits(clock)
  const sending = {
    fetch,
    version,
    maxBytes,
    mayMove: given.mayMove,
    allowsPlain: given.allowsPlain,
    timeoutMs: given.timeouts?.call ?? 60_000,
  }
  const longestWait = given.timeouts?.reset ?? 60_000
  const renewed = tokenRenewal({ credentials, refresh: given.refresh })

  async function make(call: Call, options: CallOptionsV3) {
    const access = await credentials()
    const placed = { ...call, tokenIn: options.tokenIn ?? placeOf(call, access.origin) }
    try {
      return await makeAs(access, placed, options)
    } catch (error) {
      if (access.kind !== 'oauth') throw error
      return recover(access, placed, options, error)
    }
  }

  /**
   * A call by token that was refused is made again with a newer one where this one may be stale, and then with the token
   * in the body where a proxy may have removed the header. It was not authorised, so nothing ran.
   */
  async function recover(access: OAuthAccess, call: Call, options: CallOptionsV3, error: unknown) {
    let used = access
    let refusal = error
    const fresh = await newerThan(access, options, error)
    if (fresh) {
      used = fresh
      try {
        return await makeAs(fresh, call, options)
      } catch (again) {
        refusal = again
      }
    }
    const isOfCaller = refusal instanceof BitrixError && refusal.code === 'credentials-refused'
    if (!isOfCaller) throw refusal
    if (call.tokenIn !== 'header' || options.tokenIn) throw signInRefused(refusal)
    return makeAs(used, { ...call, tokenIn: 'body' }, options)
  }

  /** A newer access; null where the refusal is not the token's, or there is none to be had. */
  async function newerThan(access: OAuthAccess, { signal }: CallOptionsV3, error: unknown) {
    const isDoubted = mayBeStaleToken(error)
    if (!isDoubted && !isStaleToken(error)) return null
    return renewed(access, signal).catch((failure: unknown) => {
      // A token that was just made is known to be good, so that REST 3.0 refuses something else.
      if (isDoubted && failure instanceof BitrixError && failure.code === 'token-refused') return null
      throw failure instanceof BitrixError ? beforeSending(failure) : failure
    })
  }

  /**
   * A token belongs into the body: only that is documented. But an idempotency key asks for the same bytes each time
   * and the token changes every hour, so a call with a key has it in the header where that is known to work. Where
   * it is not, a repetition with a newer token is at worst refused as a reused key, which proves that it ran.
   */
  function placeOf({ idempotencyKey }: Call, origin: string): TokenPlace {
    return idempotencyKey !== undefined && given.acceptsBearer?.(origin) ? 'header' : 'body'
  }

  async function makeAs(access: Credentials, call: Call, options: CallOptionsV3) {
    const { kind, priority = 'background', signal, keyIsKept } = options
    const nextRetry = retryPolicy({ kind, random })
    for (;;) {
      await waitForReset(call, access, signal)
      await rateLimiterOf(access.origin).acquire(priority, signal)
      if (keyIsKept?.() === false) throw new KeyForgotten(call.method)
      try {
        return await tryOnce(call, access, options)
      } catch (error) {
        const retry = nextRetry(error)
        if (!retry) throw error
        await waitBefore(retry, access, signal)
      }
    }
  }

  async function tryOnce(call: Call, access: Credentials, { timeoutMs, signal }: CallOptions) {
    const answer = await attempt(
      call,
      access,
      { ...sending, timeoutMs: timeoutMs ?? sending.timeoutMs },
      signal,
    )
    limits.record(keyOf(call, access), answer.operatingResetIn)
    if (answer.error?.limit === 'operating') limits.block(keyOf(call, access))
    if (answer.error) throw answer.error
    if (answer.origin !== access.origin) onMoved?.(answer.origin)
    return answer
  }

  /** Waits until a method that used up its running time may be called; a wait that is too long fails at once. */
  async function waitForReset(
    call: Call,
    access: Credentials,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const ms = limits.remaining(keyOf(call, access))
    if (ms > longestWait) {
      const details = { outcome: 'did-not-run', subject: portalHost(access.origin), retryAfter: ms } as const
      throw new BitrixError('portal-busy', `${call.method} has used up its running time`, details)
    }
    if (ms > 0) await clock.wait(ms * (1 + random() / 20), signal)
  }

  async function waitBefore({ because, ms }: Retry, access: Credentials, signal: AbortSignal | undefined) {
    // Too many calls: all others wait as well, or the portal goes on counting.
    if (because === 'requests') rateLimiterOf(access.origin).pause(ms)
    if (because === 'network') await clock.wait(ms, signal)
  }

  return {
    v2: async (method, params, options) => {
      const { result, total, next } = await make(callOf('v2', method, params), options)
      return { result, ...(total === undefined ? {} : { total }), ...(next === undefined ? {} : { next }) }
    },
    v3: async (method, body, { idempotencyKey, ...options }) => {
      return (await make({ ...callOf('v3', method, body), idempotencyKey }, options)).result
    },
    portal: async () => {
      const { kind = 'webhook', origin, userId } = await credentials()
      return { kind, origin, userId }
    },
    errorFor: async (method, said) => {
      const access = await credentials()
      const secret = access.kind === 'oauth' ? access.accessToken : access.code
      // A command has no status of its own; 400 is what its error would have come with.
      return portalError(said, { method, status: 400, host: portalHost(access.origin), secret })
    },
  }
}

function callOf(api: Call['api'], method: string, given: string | Record<string, unknown>): Call {
  const body = typeof given === 'string' ? given : bodyOf(given)
  return { api, method, body, idempotencyKey: undefined, tokenIn: 'body' }
}

function keyOf({ api, method }: Call, { origin, userId }: Credentials): string {
  return `${origin} ${userId} ${api} ${method.toLowerCase()}`
}
