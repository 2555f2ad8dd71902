import { expect, test } from 'vitest'
import { keychainSecrets, stateOf, type Keychain } from '../../../electron/store/secrets.ts'

const keychain = (part: Partial<Keychain>): Keychain => ({
  getPassword: () => Promise.resolve(null),
  setPassword: () => Promise.resolve(),
  deletePassword: () => Promise.resolve(true),
  ...part,
})
const secretsOf = (part: Partial<Keychain>) =>
  keychainSecrets({ load: () => Promise.resolve(keychain(part)), patience: 20 })

test.each([
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'absent'],
  ['Could not connect: No such file or directory', 'absent'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'absent'],
  ['libsecret-1.so.0: cannot open shared object file: No such file or directory', 'absent'],
  ['Cannot create an item in a locked collection', 'locked'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'locked'],
  ['Prompt was dismissed', 'locked'],
  ['The user name or passphrase you entered is not correct.', 'refused'],
])('"%s" means that the keychain is %s', (message, state) => {
  expect(stateOf(new Error(message))).toBe(state)
})

test('no entry where there should be one means that the keychain is locked', async () => {
  expect(await secretsOf({}).read('a', true)).toEqual({ secret: null, state: 'locked' })
})

test('no entry where none is expected is fine', async () => {
  expect(await secretsOf({}).read('a', false)).toEqual({ secret: null, state: 'ok' })
})

test('a keychain that never answers is given up as locked', async () => {
  const silent = secretsOf({ setPassword: () => new Promise(() => undefined) })
  expect(await silent.keep('a', 'x')).toBe('locked')
})

test('a native module that does not load means that there is no keychain', async () => {
  const secrets = keychainSecrets({
    load: () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file')),
  })
  expect(await secrets.keep('a', 'x')).toBe('absent')
})
