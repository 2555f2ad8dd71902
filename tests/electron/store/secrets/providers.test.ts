import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Desktop, startDesktop } from '../../../../scripts/desktop/desktop.ts'
import { onSecrets } from '../../../support/keychain/on-secrets.ts'
import { provider, type Standing } from '../../../support/keychain/providers.ts'
import { playSecretService, type SecretService } from '../../../support/keychain/secret-service.ts'

// What programs that serve secrets say, and what becomes of it on its way through libsecret and keytar, which are real here.
// Known from: KeePassXC's src/fdosecrets/objects/{Service,Collection}.cpp (a locked database has no items and says
// `IsLocked`, whether in words is not known; a closed one leaves no default collection, and Qt says so); KWallet's
// kwalletfreedesktop{service,collection}.cpp (items are found while it is locked). Neither program was run. gnome-keyring
// itself is in keychain-states.test.ts.
const isLocked = (text: string) => ({ error: 'org.freedesktop.Secret.Error.IsLocked', text })
const noCollection = {
  error: 'org.freedesktop.DBus.Error.UnknownObject',
  text: "No such object path '/org/freedesktop/secrets/aliases/default'",
}
const rows: [who: string, standing: Standing][] = [
  ['KeePassXC, locked, without words', { findsLocked: false, create: isLocked('') }],
  [
    'KeePassXC, locked, with words',
    {
      findsLocked: false,
      create: isLocked('org.freedesktop.Secret.Error.IsLocked'),
    },
  ],
  ['KeePassXC without an open database', { findsLocked: false, create: noCollection }],
  [
    'KWallet, locked',
    {
      findsLocked: true,
      create: isLocked('Collection /org/freedesktop/secrets/collection/kdewallet is locked'),
    },
  ],
]

describe.runIf(process.platform === 'linux')('what a provider of secrets says is told as it is', () => {
  let desktop: Desktop
  let service: SecretService
  beforeAll(async () => {
    desktop = await startDesktop({ keyring: 'absent' })
  })
  afterEach(() => service.stop())
  afterAll(() => desktop.stop())

  test.each(rows)('%s: nothing can be read, kept or removed, and it is locked', async (_who, standing) => {
    service = await playSecretService(desktop.busAddress, provider(standing))
    const all = `Promise.all([
      secrets.read('anna', true), secrets.keep('anna', 'new'), secrets.remove('anna', true)])`
    expect(await onSecrets(desktop.env, all)).toEqual([{ secret: null, state: 'locked' }, 'locked', false])
  })

  test('a provider that refuses with other words is told as refusing', async () => {
    const create = { error: 'org.freedesktop.DBus.Error.AccessDenied', text: 'Access denied' }
    const standing = { findsLocked: false, create }
    service = await playSecretService(desktop.busAddress, provider(standing))
    expect(await onSecrets(desktop.env, `secrets.keep('anna', 'new')`)).toBe('refused')
  })
})
