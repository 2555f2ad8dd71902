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

/**
 * Whether the owner of the clipboard answers in time, with whatever it has. True as well for a clipboard that nobody has, and
 * for a display that cannot be asked.
 */
export async function ownerAnswers({ env, timeoutMs }: Omit<Bounds, 'most'>): Promise<boolean> {
  const end = new AbortController()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    end.abort()
  }, timeoutMs)
  try {
    const x = await connectX(env, end.signal)
    await convert(x, 'TARGETS')
    return true
  } catch {
    return !isLate
  } finally {
    clearTimeout(timer)
    end.abort()
  }
}

const anyType = 0
const selectionNotify = 31

async function read(x: XConnection, most: number): Promise<string | null> {
  const { window, given, target: text } = await convert(x, 'UTF8_STRING')
  if (given === 0) return null // there is none, or it is no text
  // GetProperty. A long text comes in parts, and its first part has another type.
  const reply = await x.ask(20, 1, words(window, given, anyType, 0, Math.ceil(most / 4)))
  const left = reply.readUInt32LE(12)
  const isText = reply.readUInt32LE(8) === text && reply[1] === 8
  return isText && left === 0 ? reply.toString('utf8', 32, 32 + reply.readUInt32LE(16)) : null
}

/** Asks the owner for what it has, as this type; `given` is the property with it, 0 for none. */
async function convert(x: XConnection, type: string) {
  const [selection, target, property] = await Promise.all([
    x.atom('CLIPBOARD'),
    x.atom(type),
    x.atom('QUICKPLAN_CLIPBOARD'),
  ])
  const window = openWindow(x)
  const answered = x.event(selectionNotify)
  x.send(24, 0, words(window, selection, target, property, 0)) // ConvertSelection
  return { window, target, given: (await answered).readUInt32LE(20) }
}

/** One that is never shown, to hand the text over in. */
export function openWindow(x: XConnection): number {
  const window = x.newId()
  const size = 1 | (1 << 16)
  const inputOnly = 2 << 16
  x.send(1, 0, words(window, x.root, 0, size, inputOnly, 0, 0)) // CreateWindow
  return window
}
