import { expect, test } from 'vitest'
import type { Account, Session } from '../../../electron/model.ts'
import { keychainProblem } from '../../../renderer/main/keychain-problem.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { SessionState } from '../../../renderer/shared/session.svelte.ts'
import { SignIn } from '../../../renderer/welcome/sign-in.svelte.ts'
import { deferred } from '../../support/deferred.ts'
import { fakeTransport } from '../../support/fake-transport.ts'

const signedOut: Session = {
  account: null,
  accounts: [],
  access: 'signed-out',
  keychain: 'ok',
  keptIn: 'keychain',
}
const anna: Account = {
  id: 'a',
  kind: 'webhook',
  portal: 'team.example',
  userId: 1,
  userName: 'Anna Petrova',
}
const boris: Account = { ...anna, id: 'b', kind: 'oauth', portal: 'sales.example', userName: 'Boris Orlov' }
const signedIn: Session = { ...signedOut, access: 'ready', account: anna, accounts: [anna] }
const both: Session = { ...signedIn, accounts: [anna, boris] }

function sessionWith(answers: Parameters<typeof fakeTransport>[0]) {
  const main = fakeTransport({ 'session.get': () => signedOut, ...answers })
  return { main, session: new SessionState(createBridge(main)) }
}

test('nobody is signed in or out before the main process has answered', () => {
  const { session } = sessionWith({})
  expect(session.current).toBeNull()
  expect(session.isSignedIn).toBe(false)
})

test('news show at once', async () => {
  const { main, session } = sessionWith({})
  await session.follow()
  main.emit('session.changed', signedIn)
  expect(session.account?.portal).toBe('team.example')
})

test('news that overtake the first answer stay', async () => {
  const answer = deferred<Session>()
  const { main, session } = sessionWith({ 'session.get': () => answer.promise })
  const following = session.follow()
  main.emit('session.changed', signedIn)
  answer.resolve(signedOut)
  await following
  expect(session.isSignedIn).toBe(true)
})

test('an account is signed in again as the current one, and what went wrong is told', async () => {
  const answers = {
    'session.get': () => both,
    'session.switch': () => ({ ...both, account: boris }),
    'session.sign-in-again': () => {
      throw { code: 'user-other' }
    },
  }
  const { main, session } = sessionWith(answers)
  await session.load()
  await session.signInAgain('b')
  expect(main.asked.slice(1)).toEqual([
    ['session.switch', { id: 'b' }],
    ['session.sign-in-again', { id: 'b' }],
  ])
  expect([session.problem, session.signingIn]).toEqual([{ code: 'user-other' }, null])
})

test('a sign-in that was cancelled is no problem', async () => {
  const { session } = sessionWith({
    'session.get': () => signedIn,
    'session.sign-in-again': () => {
      throw { code: 'cancelled' }
    },
  })
  await session.load()
  await session.signInAgain('a')
  expect(session.problem).toBeNull()
})

test('a keychain that stays locked is told, and trying ends', async () => {
  const { session } = sessionWith({
    'session.unlock': () => {
      throw { code: 'keychain-locked' }
    },
  })
  await session.unlock()
  expect(session.problem).toEqual({ code: 'keychain-locked' })
  expect(session.unlocking).toBe(false)
})

test('switching makes another account the current one', async () => {
  const { main, session } = sessionWith({
    'session.get': () => both,
    'session.switch': () => ({ ...both, account: boris }),
  })
  await session.load()
  await session.switchTo('b')
  expect(main.asked.at(-1)).toEqual(['session.switch', { id: 'b' }])
  expect(session.account).toEqual(boris)
  expect(session.switching).toBeNull()
})

test('an account that cannot become current is told, and the old one stays', async () => {
  const { session } = sessionWith({
    'session.get': () => both,
    'session.switch': () => {
      throw { code: 'keychain-refused', subject: 'sales.example' }
    },
  })
  await session.load()
  await session.switchTo('b')
  expect(session.account).toEqual(anna)
  expect(session.problem).toEqual({ code: 'keychain-refused', subject: 'sales.example' })
  expect(session.switching).toBeNull()
})

test('one switch is made at a time', async () => {
  const answer = deferred<Session>()
  const { main, session } = sessionWith({
    'session.get': () => both,
    'session.switch': () => answer.promise,
  })
  await session.load()
  const first = session.switchTo('b')
  await session.switchTo('b')
  expect(main.asked.filter(([name]) => name === 'session.switch')).toHaveLength(1)
  answer.resolve({ ...both, account: boris })
  await first
})

test('the current account is not switched to', async () => {
  const { main, session } = sessionWith({ 'session.get': () => both })
  await session.load()
  await session.switchTo('a')
  expect(main.asked).toEqual([['session.get', undefined]])
})

test('a sign-in that was accepted is reported once', async () => {
  const { session } = sessionWith({ 'session.try-demo': () => signedIn })
  let done = 0
  await new SignIn(session, () => done++).tryDemo()
  expect(done).toBe(1)
})

test('an accepted webhook is forgotten by the window', async () => {
  const { main, session } = sessionWith({ 'session.use-webhook': () => signedIn })
  const signIn = new SignIn(session)
  signIn.address = ' https://team.example/rest/1/code/ '
  await signIn.useWebhook()
  expect(main.asked).toEqual([['session.use-webhook', { address: 'https://team.example/rest/1/code/' }]])
  expect(signIn.address).toBe('')
  expect(session.isSignedIn).toBe(true)
})

test('a refused webhook stays to be corrected', async () => {
  const { session } = sessionWith({
    'session.use-webhook': () => {
      throw { code: 'scope-missing', subject: 'user' }
    },
  })
  const signIn = new SignIn(session)
  signIn.address = 'https://team.example/rest/1/code/'
  await signIn.useWebhook()
  expect(signIn.address).toBe('https://team.example/rest/1/code/')
  expect(signIn.failed).toEqual({ way: 'webhook', problem: { code: 'scope-missing', subject: 'user' } })
})

test('an empty address is not sent to anybody', async () => {
  const { main, session } = sessionWith({})
  const signIn = new SignIn(session)
  await signIn.useWebhook()
  expect(main.asked).toEqual([])
  expect(signIn.failed?.problem.code).toBe('webhook-malformed')
})

test('one way in is tried at a time', async () => {
  const demo = deferred<Session>()
  const { main, session } = sessionWith({ 'session.try-demo': () => demo.promise })
  const signIn = new SignIn(session)
  const first = signIn.tryDemo()
  await signIn.tryDemo()
  expect(main.asked).toHaveLength(1)
  demo.resolve(signedIn)
  await first
  expect(signIn.busy).toBeNull()
})

test.each([
  ['locked', 'keychain-locked'],
  ['absent', 'keychain-absent'],
  ['refused', 'keychain-refused'],
] as const)('a secret behind a keychain that is %s is explained as %s', (keychain, code) => {
  expect(keychainProblem({ ...signedIn, access: 'locked', keychain })).toEqual({
    code,
    subject: 'team.example',
  })
})

test('a secret that can be read needs no explanation', () => {
  expect(keychainProblem(signedIn)).toBeNull()
})
