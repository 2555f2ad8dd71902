import { expect, test } from 'vitest'
import { Unanswered } from '../../../../electron/store/outside/outside-process.ts'
import type { Keychain } from '../../../../electron/store/secrets/questions.ts'
import { keychainSecrets, stateOf } from '../../../../electron/store/secrets/secrets.ts'

const secretsOf = (part: Partial<Keychain>) =>
  keychainSecrets({
    getPassword: () => Promise.resolve(null),
    setPassword: () => Promise.resolve(),
    deletePassword: () => Promise.resolve(true),
    ...part,
  })

test.each([
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'absent'],
  ['Could not connect: No such file or directory', 'absent'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'absent'],
  ['libsecret-1.so.0: cannot open shared object file: No such file or directory', 'absent'],
  ['Cannot create an item in a locked collection', 'locked'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'locked'],
  ['Prompt was dismissed', 'locked'],
  ['org.freedesktop.Secret.Error.IsLocked', 'locked'],
  ["No such object path '/org/freedesktop/secrets/aliases/default'", 'locked'],
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

test('a keychain that did not answer in time is locked', async () => {
  const silent = secretsOf({ setPassword: () => Promise.reject(new Unanswered()) })
  expect(await silent.keep('a', 'x')).toBe('locked')
})

test('a secret that is said to be kept but is not there afterwards is not kept', async () => {
  expect(await secretsOf({ getPassword: () => Promise.resolve(null) }).keep('a', 'x')).toBe('locked')
  expect(await secretsOf({ getPassword: () => Promise.resolve('x') }).keep('a', 'x')).toBe('ok')
})

test('an entry that could not be removed is told, also where the keychain does not see it', async () => {
  const refusing = secretsOf({ deletePassword: () => Promise.reject(new Error('no')) })
  expect(await refusing.remove('a', false)).toBe(false)
  const blind = secretsOf({ deletePassword: () => Promise.resolve(false) })
  expect(await blind.remove('a', true)).toBe(false)
  expect(await blind.remove('a', false)).toBe(true)
})
