import { Client } from 'undici'
import { afterEach, expect, test } from 'vitest'
import { createTunnels } from '../../../electron/network/tunnel.ts'
import { startProxy } from '../../../scripts/office/proxy.ts'
import { startSocksProxy } from '../../../scripts/office/socks.ts'

let proxy: { close(): Promise<void> }
afterEach(() => proxy.close())

const logins = { of: () => Promise.resolve(null), ask: () => undefined, refuse: () => undefined }

test.each(['silent', 'dribble'] as const)(
  'a proxy that is %s is given up when its time is over',
  async (fault) => {
    const { port, name } = (proxy = await startProxy({ fault }))
    const clientOf = () => new Client(`http://${name}`)
    const tunnel = createTunnels({ logins, clientOf, timeoutMs: 250 })
    const opened = tunnel({ kind: 'http', host: '127.0.0.1', port }, { host: 'a.test', port: 443 })
    await expect(opened).rejects.toMatchObject({ problem: 'proxy-unreachable', subject: name })
  },
)

test('a SOCKS5 proxy that says nothing is given up when its time is over', async () => {
  const { port, name } = (proxy = await startSocksProxy({ fault: 'silent' }))
  const clientOf = () => new Client('http://127.0.0.1')
  const tunnel = createTunnels({ logins, clientOf, timeoutMs: 250 })
  const opened = tunnel({ kind: 'socks5', host: '127.0.0.1', port }, { host: 'a.test', port: 443 })
  await expect(opened).rejects.toMatchObject({ problem: 'proxy-unreachable', subject: name })
})
