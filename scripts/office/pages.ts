import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { KeyPair } from './certificates.ts'

/** A page or script that a company's network has on 127.0.0.1, and everything that was sent to it. */
export type OfficeServer = {
  port: number
  requests: { path: string; body: string }[]
  close(): Promise<void>
}

/** Serves a proxy script (PAC). */
export const startPac = (script: string, port = 0): Promise<OfficeServer> =>
  start({ port }, (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/x-ns-proxy-autoconfig' }).end(script)
  })

/** Sends everybody to a page, as a gateway with a sign-in does. `location` gets the path that was asked for. */
export const startGateway = (
  { pair, port = 0 }: { pair?: KeyPair | undefined; port?: number },
  location: (path: string) => string,
): Promise<OfficeServer> =>
  start({ pair, port }, (request, response) => {
    response.writeHead(302, { Location: location(request.url ?? '/') }).end()
  })

async function start(
  { pair, port }: { pair?: KeyPair | undefined; port: number },
  answer: RequestListener,
): Promise<OfficeServer> {
  const requests: OfficeServer['requests'] = []
  const listener: RequestListener = (request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      requests.push({ path: request.url ?? '', body: `${JSON.stringify(request.headers)}${body}` })
      answer(request, response)
    })
  }
  const server = pair ? createTlsServer(pair, listener) : createServer(listener)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
