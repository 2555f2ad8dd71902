import type { KeychainState } from '../../model.ts'
import { Unanswered } from '../outside/outside-process.ts'
import type { Keychain } from './questions.ts'

export type SecretReading = { secret: string | null; state: KeychainState }

export type Secrets = {
  /**
   * A locked keyring answers null exactly as when there is no entry, so the caller, who knows whether there should
   * be one, says so with `expected`: then null means `locked`.
   */
  read(id: string, expected: boolean): Promise<SecretReading>
  /** Tells whether the secret is in the keychain now; anything but `ok` means that it is not. */
  keep(id: string, secret: string): Promise<KeychainState>
  /**
   * Tells whether the entry is gone. A locked keyring says of an entry that it cannot see what it says of none, so the
   * caller says with `expected` that there should be one.
   */
  remove(id: string, expected: boolean): Promise<boolean>
}

const service = 'Quickplan'

/** One secret per account in the OS keychain. Never throws: a keychain that fails is told by its state. */
export function keychainSecrets(keychain: Keychain): Secrets {
  return {
    read: async (id, expected) => {
      try {
        const secret = await keychain.getPassword(service, id)
        return { secret, state: secret === null && expected ? 'locked' : 'ok' }
      } catch (error) {
        return { secret: null, state: stateOf(error) }
      }
    },
    keep: async (id, secret) => {
      try {
        await keychain.setPassword(service, id, secret)
        // keytar takes an error without words, as KeePassXC sends it, for success.
        return (await keychain.getPassword(service, id)) === secret ? 'ok' : 'locked'
      } catch (error) {
        return stateOf(error)
      }
    },
    remove: async (id, expected) => {
      try {
        return (await keychain.deletePassword(service, id)) || !expected
      } catch {
        return false // the caller tells that the entry could not be removed
      }
    },
  }
}

// libsecret and GDBus give no codes through keytar, only these English, untranslated texts.
const absent =
  /autolaunch D-Bus|dbus-launch|could not connect|not provided by any \.service|ServiceUnknown|D-Bus|libsecret|no such file/i
// "Object does not exist at path …/collection/login", "No such object path …/aliases/default": a service without an open
// keyring, which a person must open or create.
const locked = /locked|prompt|dismissed|unlock|object does not exist at path|no ?such ?object/i

/** Which state of the keychain an error means. An unanswered question is a locked keychain that waits for a person. */
export function stateOf(error: unknown): KeychainState {
  if (error instanceof Unanswered) return 'locked'
  const text = error instanceof Error ? error.message : String(error)
  if (locked.test(text)) return 'locked'
  return absent.test(text) ? 'absent' : 'refused'
}
