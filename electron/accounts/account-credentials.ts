import * as z from 'zod'
import { AppError } from '../errors.ts'
import type { Credentials, OAuthAccess } from '../bitrix/rest/credentials.ts'
import type { Application, Tokens, TokenEndpoint } from '../bitrix/oauth/token-endpoint.ts'
import { SignInError } from '../bitrix/oauth/sign-in-errors.ts'
import { createTokens } from '../bitrix/oauth/token-store.ts'
import type { Account, KeychainState } from '../model.ts'
import type { AccountNote } from '../store/accounts.ts'
import type { Secrets } from '../store/secrets/secrets.ts'

/** One signed-in account with its secret, which only the client that calls its portal gets. */
export type AccountCredentials = {
  readonly note: AccountNote
  /** `ok`: the secret is in the keychain. Anything else: it is in memory, or cannot be read. */
  keychain: () => KeychainState
  isReady: () => boolean
  /** Why nobody is let in with it any more; null while it may be tried. */
  ended: () => Account['ended'] | null
  /** What the sign-in was made with, to make it again. Throws `keychain-…` while it cannot be read. */
  application: () => OAuthSecret['application']
  /** Throws `keychain-…` while the secret cannot be read, `signed-out` when the portal has ended it. */
  credentials: () => Promise<Credentials>
  /** A fresh token for one that has become stale. */
  renew: (stale: OAuthAccess) => Promise<OAuthAccess>
  /** The portal has been renamed: from now on it is called at this address. */
  moved: (origin: string) => Promise<void>
  /** Somebody has been told which permissions it lacks: its note does not name them any more. */
  forgetMissing: () => void
}

/** An account with a webhook; its secret is the code. `code` is null while the keychain does not give it. */
export function webhookAccount(
  given: AccountNote,
  code: string | null,
  keychain: KeychainState,
): AccountCredentials {
  let note = given
  return {
    get note() {
      return note
    },
    keychain: () => keychain,
    isReady: () => code !== null,
    ended: () => null,
    application: () => {
      throw new AppError('refused', 'A webhook has no application')
    },
    credentials: () => {
      if (code === null) return Promise.reject(unreadable(keychain))
      return Promise.resolve({ origin: note.origin, userId: note.userId, code })
    },
    renew: () => Promise.reject(new AppError('signed-out', 'A webhook has no token to renew')),
    moved: (origin) => {
      note = { ...note, origin }
      return Promise.resolve()
    },
    forgetMissing: () => (note = withoutMissing(note)),
  }
}

/** What the keychain holds of an account that signed in with an application. `port`: of its handler path; null where an older version kept none. */
export type OAuthSecret = { application: Application & { port: number | null }; tokens: Tokens }

const oauthSecret = z.object({
  application: z.object({
    clientId: z.string(),
    clientSecret: z.string(),
    port: z.number().int().nullable().catch(null),
  }),
  tokens: z.object({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresAt: z.number(),
    origin: z.string(),
    memberId: z.string(),
    serverDomain: z.string(),
    userId: z.number().nullable(),
  }),
})

/** Reads what {@link oauthAccount} has written; null for anything else. */
export function readOAuthSecret(text: string | null): OAuthSecret | null {
  try {
    return oauthSecret.safeParse(JSON.parse(text ?? 'null')).data ?? null
  } catch {
    return null // not JSON: not ours
  }
}

type OAuthAccountDeps = {
  note: AccountNote
  secret: OAuthSecret | null
  keychain: KeychainState
  secrets: Secrets
  endpoint: TokenEndpoint
  now: () => number
  /** The portal has ended the sign-in, or the keychain did not take a new pair. */
  onStatus: () => void
}

/** An account with an application's tokens; each new pair is in the keychain before it is used. */
export function oauthAccount({
  secret,
  secrets,
  endpoint,
  now,
  onStatus,
  ...given
}: OAuthAccountDeps): AccountCredentials {
  let { note, keychain } = given
  const tokens = createTokens({
    load: () => (secret ? Promise.resolve(secret.tokens) : Promise.reject(unreadable(keychain))),
    save: async (next) => {
      if (!secret) return false
      keychain = await secrets.keep(note.id, JSON.stringify({ ...secret, tokens: next }))
      return keychain === 'ok'
    },
    refresh: async (access) => {
      if (!secret) throw unreadable(keychain)
      const next = await endpoint.refreshTokens({ access, application: secret.application })
      if (next.userId !== null && next.userId !== note.userId) {
        const details = { subject: new URL(note.origin).host }
        throw new SignInError('sign-in-refused', 'The renewed tokens are those of somebody else', details)
      }
      return next
    },
    now,
    onStatus,
  })
  return {
    get note() {
      return note
    },
    keychain: () => keychain,
    isReady: () => secret !== null && tokens.status().access === 'ready',
    ended: () => {
      const { access } = tokens.status()
      return access === 'ready' ? null : access
    },
    application: () => {
      if (!secret) throw unreadable(keychain)
      return secret.application
    },
    credentials: async () => ({ ...(await tokens.access()), userId: note.userId }),
    renew: async (stale) => ({ ...(await tokens.renew(stale)), userId: note.userId }),
    moved: async (origin) => {
      note = { ...note, origin }
      await tokens.moved(origin)
    },
    forgetMissing: () => (note = withoutMissing(note)),
  }
}

const withoutMissing = ({ missingScopes: _told, ...note }: AccountNote): AccountNote => note

const unreadable = (state: KeychainState) =>
  new AppError(`keychain-${state === 'ok' ? 'locked' : state}`, 'The secret cannot be read')
