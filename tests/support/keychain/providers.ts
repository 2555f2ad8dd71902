import dbus from 'dbus-next'
import type { SecretService, ServiceCall, ServiceReply } from './secret-service.ts'

/** How a program that serves secrets stands, as far as it decides what is told of it. */
export type Standing = {
  /** Items that it finds although it is locked; KeePassXC finds none, as its database is not open then. */
  findsLocked: boolean
  /** What it says to a new secret. */
  create: { error: string; text: string }
}

const item = '/org/freedesktop/secrets/collection/default/1'
const unlocking = '/org/freedesktop/secrets/prompt/unlock'
const creating = '/org/freedesktop/secrets/prompt/create'
const unknown = (member: string): ServiceReply => ({
  error: 'org.freedesktop.DBus.Error.UnknownMethod',
  text: `No such method '${member}'`,
})

/**
 * Plays one such program, with a secret in it; the window in which it asks the user is closed at once. Made for {@link playSecretService}.
 */
export function provider({ findsLocked, create }: Standing) {
  return ({ member, path, body }: ServiceCall, service: SecretService): ServiceReply => {
    const plain = new dbus.Variant('s', '')
    const answers: Record<string, () => ServiceReply> = {
      OpenSession: () =>
        body[0] === 'plain'
          ? { signature: 'vo', body: [plain, '/org/freedesktop/secrets/session/1'] }
          : { error: 'org.freedesktop.DBus.Error.NotSupported', text: 'Only plain' },
      GetAll: () => ({ signature: 'a{sv}', body: [{}] }),
      SearchItems: () => ({ signature: 'aoao', body: [[], findsLocked ? [item] : []] }),
      Unlock: () => ({ signature: 'aoo', body: [[], unlocking] }),
      CreateCollection: () => ({ signature: 'oo', body: ['/', creating] }),
      ReadAlias: () => ({ signature: 'o', body: ['/'] }),
      CreateItem: () => create,
      Prompt: () => {
        const nothing = path === creating ? new dbus.Variant('o', '/') : new dbus.Variant('ao', [])
        setImmediate(() => service.emit(path, 'Completed', 'bv', [true, nothing]))
        return { signature: '', body: [] }
      },
    }
    return answers[member]?.() ?? unknown(member)
  }
}
