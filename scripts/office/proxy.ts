import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import type { Authority, KeyPair } from './certificates.ts'

/** Where a name leads; null where the proxy knows none. */
export type Resolve = (host: string, port: number) => { host: string; port: number } | null

export type ProxyOptions = {
  port?: number
  resolve?: Resolve
  login?: { scheme: 'Basic' | 'Digest' | 'NTLM'; user: string; password: string }
  /** Opens every tunnel itself and shows a certificate of its own, as inspecting proxies do. */
  inspect?: Authority
  /** What it does instead of opening a tunnel; `mute-tunnel`: one that leads nowhere. */
  fault?: 'bad-gateway' | 'forbidden' | 'html' | 'nonsense' | 'close' | 'silent' | 'dribble' | 'mute-tunnel'
}

export type Proxy = {
  port: number
  /** `127.0.0.1:PORT` */
  name: string
  /** Every `host:port` that a tunnel was asked for, first to last, and whether one was opened. */
  asked: { target: string; opened: boolean }[]
  /** From now on; the tunnels of before end. */
  change(options: ProxyOptions): void
  close(): Promise<void>
}

/** A small forward proxy (CONNECT) on 127.0.0.1, with or without a password. */
export async function startProxy(given: ProxyOptions = {}): Promise<Proxy> {
  let options = given
  const asked: Proxy['asked'] = []
  const nonces = new Set<string>()
  const sockets = new Set<Socket>()
  const server = createServer((_request, response) => {
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end('This proxy opens tunnels only\n')
  })
  server.on('connection', (socket: Socket) => void sockets.add(socket.on('error', () => undefined)))
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    void serve(request, socket, head)
  })

  async function serve(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const target = request.url ?? ''
    const entry = { target, opened: false }
    asked.push(entry)
    const { login, fault } = options
    if (fault) return misbehave(socket, fault)
    if (login && !isLoggedIn(login, request, nonces)) return refuse(socket, challengeOf(login.scheme, nonces))
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(target) ?? []
    const there = options.resolve ? options.resolve(host, Number(port)) : { host, port: Number(port) }
    if (!there) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    const onward = options.inspect
      ? await inspected(options.inspect, host, there)
      : connect(there.port, there.host)
    sockets.add(onward.on('error', () => socket.destroy()))
    socket.on('error', () => onward.destroy())
    socket.on('close', () => onward.destroy())
    entry.opened = true
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (head.length > 0) onward.write(head)
    onward.pipe(socket).pipe(onward)
  }

  server.listen(given.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    name: `127.0.0.1:${port}`,
    asked,
    change: (next) => {
      options = next
      for (const socket of sockets) socket.destroy()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function misbehave(socket: Socket, fault: NonNullable<ProxyOptions['fault']>): void {
  const page = '<html><body>Blocked by the company</body></html>'
  if (fault === 'bad-gateway') socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  else if (fault === 'forbidden') socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  else if (fault === 'html') socket.end(`HTTP/1.1 503 Sorry\r\nContent-Type: text/html\r\n\r\n${page}`)
  else if (fault === 'nonsense') socket.end(page)
  else if (fault === 'close') socket.destroy()
  else if (fault === 'mute-tunnel') socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
  else if (fault === 'dribble') dribble(socket)
}

/** A byte now and then of a header that never ends. */
function dribble(socket: Socket): void {
  socket.write('HTTP/1.1 200 Connection established\r\nX-Slow: ')
  const timer = setInterval(() => socket.write('H'), 100)
  socket.on('close', () => clearInterval(timer))
}

function refuse(socket: Socket, challenge: string): void {
  socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${challenge}\r\nContent-Length: 0\r\n\r\n`)
}

function challengeOf(scheme: NonNullable<ProxyOptions['login']>['scheme'], nonces: Set<string>): string {
  if (scheme === 'NTLM') return 'Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM'
  if (scheme === 'Basic') return 'Proxy-Authenticate: Basic realm="office"'
  const nonce = randomBytes(12).toString('hex')
  nonces.add(nonce)
  return `Proxy-Authenticate: Digest realm="office", nonce="${nonce}", qop="auth", algorithm=SHA-256`
}

function isLoggedIn(
  { scheme, user, password }: NonNullable<ProxyOptions['login']>,
  { headers }: IncomingMessage,
  nonces: Set<string>,
): boolean {
  const said = headers['proxy-authorization'] ?? ''
  if (scheme === 'Basic') {
    return said === `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
  }
  if (scheme !== 'Digest' || !said.startsWith('Digest ')) return false
  const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)"?`).exec(said)?.[1] ?? ''
  const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
  const nonce = field('nonce')
  const what = hash(`CONNECT:${field('uri')}`)
  const own = hash(`${user}:office:${password}`)
  const expected = hash(`${own}:${nonce}:${field('nc')}:${field('cnonce')}:auth:${what}`)
  return nonces.has(nonce) && field('response') === expected
}

/** Both ends of a tunnel that is opened in the middle. */
async function inspected(
  authority: Authority,
  name: string,
  there: { host: string; port: number },
): Promise<Socket> {
  const pair = await shownFor(authority, name)
  const middle = createTlsServer(pair, (inner) => {
    const plain = new TLSSocket(connect(there.port, there.host), { rejectUnauthorized: false })
    inner.on('error', () => plain.destroy())
    plain.on('error', () => inner.destroy())
    inner.pipe(plain).pipe(inner)
  })
  middle.listen(0, '127.0.0.1')
  await once(middle, 'listening')
  const socket = connect((middle.address() as AddressInfo).port, '127.0.0.1')
  socket.on('close', () => middle.close())
  return socket
}

const shown = new WeakMap<Authority, Map<string, Promise<KeyPair>>>()

/** The same certificate each time, as those who look know it again. */
function shownFor(authority: Authority, name: string): Promise<KeyPair> {
  const names = shown.get(authority) ?? new Map<string, Promise<KeyPair>>()
  shown.set(authority, names)
  const pair = names.get(name) ?? authority.issue([name])
  names.set(name, pair)
  return pair
}
