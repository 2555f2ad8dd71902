import * as z from 'zod'
import type { ObjectFile } from './settings.ts'

const note = z.object({
  id: z.string().min(1),
  kind: z.enum(['demo', 'webhook', 'oauth']),
  /** `https://host[:port]`; the demo portal's changes with every start. */
  origin: z.string(),
  userId: z.number().int().positive(),
  userName: z.string(),
  /** Permissions that it can do without and was not given, until somebody has been told. */
  missingScopes: z.array(z.string()).exactOptional(),
})

/** What is kept of an account outside the keychain: that it exists, and whose it is. Nothing secret. */
export type AccountNote = z.infer<typeof note>

const content = z.object({
  currentId: z.string().nullable().catch(null),
  // A note that makes no sense may be a later version's: it is passed over, and stays in the file.
  accounts: z.array(z.unknown()).catch([]),
})

const understood = (one: unknown): AccountNote[] => {
  const read = note.safeParse(one)
  return read.success ? [read.data] : []
}

export type AccountNotes = {
  /** In the order of their signing in. */
  all(): AccountNote[]
  currentId(): string | null
  /** Adds an account or replaces the note on it. */
  keep(account: AccountNote): void
  choose(id: string | null): void
  forget(id: string): void
}

/** The notes on the accounts. Without them a locked keychain could not be told from a first start. */
export function createAccountNotes(file: ObjectFile): AccountNotes {
  const read = () => content.parse({ currentId: file.store['currentId'], accounts: file.store['accounts'] })
  const write = (change: Partial<z.infer<typeof content>>) => {
    file.store = { ...file.store, ...read(), ...change }
  }
  return {
    all: () => read().accounts.flatMap(understood),
    currentId: () => read().currentId,
    keep: (account) => {
      const { accounts } = read()
      const isThis = (one: unknown) => understood(one).some(({ id }) => id === account.id)
      const isKnown = accounts.some(isThis)
      write({
        accounts: isKnown ? accounts.map((one) => (isThis(one) ? account : one)) : [...accounts, account],
      })
    },
    choose: (currentId) => write({ currentId }),
    forget: (id) => {
      const { accounts, currentId } = read()
      write({
        accounts: accounts.filter((one) => !understood(one).some((known) => known.id === id)),
        currentId: currentId === id ? null : currentId,
      })
    },
  }
}
