import { AppError } from '../../errors.ts'
import type { OAuthAccess } from '../rest/credentials.ts'
import { SignInError } from './sign-in-errors.ts'
import type { Tokens } from './token-endpoint.ts'

/** How an account stands. `memory`: the keychain did not take the newest pair, which is gone when the app quits. */
export type TokenStatus = {
  access: 'ready' | 'signed-out' | 'portal-deleted'
  keptIn: 'keychain' | 'memory'
}

/** One account's pair of tokens. */
export type TokenKeeper = {
  /** What calls are made with. Throws `signed-out` or `portal-deleted`, or what `load` throws. */
  access: () => Promise<OAuthAccess>
  /** The next access after this one, by one refresh for all who ask; a refresh that fails leaves the pair as it was. */
  renew: (stale: OAuthAccess) => Promise<OAuthAccess>
  /** The portal has been renamed: the pair is kept with its new address. */
  moved: (origin: string) => Promise<void>
  status: () => TokenStatus
}

type TokenKeeperOptions = {
  /** The pair of the last time, or null. Asked once. */
  load: () => Promise<Tokens | null>
  /** True when the pair is in the keychain; a rejection counts as false. */
  save: (tokens: Tokens) => Promise<boolean>
  refresh: (tokens: Tokens) => Promise<Tokens>
  /** Milliseconds since 1970. */
  now: () => number
  /** Milliseconds from some fixed moment, for durations: the computer's time may be set back. */
  clock?: () => number
  /** Called whenever the status has changed. */
  onStatus?: (status: TokenStatus) => void
}

/** One attempt a minute to exchange a token ahead of a call. */
const retryAfter = 60_000
/** So long before its end a token is exchanged ahead of a call, in milliseconds. */
const ahead = 60_000
/** A token refused sooner than this after it was issued is not exchanged, in milliseconds: portals block apps that refresh all the time. */
const youngest = 60_000

/** Keeps a pair of tokens and renews it. The new pair is kept before it is used, because the old one is dead by then. */
export function createTokens({
  load,
  save,
  refresh,
  now,
  clock = () => performance.now(),
  onStatus,
}: TokenKeeperOptions): TokenKeeper {
  let status: TokenStatus = { access: 'ready', keptIn: 'keychain' }
  let loading: Promise<void> | null = null
  let current: Tokens | null = null
  /** When the current token is over, by `clock`. */
  let endsAt = Infinity
  let renewing: Promise<OAuthAccess> | null = null
  let renewedAt = -Infinity
  let triedAt = -Infinity

  function become(change: Partial<TokenStatus>): void {
    const next = { ...status, ...change }
    const isSame = next.access === status.access && next.keptIn === status.keptIn
    status = next
    if (!isSame) onStatus?.(next)
  }

  async function pair(): Promise<Tokens> {
    if (!current) {
      loading ??= read().finally(() => (loading = null))
      await loading
    }
    if (status.access === 'portal-deleted') throw new AppError('portal-deleted', 'The portal is gone')
    if (!current || status.access === 'signed-out') throw new AppError('signed-out', 'There is no token')
    return current
  }

  async function read(): Promise<void> {
    const loaded = await load()
    if (loaded && !current) take(loaded)
  }

  function take(tokens: Tokens): void {
    if (tokens.accessToken !== current?.accessToken) endsAt = clock() + tokens.expiresAt - now()
    current = tokens
  }

  async function keep(tokens: Tokens): Promise<void> {
    const isKept = await save(tokens).catch(() => false) // the pair is good all the same, and the status tells
    take(tokens)
    become({ access: 'ready', keptIn: isKept ? 'keychain' : 'memory' })
  }

  async function exchange(tokens: Tokens): Promise<OAuthAccess> {
    triedAt = clock()
    if (clock() - renewedAt < youngest) {
      const details = { subject: new URL(tokens.origin).host }
      throw new SignInError('token-refused', 'A token was refused that was just made', details)
    }
    try {
      const next = await refresh(tokens)
      renewedAt = clock()
      await keep({ ...next, origin: current?.origin ?? next.origin })
      return toAccess(await pair())
    } catch (error) {
      become({ access: endOf(error) ?? status.access })
      throw error
    }
  }

  /** A portal may not say that a token has expired, so one at its end is exchanged before a call; failing that it is tried. */
  async function access(): Promise<OAuthAccess> {
    const tokens = await pair()
    // By either clock: one may be set back, the other stands still while the computer sleeps.
    const isOver = tokens.expiresAt - ahead <= now() || endsAt - ahead <= clock()
    if (!isOver || clock() - triedAt < retryAfter) return toAccess(tokens)
    try {
      return await renew(tokens)
    } catch {
      return toAccess(await pair())
    }
  }

  async function renew(stale: Pick<OAuthAccess, 'accessToken'>): Promise<OAuthAccess> {
    const tokens = await pair()
    if (tokens.accessToken !== stale.accessToken) return toAccess(tokens)
    renewing ??= exchange(tokens).finally(() => (renewing = null))
    return renewing
  }

  return {
    access,
    renew,
    moved: async (origin) => {
      const tokens = await pair()
      if (tokens.origin !== origin) await keep({ ...tokens, origin })
    },
    status: () => status,
  }
}

/** What a failed refresh ends for good; everything else may be tried again. */
function endOf(error: unknown): TokenStatus['access'] | null {
  if (!(error instanceof SignInError)) return null
  if (error.code === 'signed-out' || error.code === 'portal-deleted') return error.code
  return null
}

function toAccess({ origin, userId, accessToken }: Tokens): OAuthAccess {
  return { kind: 'oauth', origin, userId: userId ?? 0, accessToken }
}
