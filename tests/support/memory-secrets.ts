import type { KeychainState } from '../../electron/model.ts'
import type { Secrets } from '../../electron/store/secrets/secrets.ts'

/** A keychain in memory that can be locked, refused or absent. */
export function memorySecrets(state: KeychainState = 'ok') {
  const entries = new Map<string, string>()
  const secrets: Secrets & { entries: Map<string, string>; state: KeychainState } = {
    entries,
    state,
    read: (id, expected) => {
      if (secrets.state === 'ok') return Promise.resolve({ secret: entries.get(id) ?? null, state: 'ok' })
      if (secrets.state === 'locked')
        return Promise.resolve({ secret: null, state: expected ? 'locked' : 'ok' })
      return Promise.resolve({ secret: null, state: secrets.state })
    },
    keep: (id, secret) => {
      if (secrets.state === 'ok') entries.set(id, secret)
      return Promise.resolve(secrets.state)
    },
    remove: (id) => {
      if (secrets.state === 'ok') entries.delete(id)
      return Promise.resolve(secrets.state === 'ok')
    },
  }
  return secrets
}
