import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseWebhook } from '../../../electron/bitrix/rest/webhook.ts'
import { startProxy } from '../../../scripts/office/proxy.ts'
import { json, startMisbehavingServer, type MisbehavingServer } from '../../support/misbehaving-server.ts'
import { clientOf } from '../bitrix/support.ts'
import { network } from './office.ts'

let portal: MisbehavingServer
let proxy: Awaited<ReturnType<typeof startProxy>>
beforeEach(async () => {
  portal = await startMisbehavingServer(json({ result: { ID: '7' } }))
  const { port } = new URL(portal.origin)
  proxy = await startProxy({ resolve: () => ({ host: '127.0.0.1', port: Number(port) }) })
})
afterEach(async () => {
  await proxy.close()
  await portal.close()
})

/** The app, and a call to the portal at this origin; the proxy knows where that is. */
function callerOf(origin: string) {
  const app = network({ proxy: `PROXY ${proxy.name}` })
  // As an account has it that was signed in before.
  const webhook = parseWebhook(`${origin}/rest/7/a1b2c3/`, () => true)
  const credentials = () => Promise.resolve(webhook)
  const client = clientOf('', { fetch: app.fetch, allowsPlain: app.allowsPlain, credentials })
  const call = () => client.v2('profile', {}, { kind: 'read' })
  return { app, call }
}

const places = ['http://portal.local', 'http://10.1.2.3', 'http://192.168.1.20:8080', 'http://[fd00::20]']

test.each(places)('%s is not called before somebody has said yes to it', async (origin) => {
  const { app, call } = callerOf(origin)
  await expect(call()).rejects.toMatchObject({ code: 'plain-http-private', outcome: 'did-not-run' })
  expect(app.view().questions).toMatchObject([{ kind: 'plain', host: new URL(origin).host }])
  expect(proxy.asked).toEqual([])
})

test.each(places)('%s is called once somebody has said yes, and shown as such', async (origin) => {
  const { app, call } = callerOf(origin)
  await call().catch(() => undefined)
  await app.answer({ id: app.view().questions[0]?.id ?? '', yes: true })
  expect(await call()).toMatchObject({ result: { ID: '7' } })
  expect(app.view()).toMatchObject({ questions: [], plainHosts: [new URL(origin).host] })
})

test('a yes counts for one portal alone', async () => {
  const { app, call } = callerOf('http://portal.local')
  await call().catch(() => undefined)
  await app.answer({ id: app.view().questions[0]?.id ?? '', yes: true })
  expect(app.allowsPlain(new URL('http://portal.local:8080'))).toBe(false)
})

test('a yes that was taken back counts no more', async () => {
  const { app, call } = callerOf('http://portal.local')
  await call().catch(() => undefined)
  await app.answer({ id: app.view().questions[0]?.id ?? '', yes: true })
  await app.revoke('plain', 'portal.local')
  await expect(call()).rejects.toMatchObject({ code: 'plain-http-private' })
  expect(proxy.asked).toEqual([])
})

test.each(['http://portal.company.example', 'http://8.8.8.8', 'http://172.32.0.1'])(
  '%s is of the internet: refused, and nobody is asked',
  async (origin) => {
    const { app, call } = callerOf(origin)
    await expect(call()).rejects.toMatchObject({ code: 'webhook-insecure', outcome: 'did-not-run' })
    expect([app.view().questions, proxy.asked]).toEqual([[], []])
  },
)
