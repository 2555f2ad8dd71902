import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export type Key = { publicKey: string; privateKey: KeyObject }

export function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), privateKey }
}

export type FeedServer = {
  address: string
  /** Path → what is answered there. */
  files: Map<string, Buffer | ((response: ServerResponse) => void)>
  /** All that was asked for. */
  asked: IncomingMessage[]
  close: () => Promise<void>
}

/** A server of updates on this computer; over TLS where it has something to show. */
export async function startFeedServer(pair?: { cert: string; key: string }): Promise<FeedServer> {
  const files: FeedServer['files'] = new Map()
  const asked: IncomingMessage[] = []
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request)
    const found = files.get(request.url ?? '')
    if (found === undefined) response.writeHead(404).end()
    else if (typeof found === 'function') found(response)
    else response.writeHead(200, { 'Content-Length': found.length }).end(found)
  }
  const server = pair ? createTlsServer(pair, answer) : createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `${pair ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/updates`,
    files,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const fileName = 'quickplan_2.0.0_amd64.deb'

/** Puts a version on the server: its package, and a feed signed with the key. */
export function offer(server: FeedServer, key: Key, version: string, target = 'linux-x64'): Buffer {
  const content = Buffer.from(`not really a package, of version ${version}`)
  const sha512 = createHash('sha512').update(content).digest('base64')
  const files = [{ url: fileName, sha512, size: content.length }]
  const feed = Buffer.from(JSON.stringify({ target, version, releasedAt: '2026-11-22T10:00:00Z', files }))
  server.files.set('/updates/linux-x64.json', feed)
  server.files.set(
    '/updates/linux-x64.json.sig',
    Buffer.from(sign(null, feed, key.privateKey).toString('base64')),
  )
  server.files.set(`/updates/${fileName}`, content)
  return content
}
