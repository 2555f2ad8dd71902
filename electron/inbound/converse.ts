import type { Socket } from 'node:net'
import type { DoorAnswer, DoorFault } from './answers.ts'
import { DoorError } from './requests.ts'

type Needs = {
  /** Answers a whole message. It fails with nothing but a {@link DoorError}, which ends the connection. */
  answer: (message: Buffer) => Promise<DoorAnswer>
  /** Bytes of a message without its line break. */
  longest: number
  /** Milliseconds in which a whole message has to come, however it is cut. */
  patience: number
}

/** Talks with one client: a message per line, answered in order, until it hangs up or does something wrong. */
export function converse(socket: Socket, { answer, longest, patience }: Needs): void {
  let pieces: Buffer[] = []
  let size = 0
  let isOver = false
  let timer = setTimeout(() => refuse('too-slow'), patience)

  const refuse = (fault: DoorFault) => {
    if (!isOver) hangUp(`${JSON.stringify({ ok: false, error: fault } satisfies DoorAnswer)}\n`)
  }
  // What the client still sends is thrown away unread: a connection closed over it would take our last words along.
  const hangUp = (lastWords = '') => {
    isOver = true
    clearTimeout(timer)
    pieces = []
    socket.end(lastWords)
    socket.resume()
    setTimeout(() => socket.destroy(), patience).unref()
  }
  const collect = (piece: Buffer) => {
    size += piece.length
    if (size > longest) throw new DoorError('too-long')
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
    timer = setTimeout(() => refuse('too-slow'), patience)
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
      .catch((error: unknown) => refuse((error as DoorError).fault))
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
