import type { Credentials, OAuthAccess } from '../bitrix/rest/credentials.ts'
import type { TokenEndpoint } from '../bitrix/oauth/token-endpoint.ts'
import { parseWebhook, portalHost, type AllowsPlain } from '../bitrix/rest/webhook.ts'
import { AppError } from '../errors.ts'
import type { Account, KeychainState, OAuthInput, Session } from '../model.ts'
import type { AccountNote, AccountNotes } from '../store/accounts.ts'
import type { Secrets } from '../store/secrets/secrets.ts'
import {
  oauthAccount,
  readOAuthSecret,
  webhookAccount,
  type AccountCredentials,
  type OAuthSecret,
} from './account-credentials.ts'
import type { BrowserSignIn } from './browser-sign-in.ts'
import { SignedIn } from './signed-in.ts'

export type SessionKeeper = {
  get(): Session
  /** Whose the captures are: the current account or, while `resume` waits for the keychain, that of the last time. */
  destination(): Account | null
  /** Takes up the accounts of the last time. `get().access` says when a secret cannot be read now. */
  resume(): Promise<Session>
  useDemo(): Promise<Session>
  /** Signs in with a pasted webhook address after the portal has accepted it; nothing is kept before. */
  useWebhook(address: string): Promise<Session>
  /** Signs in with an application of the portal; answers when the person has come back from the browser. */
  useOAuth(input: OAuthInput): Promise<Session>
  /** Somebody has read which permissions the current account lacks. */
  toldScopes(): Session
  /**
   * Signs in once more with what is kept of an account's application; nothing is typed. The account stays as it is
   * unless its own user comes back. Throws `user-other` for somebody else, or `keychain-…` while the keys cannot be read.
   */
  signInAgain(id: string): Promise<Session>
  /** Makes another signed-in account the current one. */
  switchTo(id: string): Session
  /** Forgets the current account and removes its keychain entry. Captures and the draft stay. */
  signOut(): Promise<Session>
  /** Whether calls can be made for this account now. */
  isReady(id: string): boolean
  /** What a call needs now, of the current account or of the one named. Throws `signed-out` or `keychain-…`. */
  credentials(id?: string): Promise<Credentials>
  renew(stale: OAuthAccess, id?: string): Promise<OAuthAccess>
  /** The portal has been renamed: remembers its new address. */
  moved(origin: string, id?: string): Promise<void>
}

type SessionDeps = {
  notes: AccountNotes
  secrets: Secrets
  /** Starts the demo portal, if it does not run yet. `state` tells where its key is kept. */
  startDemo: () => Promise<{ webhook: string; state: KeychainState }>
  /** The login check: whose are they, and may they do what Quickplan needs? Throws an AppError if not. */
  check: (credentials: Credentials) => Promise<CheckedPerson>
  oauthSignIn: BrowserSignIn
  endpoint: TokenEndpoint
  /** Asked of a portal over plain http. Default: refused. */
  allowsPlain?: AllowsPlain | undefined
  onChange: (session: Session) => void
  now?: () => number
}

type CheckedPerson = { userId: number; userName: string; missingScopes?: string[] }

const demoId = 'demo'
/** Of the handler path, where nothing else was typed. */
const usualPort = 17420

/** Who is signed in, and with what. The one place that holds secrets while the app runs. */
export function createSession(needs: SessionDeps): SessionKeeper {
  const {
    notes,
    secrets,
    startDemo,
    check,
    oauthSignIn,
    endpoint,
    allowsPlain,
    onChange,
    now = Date.now,
  } = needs
  const signedIn = new SignedIn({ notes, onChange })
  let isResumed = false

  const isNoted = (id: string) => notes.all().some((one) => one.id === id)

  const oauth = (
    note: AccountNote,
    secret: OAuthSecret | null,
    keychain: KeychainState,
  ): AccountCredentials => {
    const account = oauthAccount({
      note,
      secret,
      keychain,
      secrets,
      endpoint,
      now,
      // The newest tokens are in memory only, or a server calls the sign-in over. It may be wrong: the account stays where
      // it is with all that was typed for it, says so, and is tried again at the next start.
      onStatus: () => {
        if (signedIn.get(note.id) === account) signedIn.tell()
      },
    })
    return account
  }

  const demoAccount = async (): Promise<AccountCredentials> => {
    const { webhook: address, state } = await startDemo()
    const webhook = parseWebhook(address)
    const note = noteOf(demoId, 'demo', webhook.origin, await check(webhook))
    return webhookAccount(note, webhook.code, state)
  }

  const resumed = async (note: AccountNote): Promise<AccountCredentials> => {
    if (note.kind === 'demo') return demoAccount()
    const { secret, state } = await secrets.read(note.id, true)
    return note.kind === 'webhook'
      ? webhookAccount(note, secret, state)
      : oauth(note, readOAuthSecret(secret), state)
  }

  return {
    get: () => signedIn.view(),
    destination: () => signedIn.destination(isResumed),
    resume: async () => {
      const chosen = notes.currentId()
      const missing = notes.all().filter(({ id }) => !signedIn.get(id)?.isReady())
      const outcomes = await Promise.allSettled(missing.map(resumed))
      isResumed = true
      for (const outcome of outcomes) if (outcome.status === 'fulfilled') signedIn.hold(outcome.value)
      const session = signedIn.choose(chosen !== null && signedIn.get(chosen) ? chosen : null)
      const failed = outcomes.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason // the others are there all the same
      return session
    },
    useDemo: async () => signedIn.enter(await demoAccount()),
    useWebhook: async (address) => {
      const webhook = parseWebhook(address, allowsPlain)
      const note = noteOf(
        `${webhook.origin}|${webhook.userId}`,
        'webhook',
        webhook.origin,
        await check(webhook),
      )
      return signedIn.enter(webhookAccount(note, webhook.code, await secrets.keep(note.id, webhook.code)))
    },
    useOAuth: async (input) => {
      const { note, secret } = await oauthSignIn.begin(input)
      return signedIn.enter(oauth(note, secret, await secrets.keep(note.id, JSON.stringify(secret))))
    },
    toldScopes: () => {
      const account = signedIn.current
      if (account) {
        account.forgetMissing()
        if (isNoted(account.note.id)) notes.keep(account.note)
      }
      return signedIn.tell()
    },
    signInAgain: async (id) => {
      const { note, application } = signedIn.need(id)
      const { clientId, clientSecret, port } = application()
      const input = { portal: note.origin, clientId, clientSecret, port: port ?? usualPort }
      const { note: found, secret } = await oauthSignIn.begin(input)
      if (found.userId !== note.userId) {
        const details = { subject: found.userName, other: note.userName }
        throw new AppError('user-other', 'Somebody else came back from the browser', details)
      }
      // Its name for captures and the keychain is that of before, wherever its portal has moved meanwhile.
      const again = { ...found, id }
      const keychain = await secrets.keep(id, JSON.stringify(secret))
      signedIn.hold(oauth(again, secret, keychain))
      if (keychain === 'ok' || isNoted(id)) notes.keep(again)
      return signedIn.tell()
    },
    switchTo: (id) => signedIn.choose(signedIn.need(id).note.id),
    signOut: async () => {
      const account = signedIn.current
      if (!account) return signedIn.tell()
      const leaving = account.note
      const isInKeychain = ['ok', 'locked'].includes(account.keychain())
      const session = signedIn.leave(leaving.id)
      if (leaving.kind !== 'demo' && !(await secrets.remove(leaving.id, isInKeychain))) {
        throw new AppError('keychain-refused', 'The keychain entry could not be removed', {
          subject: portalHost(leaving.origin),
        })
      }
      return session
    },
    isReady: (id) => signedIn.get(id)?.isReady() ?? false,
    credentials: async (id) => signedIn.need(id).credentials(),
    renew: async (stale, id) => signedIn.need(id).renew(stale),
    moved: async (origin, id) => {
      const account = signedIn.need(id)
      await account.moved(origin)
      notes.keep(account.note)
      signedIn.tell()
    },
  }
}

const noteOf = (
  id: string,
  kind: AccountNote['kind'],
  origin: string,
  { userId, userName, missingScopes = [] }: CheckedPerson,
): AccountNote => ({
  id,
  kind,
  origin,
  userId,
  userName,
  ...(missingScopes.length > 0 ? { missingScopes } : {}),
})
