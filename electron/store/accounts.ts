import * as z from 'zod'
import type { ObjectFile } from './settings.ts'

const note = z.object({
  id: z.string().min(1),
  kind: z.enum(['demo', 'webhook', 'oauth']),
  /** `https://host[:port]`; the demo portal's changes with every start. */
  origin: z.string(),
  userId: z.number().int().positive(),
  userName: z.string(),
})

/** What is kept of an account outside the keychain: that it exists, and whose it is. Nothing secret. */
export type AccountNote = z.infer<typeof note>

const content = z.object({
  currentId: z.string().nullable().catch(null),
  accounts: z
    .array(z.unknown())
    .catch([])
    // A note that makes no sense is left out; the others stay.
    .transform((found) => found.flatMap((one) => note.safeParse(one).data ?? [])),
})

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
    all: () => read().accounts,
    currentId: () => read().currentId,
    keep: (account) => {
      const { accounts } = read()
      const isKnown = accounts.some(({ id }) => id === account.id)
      write({
        accounts: isKnown
          ? accounts.map((one) => (one.id === account.id ? account : one))
          : [...accounts, account],
      })
    },
    choose: (currentId) => write({ currentId }),
    forget: (id) => {
      const { accounts, currentId } = read()
      write({
        accounts: accounts.filter((one) => one.id !== id),
        currentId: currentId === id ? null : currentId,
      })
    },
  }
}
