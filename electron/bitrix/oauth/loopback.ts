import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSameSecret } from '../../same-secret.ts'
import { onAbort } from '../../abort.ts'
import { callbackPage, type PageWords } from './callback-page.ts'
import { parseCallback, type Callback, type Declined } from './oauth.ts'
import { SignInError } from './sign-in-errors.ts'

type WaitOptions = {
  /** The port of the application's card; 0 takes any, null listens nowhere, so only the time limit or the signal end it. */
  port: number | null
  state: string
  timeoutMs: number
  /** Ends the waiting: it then throws the signal's reason. */
  signal?: AbortSignal
  /** Called with the port as soon as an answer can be received: the moment to open the browser. */
  onListening?: (port: number | null) => void
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Waits on this computer for the browser to come back from the portal, and hears nothing before or after. What has
 * another path or `state` gets its answer and changes nothing; a no of the portal's ends the waiting. Throws `port-taken` (with the port), `timed-out`.
 */
export async function waitForCallback(waiting: WaitOptions): Promise<Callback | Declined> {
  waiting.signal?.throwIfAborted()
  const arrival = createArrival(waiting)
  const servers: Server[] = []
  try {
    if (waiting.port !== null) servers.push(...(await listenBoth(waiting.port, arrival.answer)))
    const address = servers[0]?.address() as AddressInfo | undefined
    waiting.onListening?.(address?.port ?? null)
    return await arrival.callback
  } finally {
    arrival.end()
    for (const server of servers) close(server)
  }
}

/** The answer to each request, and the promise that the right one keeps. */
function createArrival({ state, timeoutMs, signal }: WaitOptions) {
  let settle: { resolve: (callback: Callback | Declined) => void; reject: (error: unknown) => void }
  const callback = new Promise<Callback | Declined>((resolve, reject) => (settle = { resolve, reject }))
  callback.catch(() => undefined) // it may fail before anybody waits; who waits learns it all the same
  const timer = setTimeout(() => {
    settle.reject(
      new SignInError('timed-out', `The browser did not come back from the portal within ${timeoutMs} ms`),
    )
  }, timeoutMs)
  const unfollow = onAbort(signal, (reason) => settle.reject(reason))

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? ''
    if (request.method !== 'GET' || pathOf(url) !== '' || !isOurs(request)) {
      return send(request, response, 404, 'nothing')
    }
    const arrived = parseCallback(url)
    if (arrived.kind === 'unknown') return send(request, response, 400, 'nothing')
    if (!isSameSecret(arrived.state, state)) return send(request, response, 400, 'foreign')
    response.once('close', () => settle.resolve(arrived))
    return send(request, response, 200, arrived.kind === 'declined' ? 'declined' : 'done')
  }

  return {
    callback,
    answer,
    end: () => {
      clearTimeout(timer)
      unfollow()
    },
  }
}

async function listenBoth(port: number, answer: Answer): Promise<Server[]> {
  const first = await listen('127.0.0.1', port, answer)
  try {
    // A browser may take `localhost` for either address, and another program could listen on the one that is free.
    const second = await listen('::1', (first.address() as AddressInfo).port, answer).catch(unlessMissing)
    return second ? [first, second] : [first]
  } catch (error) {
    close(first)
    throw error
  }
}

async function listen(host: string, port: number, answer: Answer): Promise<Server> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, answer)
  server.listen({ host, port, exclusive: true })
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    throw new SignInError('port-taken', `Port ${port} cannot be used (${code})`, { subject: String(port) })
  }
}

/** Not every computer has the address ::1; any other failure is one. */
function unlessMissing(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'EINVAL') return null
  throw error
}

/** A page elsewhere can lead its own name to this computer, but cannot make the browser say `localhost`. */
function isOurs({ headers: { host = '' }, socket }: IncomingMessage): boolean {
  return [`localhost`, `127.0.0.1`, `[::1]`].some(
    (name) => host.toLowerCase() === `${name}:${socket.localPort}`,
  )
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/+$/, '')
}

function send(request: IncomingMessage, response: ServerResponse, status: number, words: PageWords): void {
  const isRussian = /^ru\b/i.test(request.headers['accept-language'] ?? '')
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  })
  response.end(callbackPage(words, isRussian ? 'ru' : 'en'))
}

function close(server: Server): void {
  server.close()
  server.closeAllConnections()
}
