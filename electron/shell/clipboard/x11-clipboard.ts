import { connectX, words, type XConnection } from './x11-connection.ts'

type Bounds = {
  env: NodeJS.ProcessEnv
  /** Bytes; a longer text is not read. */
  most: number
  /** Milliseconds; an owner that is slower has nothing. */
  timeoutMs: number
}

/**
 * The text on the clipboard of an X display, without waiting in the way that Chromium does: its owner may hang, or have any
 * amount. Null for a longer text, for none, and for an owner that does not answer. Source: ICCCM 2.0, section 2.
 */
export async function readX11Clipboard({ env, most, timeoutMs }: Bounds): Promise<string | null> {
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(), timeoutMs)
  try {
    return await read(await connectX(env, end.signal), most)
  } catch {
    return null // the display is away, or the time is over
  } finally {
    clearTimeout(timer)
    end.abort()
  }
}

const anyType = 0
const selectionNotify = 31

async function read(x: XConnection, most: number): Promise<string | null> {
  const [selection, text, property] = await Promise.all([
    x.atom('CLIPBOARD'),
    x.atom('UTF8_STRING'),
    x.atom('QUICKPLAN_CLIPBOARD'),
  ])
  const window = openWindow(x)
  const answered = x.event(selectionNotify)
  x.send(24, 0, words(window, selection, text, property, 0)) // ConvertSelection
  const given = (await answered).readUInt32LE(20)
  if (given === 0) return null // there is none, or it is no text
  // GetProperty. A long text comes in parts, and its first part has another type.
  const reply = await x.ask(20, 1, words(window, given, anyType, 0, Math.ceil(most / 4)))
  const left = reply.readUInt32LE(12)
  const isText = reply.readUInt32LE(8) === text && reply[1] === 8
  return isText && left === 0 ? reply.toString('utf8', 32, 32 + reply.readUInt32LE(16)) : null
}

/** One that is never shown, to hand the text over in. */
export function openWindow(x: XConnection): number {
  const window = x.newId()
  const size = 1 | (1 << 16)
  const inputOnly = 2 << 16
  x.send(1, 0, words(window, x.root, 0, size, inputOnly, 0, 0)) // CreateWindow
  return window
}
