import { z } from 'zod'
import type { ObjectFile } from './settings.ts'

const note = z.object({
  id: z.string().min(1),
  kind: z.enum(['demo', 'webhook']),
  /** `https://host[:port]`; the demo portal's changes with every start and is not kept. */
  origin: z.string(),
  userId: z.number().int().positive(),
  userName: z.string(),
})

/** What is kept of an account outside the keychain: that it exists, and whose it is. Nothing secret. */
export type AccountNote = z.infer<typeof note>

export type AccountNotes = {
  current(): AccountNote | null
  keep(account: AccountNote): void
  forget(): void
}

/** The note on the current account. Without it a locked keychain could not be told from a first start. */
export function createAccountNotes(file: ObjectFile): AccountNotes {
  return {
    current: () =>
      note
        .nullable()
        .catch(null)
        .parse(file.store['current'] ?? null),
    keep: (account) => {
      file.store = { ...file.store, current: account }
    },
    forget: () => {
      file.store = { ...file.store, current: null }
    },
  }
}
