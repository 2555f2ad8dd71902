import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Resolve } from './proxy.ts'

type SocksOptions = {
  port?: number
  resolve?: Resolve
  login?: { user: string; password: string }
  /** What it does instead of its work. */
  fault?: keyof typeof faults
}

const faults = {
  nonsense: (socket: Socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
  'nonsense-later': (socket: Socket) => {
    socket.write(Buffer.from([5, 0]))
    socket.write(Buffer.from([5, 0x47, 0, 1, 0, 0, 0, 0, 0, 0]))
  },
  close: (socket: Socket) => socket.destroy(),
  silent: () => undefined,
}

/** A small SOCKS5 proxy on 127.0.0.1 that knows names (RFC 1928), with or without a password (RFC 1929). */
export async function startSocksProxy({ port: wanted = 0, resolve, login, fault }: SocksOptions = {}) {
  const asked: string[] = []
  const sockets = new Set<Socket>()

  async function serve(socket: Socket): Promise<void> {
    const read = reader(socket)
    const [, methods = 0] = await read(2)
    await read(methods)
    socket.write(Buffer.from([5, login ? 2 : 0]))
    if (login && !(await isLoggedIn(read, socket, login))) return void socket.end()
    const [, , , kind = 0] = await read(4)
    const host = await readHost(read, kind)
    const target = { host, port: (await read(2)).readUInt16BE() }
    asked.push(`${target.host}:${target.port}`)
    const there = resolve ? resolve(target.host, target.port) : target
    if (!there) return void socket.end(Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0]))
    const onward = connect(there.port, there.host)
    sockets.add(onward.on('error', () => socket.destroy()))
    socket.on('close', () => onward.destroy())
    socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
    onward.pipe(socket).pipe(onward)
  }

  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    if (fault) return void socket.once('data', () => faults[fault](socket))
    serve(socket).catch(() => socket.destroy())
  })
  server.listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    name: `127.0.0.1:${port}`,
    /** Every `host:port` that was asked for. */
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

type Read = (bytes: number) => Promise<Buffer>

async function isLoggedIn(
  read: Read,
  socket: Socket,
  login: { user: string; password: string },
): Promise<boolean> {
  const [, length = 0] = await read(2)
  const user = (await read(length)).toString('utf8')
  const [passwordLength = 0] = await read(1)
  const password = (await read(passwordLength)).toString('utf8')
  const isRight = user === login.user && password === login.password
  socket.write(Buffer.from([1, isRight ? 0 : 1]))
  return isRight
}

async function readHost(read: Read, kind: number): Promise<string> {
  if (kind === 1) return [...(await read(4))].join('.')
  if (kind === 3) return (await read((await read(1))[0] ?? 0)).toString('utf8')
  const bytes = await read(16)
  return Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16)).join(':')
}

/** Reads exact numbers of bytes off a socket, which flows on when the last was read. */
function reader(socket: Socket): Read {
  return async (bytes) => {
    for (;;) {
      const found = socket.read(bytes) as Buffer | null
      if (found) return found
      if (bytes === 0) return Buffer.alloc(0)
      await once(socket, 'readable')
    }
  }
}
