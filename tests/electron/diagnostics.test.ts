import { readProfile } from '../../electron/bitrix/account.ts'
import { scopesOf } from '../../electron/bitrix/probes.ts'
import { ask } from '../../electron/bitrix/rest/ask.ts'
import { testConnection } from '../../electron/network/connection-test.ts'
import { setUpNetwork } from '../../electron/network/set-up.ts'
import { memorySecrets } from '../support/memory-secrets.ts'
import { settings } from '../support/windows/answers.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClients } from '../../electron/accounts/clients.ts'
import { startDemoPortal, type DemoPortal } from '../../electron/demo/portal.ts'
import { parseWebhook, portalHost } from '../../electron/bitrix/rest/webhook.ts'
import { createDiagnostics, reportOf, sessionType } from '../../electron/diagnostics.ts'
import type { Account, Capture, Session } from '../../electron/model.ts'

let portal: DemoPortal
let session: Session
let clipboard = ''
beforeEach(async () => {
  portal = await startDemoPortal({ file: null, key: 'k' })
  const host = portalHost(portal.url)
  const account: Account = { id: 'a', kind: 'webhook', portal: host, userId: 1, userName: 'Anna' }
  session = { account, accounts: [account], access: 'ready', keychain: 'ok', keptIn: 'keychain' }
})
afterEach(() => portal.close())

/** A walk with the test's own portal at its end. */
function testOf(clients: ReturnType<typeof createClients>) {
  const network = setUpNetwork({
    platform: 'linux',
    env: {},
    secrets: memorySecrets(),
    file: { store: {} },
    resolveProxy: () => Promise.resolve('DIRECT'),
    onChange: () => undefined,
    onAgreed: () => undefined,
    log: () => undefined,
  })
  const client = clients.of('a')
  return testConnection({
    origin: portal.url,
    network,
    now: Date.now,
    signIn: async () =>
      (await ask(client, 'profile', {}, { kind: 'read', read: readProfile })).value.userName,
    scopes: () => scopesOf(client, {}),
  })
}

function diagnosticsWith(captures: Pick<Capture, 'state'>[] = [], abilities = { store: {} }) {
  const clients = createClients({
    fetch,
    version: '0',
    abilities,
    session: () => ({
      get: () => session,
      credentials: () => Promise.resolve(parseWebhook(portal.webhook)),
      renew: () => Promise.reject(new Error('A webhook is not renewed')),
      moved: () => Promise.resolve(),
    }),
  })
  return createDiagnostics({
    versions: { quickplan: '1.2.3', electron: '45.0.0', chromium: '150', node: '24' },
    system: 'Linux 6.1 (x64)',
    platform: 'linux',
    env: { DISPLAY: ':0' },
    home: '/home/anna',
    dataFolder: '/home/anna/.config/Quickplan',
    log: '/home/anna/.config/Quickplan/logs/quickplan.log',
    tray: () => Promise.resolve('there'),
    session: () => session,
    settings,
    captures: () => captures as Capture[],
    capabilities: clients.capabilities,
    testConnection: () => testOf(clients),
    toClipboard: (text) => (clipboard = text),
  })
}

test('what the portal can do is unknown until it is asked, and remembered then', async () => {
  const abilities = { store: {} }
  const diagnostics = diagnosticsWith([], abilities)
  expect((await diagnostics.get()).portal?.abilities).toMatchObject({ rest3: null, askedAt: null })
  expect((await diagnostics.probe()).portal?.abilities).toMatchObject({ rest3: true, taskScope: 'both' })
  expect((await diagnosticsWith([], abilities).get()).portal?.abilities).toMatchObject({ rest3: true })
})

test('the captures that are not sent are counted', async () => {
  const captures = (['waiting', 'sending', 'attention', 'sent'] as const).map((state) => ({ state }))
  expect((await diagnosticsWith(captures).get()).captures).toEqual({ waiting: 2, attention: 1 })
})

test('the home folder of the person is not told', async () => {
  expect((await diagnosticsWith().get()).dataFolder).toBe('~/.config/Quickplan')
})

test('the copied report names the portal and leaves its secret out', async () => {
  const diagnostics = diagnosticsWith()
  await diagnostics.probe()
  await diagnostics.copy()
  expect(clipboard).toContain(`Portal: ${portalHost(portal.url)} (webhook, ready)\nREST 3.0: yes\n`)
  expect(clipboard).not.toContain(portal.webhook.split('/').at(-2))
})

test('a report of somebody who is signed out says so', async () => {
  session = { ...session, account: null, accounts: [], access: 'signed-out' }
  expect(reportOf(await diagnosticsWith().get())).toContain('Portal: signed out')
})

test('there is no portal to ask for somebody who is signed out', async () => {
  session = { ...session, account: null, accounts: [], access: 'signed-out' }
  await expect(diagnosticsWith().probe()).rejects.toMatchObject({ code: 'signed-out' })
})

test.each([
  ['win32', {}, 'windows'],
  ['darwin', {}, 'macos'],
  ['linux', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, 'wayland'],
  ['linux', { DISPLAY: ':0' }, 'x11'],
  ['linux', {}, 'unknown'],
] as const)('on %s with %j windows come by %s', (platform, env, expected) => {
  expect(sessionType(platform, env)).toBe(expected)
})

test('the connection is walked step by step, and the report has it without the secret', async () => {
  const diagnostics = diagnosticsWith()
  const { connection } = await diagnostics.test()
  expect(connection?.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
    ...['route ok', 'name ok', 'tls skipped', 'portal ok', 'sign-in ok', 'scopes ok'],
  ])
  expect(connection?.firstByteMs).toBeGreaterThanOrEqual(0)
  expect(Math.abs(connection?.clockAhead ?? 99)).toBeLessThan(5)
  await diagnostics.copy()
  expect(clipboard).toMatch(/^ {2}sign-in: ok, Alex Volkov$/m)
  expect(clipboard).not.toContain(parseWebhook(portal.webhook).code)
})

test('a portal that cannot be reached ends the walk at its step, with its reason', async () => {
  const diagnostics = diagnosticsWith()
  await portal.close()
  const { connection } = await diagnostics.test()
  expect(connection?.steps.at(-1)).toMatchObject({
    name: 'tls',
    state: 'failed',
    problem: { code: 'offline', subject: portalHost(portal.url) },
  })
})
