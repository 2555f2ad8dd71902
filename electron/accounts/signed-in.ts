import { AppError } from '../errors.ts'
import type { Account, Session } from '../model.ts'
import type { AccountNotes } from '../store/accounts.ts'
import type { AccountCredentials } from './account-credentials.ts'
import { accountOf, toAccount } from './to-account.ts'

type Deps = { notes: AccountNotes; onChange: (session: Session) => void }

/** The accounts that are signed in, the current one among them, and what of it the pages are shown. */
export class SignedIn {
  readonly #held = new Map<string, AccountCredentials>()
  readonly #notes: AccountNotes
  readonly #onChange: (session: Session) => void
  #currentId: string | null = null

  constructor({ notes, onChange }: Deps) {
    this.#notes = notes
    this.#onChange = onChange
  }

  get current(): AccountCredentials | undefined {
    return this.#currentId === null ? undefined : this.#held.get(this.#currentId)
  }

  get(id: string): AccountCredentials | undefined {
    return this.#held.get(id)
  }

  /** The account named, or the current one. Throws `signed-out`. */
  need(id?: string): AccountCredentials {
    const account = id === undefined ? this.current : this.#held.get(id)
    if (!account) throw new AppError('signed-out', 'Nobody is signed in')
    return account
  }

  /** The current account or, before the accounts of the last time are there, the one of the last time. */
  destination(isResumed: boolean): Account | null {
    const note = this.current?.note ?? (isResumed ? undefined : this.#ofLastTime())
    return note ? accountOf(note) : null
  }

  view(): Session {
    const account = this.current
    const accounts = [...this.#held.values()].map(toAccount)
    if (!account) return { account: null, accounts, access: 'signed-out', keychain: 'ok', keptIn: 'keychain' }
    const keychain = account.keychain()
    return {
      account: toAccount(account),
      accounts,
      access: account.isReady() ? 'ready' : account.ended() ? 'ended' : 'locked',
      keychain,
      keptIn: keychain === 'ok' ? 'keychain' : 'memory',
    }
  }

  /** Tells the pages how things stand. */
  tell(): Session {
    const session = this.view()
    this.#onChange(session)
    return session
  }

  /** Makes the account the current one; null for any that there is. */
  choose(id: string | null): Session {
    this.#currentId = id ?? this.#held.keys().next().value ?? null
    this.#notes.choose(this.#currentId)
    return this.tell()
  }

  /** Holds an account, in the place of one with the same id. */
  hold(account: AccountCredentials): void {
    this.#held.set(account.note.id, account)
  }

  /** An account that has just signed in. A note without an entry behind it would read as a locked keychain later. */
  enter(account: AccountCredentials): Session {
    if (account.keychain() === 'ok' || account.note.kind === 'demo') this.#notes.keep(account.note)
    else this.#notes.forget(account.note.id)
    this.hold(account)
    return this.choose(account.note.id)
  }

  /** Forgets the account; another one becomes the current one, where there is one. */
  leave(id: string): Session {
    this.#held.delete(id)
    this.#notes.forget(id)
    return this.choose(this.#currentId === id ? null : this.#currentId)
  }

  #ofLastTime() {
    const all = this.#notes.all()
    return all.find(({ id }) => id === this.#notes.currentId()) ?? all[0]
  }
}
