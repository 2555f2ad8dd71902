import { openWindow } from '../../electron/shell/clipboard/x11-clipboard.ts'
import { connectX, words, type XConnection } from '../../electron/shell/clipboard/x11-connection.ts'

/** What a program does that has the clipboard of an X display. */
export type Owning =
  | { text: string }
  /** It never answers. */
  | 'hangs'
  /** It has nothing that is a text. */
  | 'picture'
  /** So many bytes, which it would hand over in parts. */
  | { bytes: number }

const selectionRequest = 30

/** Plays another program that has copied something. Answers how often it was asked for it, and the way to end it. */
export async function ownClipboard(env: NodeJS.ProcessEnv, owning: Owning) {
  const end = new AbortController()
  const x = await connectX(env, end.signal)
  const [clipboard, text, incremental] = [
    await x.atom('CLIPBOARD'),
    await x.atom('UTF8_STRING'),
    await x.atom('INCR'),
  ]
  let asked = 0
  const serve = async () => {
    const request = await x.event(selectionRequest)
    asked += 1
    serve().catch(() => undefined) // the display, or this owner, has ended
    if (owning === 'hangs') return
    const [target, property] = [request.readUInt32LE(20), request.readUInt32LE(24)]
    const isGiven = owning !== 'picture' && target === text
    if (isGiven && 'text' in owning)
      put(x, request, { type: text, format: 8, data: Buffer.from(owning.text) })
    else if (isGiven && 'bytes' in owning)
      put(x, request, { type: incremental, format: 32, data: words(owning.bytes) })
    notify(x, request, isGiven ? property : 0)
  }
  serve().catch(() => undefined)
  const window = openWindow(x)
  x.send(22, 0, words(window, clipboard, 0)) // SetSelectionOwner
  await x.atom('SO_IT_IS_DONE') // what was sent before has been done when this is answered
  return { asked: () => asked, close: () => end.abort() }
}

type Property = { type: number; format: 8 | 32; data: Buffer }

function put(x: XConnection, request: Buffer, { type, format, data }: Property): void {
  const [requestor, property] = [request.readUInt32LE(12), request.readUInt32LE(24)]
  const rest = Buffer.alloc((4 - (data.length % 4)) % 4)
  const head = words(requestor, property, type, format, (data.length * 8) / format)
  x.send(18, 0, Buffer.concat([head, data, rest])) // ChangeProperty
}

function notify(x: XConnection, request: Buffer, property: number): void {
  const [time, requestor, selection, target] = [4, 12, 16, 20].map((at) => request.readUInt32LE(at))
  const event = words(31, time ?? 0, requestor ?? 0, selection ?? 0, target ?? 0, property, 0, 0)
  x.send(25, 0, Buffer.concat([words(requestor ?? 0, 0), event])) // SendEvent
}
