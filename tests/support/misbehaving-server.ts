import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Seen = { method: string; path: string; headers: IncomingMessage['headers']; body: string }
/** What the server does with one request after it has read it whole. */
export type Behaviour = (response: ServerResponse, seen: Seen) => void

/** A real HTTP server on 127.0.0.1 that does what it is told: the next behaviour for each request, then the last one again. */
export async function startMisbehavingServer(...behaviours: Behaviour[]) {
  const queue = [...behaviours]
  const requests: Seen[] = []
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
      requests.push(seen)
      const behaviour = queue.length > 1 ? queue.shift() : queue[0]
      behaviour?.(response, seen)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    /** Replaces what is left to do. */
    willDo: (...next: Behaviour[]) => queue.splice(0, queue.length, ...next),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type MisbehavingServer = Awaited<ReturnType<typeof startMisbehavingServer>>

/** Replies with data; text is sent as it is. */
export function json(body: unknown, status = 200): Behaviour {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
}

/** Replies with a web page, as a gateway in front of a portal does. */
export function html(status: number): Behaviour {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'text/html' })
    response.end('<html><body><h1>Bad Gateway</h1><script>alert(1)</script></body></html>')
  }
}

/** Sends the caller to another address. */
export function redirectTo(location: string, status = 302): Behaviour {
  return (response) => {
    response.writeHead(status, { Location: location })
    response.end()
  }
}

/** Breaks the connection instead of an answer. */
export const reset: Behaviour = (response) => {
  response.socket?.resetAndDestroy()
}

/** Breaks the connection in the middle of an answer. */
export const halfSent: Behaviour = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' })
  response.write('{"result":', () => response.socket?.resetAndDestroy())
}

/** Never replies. */
export const silent: Behaviour = () => undefined

/** Says something that is not HTTP. */
export const garbage: Behaviour = (response) => {
  response.socket?.end('this is no HTTP\r\n\r\n')
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
