import { expect, test } from 'vitest'
import type { Account, Problem, Session } from '../../../electron/model.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { SessionState } from '../../../renderer/shared/session.svelte.ts'
import { OAuthSignIn } from '../../../renderer/welcome/oauth-sign-in.svelte.ts'
import { SignIn } from '../../../renderer/welcome/sign-in.svelte.ts'
import { deferred } from '../../support/deferred.ts'
import { fakeTransport } from '../../support/fake-transport.ts'

const anna: Account = {
  id: 'a',
  kind: 'oauth',
  portal: 'team.example',
  userId: 1,
  userName: 'Anna Petrova',
}
const signedIn: Session = {
  account: anna,
  accounts: [anna],
  access: 'ready',
  keychain: 'ok',
  keptIn: 'keychain',
}

/** A form that is filled in, and a browser that comes back when the test says so. */
function filledIn(answers: Parameters<typeof fakeTransport>[0] = {}) {
  const answer = deferred<Session | Problem>()
  const main = fakeTransport({
    'session.use-oauth': async () => {
      const settled = await answer.promise
      if ('code' in settled) throw settled
      return settled
    },
    'session.paste-callback': () => null,
    'session.cancel-sign-in': () => {
      answer.resolve({ code: 'cancelled' })
      return null
    },
    ...answers,
  })
  const session = new SessionState(createBridge(main))
  const signIn = new SignIn(session)
  const oauth = new OAuthSignIn(session, signIn)
  oauth.portal = ' team.example '
  oauth.clientId = 'local.1'
  oauth.clientSecret = 'made-up'
  return { main, session, signIn, oauth, comeBack: answer.resolve }
}

const typed = ({ portal, clientId, clientSecret, port }: OAuthSignIn) => [
  portal,
  clientId,
  clientSecret,
  port,
]
const kept = [' team.example ', 'local.1', 'made-up', '17420']

test('the application is handed over as it was typed, without spaces around', async () => {
  const { main, oauth, comeBack } = filledIn()
  const started = oauth.start()
  expect(oauth.isWaiting).toBe(true)
  comeBack(signedIn)
  await started
  expect(main.asked).toEqual([
    [
      'session.use-oauth',
      { portal: 'team.example', clientId: 'local.1', clientSecret: 'made-up', port: 17420 },
    ],
  ])
})

test('nothing secret is kept after success', async () => {
  const { session, oauth, comeBack } = filledIn()
  const started = oauth.start()
  oauth.pasted = 'http://localhost:17420/?code=1&state=2'
  comeBack(signedIn)
  await started
  expect(session.account).toEqual(anna)
  expect([oauth.clientSecret, oauth.pasted]).toEqual(['', ''])
  expect(oauth.isWaiting).toBe(false)
})

test('a failure is told, and every field is kept', async () => {
  const { oauth, comeBack } = filledIn()
  const started = oauth.start()
  comeBack({ code: 'port-taken', subject: '17420' })
  await started
  expect(oauth.failure).toEqual({ code: 'port-taken', subject: '17420' })
  expect(oauth.wrong).toBe('port')
  expect(typed(oauth)).toEqual(kept)
})

test('cancelling leads back to the form, with every field and without a complaint', async () => {
  const { main, oauth } = filledIn()
  const started = oauth.start()
  await oauth.cancel()
  await started
  expect(main.asked.at(-1)).toEqual(['session.cancel-sign-in', undefined])
  expect([oauth.isWaiting, oauth.isCancelling, oauth.failure]).toEqual([false, false, null])
  expect(typed(oauth)).toEqual(kept)
})

test('a waiting that cannot be ended says so and goes on', async () => {
  const { oauth } = filledIn({
    'session.cancel-sign-in': () => {
      throw { code: 'unexpected' }
    },
  })
  void oauth.start()
  await oauth.cancel()
  expect(oauth.problem).toEqual({ code: 'unexpected' })
  expect([oauth.isWaiting, oauth.isCancelling]).toEqual([true, false])
})

test('a pasted address that is refused stays to be corrected, and the waiting goes on', async () => {
  const { oauth } = filledIn({
    'session.paste-callback': () => {
      throw { code: 'state-wrong' }
    },
  })
  void oauth.start()
  oauth.pasted = 'http://localhost:17420/?code=1&state=2'
  await oauth.paste()
  expect(oauth.problem).toEqual({ code: 'state-wrong' })
  expect(oauth.pasted).toBe('http://localhost:17420/?code=1&state=2')
  expect([oauth.isWaiting, oauth.isChecking, oauth.failure]).toEqual([true, false, null])
})

test('after a pasted address was taken, the portal is being checked until the sign-in ends', async () => {
  const { oauth, comeBack } = filledIn()
  const started = oauth.start()
  oauth.pasted = 'http://localhost:17420/?code=1&state=2'
  await oauth.paste()
  expect(oauth.isChecking).toBe(true)
  comeBack(signedIn)
  await started
  expect(oauth.isChecking).toBe(false)
})

test('an empty address is not handed over', async () => {
  const { main, oauth } = filledIn()
  void oauth.start()
  await oauth.paste()
  expect(oauth.problem).toEqual({ code: 'callback-malformed' })
  expect(main.asked.map(([name]) => name)).toEqual(['session.use-oauth'])
})

test.each([
  ['portal', 'portal', ' '],
  ['client ID', 'clientId', ''],
  ['client secret', 'clientSecret', ''],
  ['port, below the allowed', 'port', '80'],
  ['port, above the allowed', 'port', '65536'],
  ['port, in words', 'port', 'seven'],
] as const)('a wrong %s is named before anybody is asked', async (_what, field, value) => {
  const { main, oauth } = filledIn()
  oauth[field] = value
  await oauth.start()
  expect([oauth.missing, oauth.wrong]).toEqual([field, field])
  expect(main.asked).toEqual([])
})

test('the handler path follows the port', () => {
  const { oauth } = filledIn()
  expect(oauth.handlerPath).toBe('http://localhost:17420/')
  oauth.port = '8123'
  expect(oauth.handlerPath).toBe('http://localhost:8123/')
})

test('another way is not gone while the browser is waited for', async () => {
  const { main, signIn, oauth } = filledIn()
  void oauth.start()
  await signIn.tryDemo()
  expect(main.asked.map(([name]) => name)).toEqual(['session.use-oauth'])
})

test('leaving the form ends the waiting', async () => {
  const { main, oauth } = filledIn()
  const started = oauth.start()
  oauth.leave()
  await started
  expect(main.asked.at(-1)).toEqual(['session.cancel-sign-in', undefined])
})

test('a form that goes away because somebody is signed in cancels nothing', async () => {
  const { main, session, oauth, comeBack } = filledIn()
  const started = oauth.start()
  session.current = signedIn // the news overtake the answer
  oauth.leave()
  comeBack(signedIn)
  await started
  expect(main.asked.map(([name]) => name)).toEqual(['session.use-oauth'])
})

test('a form that is left without having been sent asks for nothing', () => {
  const { main, oauth } = filledIn()
  oauth.leave()
  expect(main.asked).toEqual([])
})
