import { createServer } from 'node:https'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setUpNetwork } from '../../../electron/network/set-up.ts'
import { createAuthority, type KeyPair } from '../../../scripts/office/certificates.ts'
import { memorySecrets } from '../../support/memory-secrets.ts'

/** The portal of an office, by a name that only its proxy knows. */
export const portalName = 'portal.office.test'

/** An HTTPS server on 127.0.0.1 that answers everything well; what came in stands in `requests`. */
export async function startTlsPortal(pair: KeyPair) {
  const requests: string[] = []
  const server = createServer(pair, (request, response) => {
    requests.push(request.url ?? '')
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"result":true}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    /** Takes another certificate for the connections that come from now on. */
    present: (next: KeyPair) => server.setSecureContext(next),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An office with its own root, a portal over TLS, and a folder to put a bundle of roots in. */
export async function startOffice() {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-office-'))
  const authority = await createAuthority('Office Root')
  const portal = await startTlsPortal(await authority.issue([portalName, 'localhost']))
  const bundle = join(folder, 'roots.pem')
  const closing: (() => Promise<void>)[] = [portal.close, () => rm(folder, { recursive: true })]
  return {
    authority,
    portal,
    bundle,
    /** Where the names of the office lead. */
    resolve: (host: string) =>
      host.endsWith('.office.test') ? { host: '127.0.0.1', port: portal.port } : null,
    trustRoot: (extra = '') => writeFile(bundle, `${authority.root}\n${extra}`),
    /** Ends with the office. */
    with: <T extends { close(): Promise<void> }>(part: T): T => {
      closing.unshift(part.close)
      return part
    },
    close: async () => {
      for (const close of closing) await close()
    },
  }
}

/** The app's network, with a proxy as the system would tell it and this bundle of roots as the system's. */
export function network({
  proxy = 'DIRECT',
  bundle = '',
  env = {},
}: { proxy?: string | (() => Promise<string>); bundle?: string; env?: NodeJS.ProcessEnv } = {}) {
  const secrets = memorySecrets()
  const file = { store: {} as Record<string, unknown> }
  const logged: string[] = []
  let agreed = 0
  let ahead = 0
  const made = setUpNetwork({
    platform: 'linux',
    env: { SSL_CERT_FILE: bundle, ...env },
    resolveProxy: typeof proxy === 'string' ? () => Promise.resolve(proxy) : proxy,
    secrets,
    file,
    onChange: () => undefined,
    onAgreed: () => (agreed += 1),
    log: (text) => logged.push(text),
    now: () => Date.now() + ahead,
  })
  return { ...made, secrets, file, logged, agreed: () => agreed, later: (ms: number) => (ahead += ms) }
}
