import { Client } from 'undici'
import { afterEach, expect, test } from 'vitest'
import { createTunnels } from '../../../electron/network/tunnel.ts'
import { startProxy, type Proxy } from '../../../scripts/office/proxy.ts'

let proxy: Proxy
afterEach(() => proxy.close())

const logins = { of: () => Promise.resolve(null), ask: () => undefined, refuse: () => undefined }

test.each(['silent', 'dribble'] as const)(
  'a proxy that is %s is given up when its time is over',
  async (fault) => {
    proxy = await startProxy({ fault })
    const clientOf = () => new Client(`http://${proxy.name}`)
    const tunnel = createTunnels({ logins, clientOf, timeoutMs: 250 })
    const opened = tunnel(
      { kind: 'http', host: '127.0.0.1', port: proxy.port },
      { host: 'a.test', port: 443 },
    )
    await expect(opened).rejects.toMatchObject({ problem: 'proxy-unreachable', subject: proxy.name })
  },
)
