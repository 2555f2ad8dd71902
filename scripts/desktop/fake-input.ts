import { once } from 'node:events'
import { connect } from 'node:net'

/** Key presses and a pointer for KWin; each call returns when KWin has read it. */
export type FakeInput = {
  /** Presses or lets go of a key, by its code in linux/input-event-codes.h. */
  key: (code: number, isDown: boolean) => Promise<void>
  /** Takes the pointer to a place on the screen, in logical pixels. */
  move: (x: number, y: number) => Promise<void>
  /** Presses or lets go of the left button. */
  button: (isDown: boolean) => Promise<void>
  close: () => void
}

const INTERFACE = 'org_kde_kwin_fake_input'
/** The numbers of the objects, in the order in which they come up; 1 is the display by definition. */
const [DISPLAY, REGISTRY, FIRST_SYNC, INPUT] = [1, 2, 3, 4]
const LEFT = 0x110

/**
 * Speaks with KWin's fake input by Wayland's wire format, https://wayland.freedesktop.org/docs/html/ch04.html: it needs a few
 * messages only. Throws where KWin does not offer it, or ends the connection.
 */
export async function openFakeInput(path: string): Promise<FakeInput> {
  const socket = connect(path)
  await once(socket, 'connect')
  let nextSync = FIRST_SYNC
  let number: number | null = null
  const waiting = new Map<number, () => void>()
  let ended: Error | null = null
  const end = (reason: Error) => {
    ended ??= reason
    for (const wake of waiting.values()) wake()
  }
  socket.on('error', end)
  socket.on('close', () => end(new Error('The compositor has closed the connection')))
  readMessages(socket, (object, opcode, body) => {
    if (object === DISPLAY && opcode === 0) end(new Error(`Wayland: ${readText(body, 8)}`))
    if (object === REGISTRY && opcode === 0 && readText(body, 4) === INTERFACE) number = body.readUInt32LE()
    waiting.get(object)?.()
  })

  const send = async (object: number, opcode: number, ...words: Buffer[]) => {
    const id = nextSync
    nextSync = Math.max(id, INPUT) + 1 // numbers of objects have no gaps
    // The compositor answers a `sync` when it has read all that came before.
    const answered = new Promise<void>((resolve) => waiting.set(id, resolve))
    if (ended === null)
      socket.write(Buffer.concat([message(object, opcode, words), message(DISPLAY, 0, [word(id)])]))
    else end(ended)
    if (ended === null) await answered
    waiting.delete(id)
    if (ended !== null) throw ended as Error
  }

  await send(DISPLAY, 1, word(REGISTRY))
  if (number === null) throw new Error('The compositor has no fake input')
  await send(REGISTRY, 0, word(number), text(INTERFACE), word(4), word(INPUT))
  await send(INPUT, 0, text('Quickplan'), text('Tests'))
  return {
    key: (code, isDown) => send(INPUT, 10, word(code), word(Number(isDown))),
    move: (x, y) => send(INPUT, 9, fixed(x), fixed(y)),
    button: (isDown) => send(INPUT, 2, word(LEFT), word(Number(isDown))),
    close: () => socket.destroy(),
  }
}

function word(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}

/** A number of 24 bits before the point and 8 after it. */
function fixed(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32LE(Math.round(value * 256))
  return buffer
}

function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`)
  return Buffer.concat([word(bytes.length), bytes, Buffer.alloc(-bytes.length & 3)])
}

function readText(body: Buffer, at: number): string {
  const length = body.readUInt32LE(at)
  return body.toString('utf8', at + 4, at + 3 + length)
}

function message(object: number, opcode: number, words: Buffer[]): Buffer {
  const body = Buffer.concat(words)
  return Buffer.concat([word(object), word(((body.length + 8) << 16) | opcode), body])
}

function readMessages(
  socket: NodeJS.ReadableStream,
  onMessage: (object: number, opcode: number, body: Buffer) => void,
) {
  let rest: Buffer = Buffer.alloc(0)
  socket.on('data', (part: Buffer) => {
    rest = Buffer.concat([rest, part])
    while (rest.length >= 8) {
      const head = rest.readUInt32LE(4)
      const size = head >>> 16
      if (rest.length < size) return
      onMessage(rest.readUInt32LE(0), head & 0xffff, rest.subarray(8, size))
      rest = rest.subarray(size)
    }
  })
}
