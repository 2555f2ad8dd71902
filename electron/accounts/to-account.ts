import { isSafeTransport, portalHost } from '../bitrix/rest/webhook.ts'
import type { Account } from '../model.ts'
import type { AccountNote } from '../store/accounts.ts'
import type { AccountCredentials } from './account-credentials.ts'

/** A signed-in account as the windows see it. */
export function toAccount({ note, ended }: Pick<AccountCredentials, 'note' | 'ended'>): Account {
  const why = ended()
  return { ...accountOf(note), ...(why ? { ended: why } : {}) }
}

/** What is known of an account by its note alone. */
export const accountOf = ({ id, kind, origin, userId, userName, missingScopes }: AccountNote): Account => ({
  id,
  kind,
  portal: portalHost(origin),
  ...(isSafeTransport(new URL(origin)) ? {} : { isPlain: true as const }),
  userId,
  userName,
  ...(missingScopes ? { missingScopes } : {}),
})
