import { AppError } from './errors.ts'
import type { Account, KeychainState, Session } from './ipc/contract.ts'
import type { AccountNote, AccountNotes } from './store/accounts.ts'
import type { Secrets } from './store/secrets.ts'
import { parseWebhook, portalHost, type Webhook } from './bitrix/webhook.ts'

export type SessionKeeper = {
  get(): Session
  /** Takes up the account of the last time. Never throws: what is in the way is told by `get().access`. */
  resume(): Promise<Session>
  useDemo(): Promise<Session>
  /** Signs in with a pasted webhook address after the portal has accepted it; nothing is kept before. */
  useWebhook(address: string): Promise<Session>
  /** Forgets the account and removes its keychain entry. Captures and the draft stay. */
  signOut(): Promise<Session>
  /** What a call needs now. Throws `signed-out` or `keychain-…`. */
  credentials(): Promise<Webhook>
  /** The portal has been renamed: remembers its new address. */
  moved(origin: string): void
}

type Needs = {
  notes: AccountNotes
  secrets: Secrets
  /** Starts the demo portal, if it does not run yet. `state` tells where its key is kept. */
  startDemo: () => Promise<{ webhook: string; state: KeychainState }>
  /** The login check: whose address is it, and may it do what Quickplan needs? Throws an AppError if not. */
  check: (webhook: Webhook) => Promise<{ userId: number; userName: string }>
  onChange: (session: Session) => void
}

type SignedIn = { note: AccountNote; webhook: Webhook | null; keychain: KeychainState }

const demoId = 'demo'

/** Who is signed in, and with what. The one place that holds a secret while the app runs. */
export function createSession({ notes, secrets, startDemo, check, onChange }: Needs): SessionKeeper {
  let current: SignedIn | null = null

  const get = (): Session => {
    if (!current) return { account: null, access: 'signed-out', keychain: 'ok', keptIn: 'keychain' }
    const { note, webhook, keychain } = current
    const access = webhook ? 'ready' : 'locked'
    return { account: toAccount(note), access, keychain, keptIn: keychain === 'ok' ? 'keychain' : 'memory' }
  }

  const become = (next: SignedIn | null) => {
    current = next
    const session = get()
    onChange(session)
    return session
  }

  const enterDemo = async () => {
    const { webhook: address, state } = await startDemo()
    const webhook = parseWebhook(address)
    const who = await check(webhook)
    const note: AccountNote = { id: demoId, kind: 'demo', origin: webhook.origin, ...who }
    notes.keep(note)
    return become({ note, webhook, keychain: state })
  }

  const resumeWebhook = async (note: AccountNote) => {
    const { secret, state } = await secrets.read(note.id, true)
    return become({ note, webhook: secret === null ? null : fromNote(note, secret), keychain: state })
  }

  return {
    get,
    resume: async () => {
      const note = notes.current()
      if (!note) return become(null)
      return note.kind === 'demo' ? enterDemo() : resumeWebhook(note)
    },
    useDemo: enterDemo,
    useWebhook: async (address) => {
      const webhook = parseWebhook(address)
      const who = await check(webhook)
      const id = `${webhook.origin}|${webhook.userId}`
      const keychain = await secrets.keep(id, webhook.code)
      const note: AccountNote = { id, kind: 'webhook', origin: webhook.origin, ...who }
      // A note without an entry behind it would read as a locked keychain at the next start.
      if (keychain === 'ok') notes.keep(note)
      else notes.forget()
      return become({ note, webhook, keychain })
    },
    signOut: async () => {
      const leaving = current?.note
      notes.forget()
      const session = become(null)
      if (leaving?.kind === 'webhook' && !(await secrets.remove(leaving.id))) {
        throw new AppError('keychain-refused', 'The keychain entry could not be removed', {
          subject: portalHost(leaving.origin),
        })
      }
      return session
    },
    credentials: async () => {
      if (!current) throw new AppError('signed-out', 'Nobody is signed in')
      if (!current.webhook)
        throw new AppError(`keychain-${lockedAs(current.keychain)}`, 'The secret cannot be read')
      return current.webhook
    },
    moved: (origin) => {
      if (!current?.webhook) return
      const note = { ...current.note, origin }
      notes.keep(note)
      become({ ...current, note, webhook: { ...current.webhook, origin } })
    },
  }
}

const toAccount = ({ id, kind, origin, userId, userName }: AccountNote): Account => ({
  id,
  kind,
  portal: portalHost(origin),
  userId,
  userName,
})

const fromNote = ({ origin, userId }: AccountNote, code: string): Webhook => ({ origin, userId, code })

const lockedAs = (state: KeychainState) => (state === 'ok' ? 'locked' : state)
