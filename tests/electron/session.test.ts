import { expect, test } from 'vitest'
import { AppError } from '../../electron/errors.ts'
import type { Session } from '../../electron/ipc/contract.ts'
import { createSession } from '../../electron/session.ts'
import { createAccountNotes } from '../../electron/store/accounts.ts'
import { memorySecrets } from '../support/memory-secrets.ts'

const address = 'https://team.bitrix24.com/rest/7/s3cr3tc0de/'
const anna = { userId: 7, userName: 'Anna Schmidt' }

/** A computer: its keychain and its files outlive the app's starts. */
function computer() {
  const file = { store: {} as Record<string, unknown> }
  const secrets = memorySecrets()
  const start = (check = () => Promise.resolve(anna)) => {
    const told: Session[] = []
    const session = createSession({
      notes: createAccountNotes(file),
      secrets,
      startDemo: () => Promise.resolve({ webhook: 'http://127.0.0.1:5/rest/1/demo/', state: 'ok' }),
      check,
      onChange: (next) => told.push(next),
    })
    return { session, told }
  }
  return { file, secrets, start }
}

test('a first start is signed out', async () => {
  expect(await computer().start().session.resume()).toMatchObject({ account: null, access: 'signed-out' })
})

test('a webhook that the portal accepts signs in, and its secret is in the keychain alone', async () => {
  const { file, secrets, start } = computer()
  const session = await start().session.useWebhook(address)
  expect(session).toMatchObject({
    account: { kind: 'webhook', portal: 'team.bitrix24.com', ...anna },
    access: 'ready',
    keptIn: 'keychain',
  })
  expect([...secrets.entries.values()]).toEqual(['s3cr3tc0de'])
  expect(JSON.stringify([file.store, session])).not.toContain('s3cr3tc0de')
})

test('a webhook that the portal refuses keeps nothing', async () => {
  const { file, secrets, start } = computer()
  const refuse = () => Promise.reject(new AppError('credentials-refused', 'no'))
  await expect(start(refuse).session.useWebhook(address)).rejects.toMatchObject({
    code: 'credentials-refused',
  })
  expect([file.store, secrets.entries.size]).toEqual([{}, 0])
})

test('the account is there again after a new start', async () => {
  const { start } = computer()
  await start().session.useWebhook(address)
  const { session } = start()
  expect(await session.resume()).toMatchObject({ account: anna, access: 'ready' })
  expect(await session.credentials()).toEqual({
    origin: 'https://team.bitrix24.com',
    userId: 7,
    code: 's3cr3tc0de',
  })
})

test('a locked keychain is told as locked, not as signed out, and heals', async () => {
  const { secrets, start } = computer()
  await start().session.useWebhook(address)
  secrets.state = 'locked'
  const { session } = start()
  expect(await session.resume()).toMatchObject({ account: anna, access: 'locked', keychain: 'locked' })
  await expect(session.credentials()).rejects.toMatchObject({ code: 'keychain-locked' })
  secrets.state = 'ok'
  expect(await session.resume()).toMatchObject({ access: 'ready' })
})

test('without a keychain the session lives in memory, says so, and is over at the next start', async () => {
  const { secrets, start } = computer()
  secrets.state = 'absent'
  const { session } = start()
  expect(await session.useWebhook(address)).toMatchObject({
    access: 'ready',
    keptIn: 'memory',
    keychain: 'absent',
  })
  expect(await session.credentials()).toMatchObject({ code: 's3cr3tc0de' })
  expect(await start().session.resume()).toMatchObject({ access: 'signed-out' })
})

test('signing out removes the keychain entry and the note', async () => {
  const { secrets, start } = computer()
  const { session } = start()
  await session.useWebhook(address)
  expect(await session.signOut()).toMatchObject({ account: null, access: 'signed-out' })
  expect(secrets.entries.size).toBe(0)
  expect(await start().session.resume()).toMatchObject({ access: 'signed-out' })
})

test('an entry that cannot be removed is told', async () => {
  const { secrets, start } = computer()
  const { session } = start()
  await session.useWebhook(address)
  secrets.state = 'locked'
  await expect(session.signOut()).rejects.toMatchObject({
    code: 'keychain-refused',
    subject: 'team.bitrix24.com',
  })
  expect(session.get().access).toBe('signed-out')
})

test('the demo is taken up again at the next start', async () => {
  const { start } = computer()
  await start().session.useDemo()
  expect(await start().session.resume()).toMatchObject({ account: { kind: 'demo' }, access: 'ready' })
})

test('a renamed portal is remembered', async () => {
  const { start } = computer()
  const { session } = start()
  await session.useWebhook(address)
  session.moved('https://new-name.bitrix24.com')
  const again = start().session
  await again.resume()
  expect(await again.credentials()).toMatchObject({ origin: 'https://new-name.bitrix24.com' })
})
