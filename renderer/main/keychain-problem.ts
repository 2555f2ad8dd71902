import type { KeychainState, Problem, Session } from '../../electron/model.ts'

const codes = {
  // The keychain is open now, but the secret was not read yet: to a user it is still locked.
  ok: 'keychain-locked',
  locked: 'keychain-locked',
  absent: 'keychain-absent',
  refused: 'keychain-refused',
} as const satisfies Record<KeychainState, Problem['code']>

/** Why the account's secret cannot be read, or null when it can. */
export function keychainProblem({ access, account, keychain }: Session): Problem | null {
  if (access !== 'locked') return null
  return { code: codes[keychain], ...(account && { subject: account.portal }) }
}
