import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** The way between the app and whichever portal stands at its end; its own address stays. */
export type Line = {
  /** `http://127.0.0.1:PORT` */
  url: string
  /** From now on it leads to this address; null: nobody answers. */
  connect(portal: string | null): void
  /**
   * Delivers the next request that carries an `Idempotency-Key` twice, as a proxy does that repeats what it believes
   * lost. Without a key no client could tell the second from another thought.
   */
  twice(): void
  /** How many requests were delivered twice. */
  doubled(): number
  close(): Promise<void>
}

/** Milliseconds between a request and its second delivery. */
const lag = 40

/** Opens a line on 127.0.0.1. */
export async function openLine(): Promise<Line> {
  let portal: string | null = null
  let asked = 0
  let doubled = 0
  const server = createServer((incoming, outgoing) => {
    carry(incoming, outgoing).catch(() => incoming.socket.resetAndDestroy())
  })

  async function carry(incoming: IncomingMessage, outgoing: ServerResponse) {
    const body = await buffer(incoming)
    if (portal === null) throw new Error('Nobody answers')
    const { method = 'GET', url = '/', headers } = incoming
    const again = () => forward(`${portal ?? ''}${url}`, method, headers, body)
    if (headers['idempotency-key'] !== undefined && asked > 0) {
      asked--
      doubled++
      setTimeout(() => {
        again()
          .then((answer) => answer.resume())
          .catch(() => undefined) // the second delivery may meet whatever the first one may
      }, lag)
    }
    const answer = await again()
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    // An answer that breaks off on its way breaks off here as well.
    answer.on('error', () => incoming.socket.resetAndDestroy())
    answer.on('aborted', () => incoming.socket.resetAndDestroy())
    answer.pipe(outgoing)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    connect: (to) => {
      portal = to
      asked = 0
    },
    twice: () => void asked++,
    doubled: () => doubled,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function forward(
  to: string,
  method: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = request(to, { method, headers: { ...headers, connection: 'close' }, agent: false }, resolve)
    call.on('error', reject)
    call.end(body)
  })
}
