import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Faults } from '../../../electron/demo/http/faults.ts'
import { startDemoPortal } from '../../../electron/demo/portal.ts'
import { createAuthority } from '../../../scripts/office/certificates.ts'
import { startProxy, type Proxy, type ProxyOptions } from '../../../scripts/office/proxy.ts'
import { clientOf } from '../bitrix/support.ts'
import { startCourier, thought, type Courier } from '../outbox/support.ts'
import { network, portalName, startOffice } from './office.ts'

let office: Awaited<ReturnType<typeof startOffice>>
let proxy: Proxy
let courier: Courier
let straight: ProxyOptions
beforeEach(async () => {
  office = await startOffice()
  await office.trustRoot()
  proxy = office.with(await startProxy())
  courier = await startCourier({ open: openPortal })
})
afterEach(async () => {
  await courier.close()
  await office.close()
})

/** A portal over TLS that only the proxy knows, and the app's way to it. */
async function openPortal({ file = null }: { file?: string | null } = {}) {
  const faults: Faults = {}
  const pair = await office.authority.issue([portalName])
  const tls = { ...pair, address: `https://${portalName}`, tokenServer: 'oauth.bitrix.info' }
  const portal = await startDemoPortal({ file, key: 'test-key', port: 0, faults, tls })
  straight = { resolve: () => ({ host: '127.0.0.1', port: portal.port }) }
  proxy.change(straight)
  const { fetch } = network({ proxy: `PROXY ${proxy.name}`, bundle: office.bundle })
  return { ...portal, faults, client: clientOf(portal.webhook, { fetch }) }
}

test.each<[string, string, () => Promise<ProxyOptions>]>([
  ['answers 502', 'proxy-broken', () => Promise.resolve({ fault: 'bad-gateway' })],
  ['closes', 'proxy-broken', () => Promise.resolve({ fault: 'close' })],
  ['speaks HTML', 'proxy-broken', () => Promise.resolve({ fault: 'html' })],
  [
    'opens a tunnel in which nobody speaks',
    'secure-connection-failed',
    () => Promise.resolve({ fault: 'mute-tunnel' }),
  ],
  ['speaks no HTTP', 'proxy-broken', () => Promise.resolve({ fault: 'nonsense' })],
  [
    'wants a password',
    'proxy-sign-in',
    () => Promise.resolve({ login: { scheme: 'Basic', user: 'anna', password: 'p' } }),
  ],
  ['shows a certificate of nobody’s', 'certificate-incomplete', () => inspecting()],
])(
  'a capture waits while the proxy %s, and is made once when it is well again',
  async (_name, code, wrong) => {
    proxy.change(await wrong())
    const id = await courier.send(thought('Call Anna'))
    // Between two tries it waits for a moment only; why it does is known in the next try too.
    await vi.waitFor(() => expect(courier.record(id)?.problem?.code).toBe(code), { timeout: 30_000 })
    expect(['waiting', 'sending']).toContain(courier.record(id)?.state)
    expect(courier.calls).toEqual([])
    proxy.change(straight)
    courier.app.delivery.wake()
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('Call Anna')).toHaveLength(1)
  },
  60_000,
)

async function inspecting(): Promise<ProxyOptions> {
  return { ...straight, inspect: await createAuthority('Nobody') }
}
