import type { Socket } from 'node:net'
import type { InboundReply, InboundFault } from './protocol.ts'
import { InboundError } from './requests.ts'

type Deps = {
  /** Returns the reply to a whole message. Throws nothing but a {@link InboundError}, which ends the connection. */
  answer: (message: Buffer) => Promise<InboundReply>
  /** Bytes of a message without its line break. */
  longest: number
  /** Milliseconds in which a whole message has to come, however it is cut. */
  timeoutMs: number
}

/** Talks with one client: a message per line, answered in order, until it hangs up or does something wrong. */
export function serveConnection(socket: Socket, { answer, longest, timeoutMs }: Deps): void {
  let pieces: Buffer[] = []
  let size = 0
  let isOver = false
  let timer = setTimeout(() => refuse('too-slow'), timeoutMs)

  const refuse = (fault: InboundFault) => {
    if (!isOver) hangUp(`${JSON.stringify({ ok: false, error: fault } satisfies InboundReply)}\n`)
  }
  // What the client still sends is thrown away unread: a connection closed over it would take our last words along.
  const hangUp = (lastWords = '') => {
    isOver = true
    clearTimeout(timer)
    pieces = []
    socket.end(lastWords)
    socket.resume()
    setTimeout(() => socket.destroy(), timeoutMs).unref()
  }
  const collect = (piece: Buffer) => {
    size += piece.length
    if (size > longest) throw new InboundError('too-long')
    pieces.push(piece)
  }
  const settle = async () => {
    const message = Buffer.concat(pieces)
    pieces = []
    size = 0
    clearTimeout(timer)
    const reply = await answer(message)
    if (isOver || socket.destroyed) return
    socket.write(`${JSON.stringify(reply)}\n`)
    timer = setTimeout(() => refuse('too-slow'), timeoutMs)
  }
  const take = async (chunk: Buffer) => {
    let from = 0
    for (let to = chunk.indexOf(0x0a); to !== -1; to = chunk.indexOf(0x0a, from)) {
      collect(chunk.subarray(from, to))
      await settle()
      if (isOver) return
      from = to + 1
    }
    collect(chunk.subarray(from))
  }

  socket.on('data', (chunk) => {
    if (isOver) return
    socket.pause()
    take(chunk)
      .catch((error: unknown) => refuse((error as InboundError).fault))
      .finally(() => socket.resume())
  })
  socket.on('end', () => {
    if (isOver) socket.destroy()
    else if (size > 0) refuse('cut-off')
    else hangUp()
  })
  socket.on('error', () => undefined) // the client went away: there is nobody to tell
  socket.on('close', () => {
    isOver = true
    clearTimeout(timer)
  })
}
