import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'

/** The few requests of the X Window System that reading a clipboard takes. Source: X11R7.7 protocol, sections 8, 9 and appendix B. */
export type XConnection = {
  root: number
  /** An id for a window that nobody else has. */
  newId(): number
  /** Sends a request without a reply; `body` is a multiple of four bytes. */
  send(opcode: number, data: number, body: Buffer): void
  /** Sends a request and resolves with its reply, whole. */
  ask(opcode: number, data: number, body: Buffer): Promise<Buffer>
  /** Resolves with the next event of this code, 32 bytes. One that comes before is not kept. */
  event(code: number): Promise<Buffer>
  atom(name: string): Promise<number>
}

type Place = { path: string } | { host: string; port: number }
type Display = { place: Place; number: string }

/** `:0`, `:0.1`, `unix:0`, `localhost:10.0`; null for what names no display. */
export function readDisplay(name: string): Display | null {
  const [, host = '', number = ''] = /^(.*):(\d{1,5})(?:\.\d+)?$/.exec(name) ?? []
  if (number === '') return null
  if (host === '' || host === 'unix') return { place: { path: `/tmp/.X11-unix/X${number}` }, number }
  return { place: { host: host.replace(/^tcp\/|^\[|\]$/g, ''), port: 6000 + Number(number) }, number }
}

/** Connects to the display of this environment, until the signal ends it. Throws where there is none. */
export async function connectX(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<XConnection> {
  const display = readDisplay(env['DISPLAY'] ?? '')
  if (!display) throw new Error('There is no display')
  const cookie = await readCookie(env, display.number)
  signal.throwIfAborted()
  const socket = connect({ ...display.place, signal })
  const incoming = messagesOf(socket)
  const name = Buffer.from(cookie ? 'MIT-MAGIC-COOKIE-1' : '')
  const key = cookie ?? Buffer.alloc(0)
  const head = Buffer.alloc(12)
  head.write('l', 0)
  head.writeUInt16LE(11, 2)
  head.writeUInt16LE(name.length, 6)
  head.writeUInt16LE(key.length, 8)
  socket.write(Buffer.concat([head, padded(name), padded(key)]))
  const setup = await incoming.setup
  const firstId = setup.readUInt32LE(12)
  const vendor = setup.readUInt16LE(24)
  const root = setup.readUInt32LE(40 + fourfold(vendor) + 8 * (setup[29] ?? 0))
  return requestsOn(socket, incoming, { root, firstId })
}

function requestsOn(
  socket: Socket,
  incoming: ReturnType<typeof messagesOf>,
  { root, firstId }: { root: number; firstId: number },
): XConnection {
  let id = firstId
  let sequence = 0
  const send = (opcode: number, data: number, body: Buffer) => {
    const head = Buffer.from([opcode, data, 0, 0])
    head.writeUInt16LE(1 + body.length / 4, 2)
    sequence = (sequence + 1) % 0x1_0000
    socket.write(Buffer.concat([head, body]))
  }
  const ask = (opcode: number, data: number, body: Buffer) => {
    send(opcode, data, body)
    return incoming.reply(sequence)
  }
  return {
    root,
    newId: () => id++,
    send,
    ask,
    event: incoming.event,
    atom: async (name) => {
      const text = Buffer.from(name)
      const length = Buffer.alloc(4)
      length.writeUInt16LE(text.length)
      return (await ask(16, 0, Buffer.concat([length, padded(text)]))).readUInt32LE(8)
    },
  }
}

type Waiting = { resolve: (message: Buffer) => void; reject: (error: Error) => void }

/** Cuts what comes into the answer to the greeting, replies and events, for those who wait for them. */
function messagesOf(socket: Socket) {
  const replies = new Map<number, Waiting>()
  const events = new Map<number, Waiting>()
  let greeting: Waiting | null = null
  let rest = Buffer.alloc(0)
  const setup = new Promise<Buffer>((resolve, reject) => (greeting = { resolve, reject }))
  setup.catch(() => undefined) // who waits learns it

  const fail = (error: Error) => {
    for (const { reject } of [...replies.values(), ...events.values(), ...(greeting ? [greeting] : [])]) {
      reject(error)
    }
    socket.destroy()
  }
  const lengthOf = (data: Buffer): number => {
    if (greeting) return data.length < 8 ? 8 : 8 + 4 * data.readUInt16LE(6)
    return data.length >= 8 && data[0] === 1 ? 32 + 4 * data.readUInt32LE(4) : 32
  }
  const take = (message: Buffer) => {
    if (greeting) {
      if (message[0] === 1) greeting.resolve(message)
      else greeting.reject(new Error('The display lets nobody in'))
      greeting = null
    } else if (message[0] === 0 || message[0] === 1) {
      const waiting = replies.get(message.readUInt16LE(2))
      replies.delete(message.readUInt16LE(2))
      if (message[0] === 1) waiting?.resolve(message)
      else waiting?.reject(new Error(`The display refused a request (${String(message[1])})`))
    } else {
      const code = (message[0] ?? 0) & 0x7f
      events.get(code)?.resolve(message)
      events.delete(code)
    }
  }
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data])
    for (let length = lengthOf(rest); rest.length >= Math.max(length, 8); length = lengthOf(rest)) {
      take(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The display has closed the connection')))

  const waitIn = (waiting: Map<number, Waiting>) => (key: number) =>
    new Promise<Buffer>((resolve, reject) => waiting.set(key, { resolve, reject }))
  return { setup, reply: waitIn(replies), event: waitIn(events) }
}

/** The key to a display: from `XAUTHORITY`, this computer's own entry first; null where there is none. */
async function readCookie(env: NodeJS.ProcessEnv, number: string): Promise<Buffer | null> {
  const path = env['XAUTHORITY'] ?? join(env['HOME'] ?? homedir(), '.Xauthority')
  const file = await readFile(path).catch(() => null)
  const found: { address: string; key: Buffer }[] = []
  for (let at = 0; file && at + 4 <= file.length;) {
    at += 2 // the family of the address
    const fields: Buffer[] = []
    for (let field = 0; field < 4 && at + 2 <= file.length; field += 1) {
      const length = file.readUInt16BE(at)
      fields.push(file.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
    const [address, display, name, key] = fields
    const isOfDisplay = display?.toString() === number || display?.length === 0
    if (key && isOfDisplay && name?.toString() === 'MIT-MAGIC-COOKIE-1') {
      found.push({ address: address?.toString() ?? '', key })
    }
  }
  return (found.find(({ address }) => address === hostname()) ?? found[0])?.key ?? null
}

const fourfold = (length: number) => Math.ceil(length / 4) * 4
const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(fourfold(bytes.length) - bytes.length)])

/** Numbers of 32 bits, as bodies of requests are made of. */
export function words(...numbers: number[]): Buffer {
  const body = Buffer.alloc(4 * numbers.length)
  numbers.forEach((number, index) => body.writeUInt32LE(number >>> 0, 4 * index))
  return body
}
