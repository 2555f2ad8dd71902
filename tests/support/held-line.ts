import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/** A way to a server that can be made to take no more than so many bytes. */
export type HeldLine = {
  /** `http://127.0.0.1:PORT` */
  origin: string
  /** A connection that brings more than `bytes` gets no further from now on. */
  hold(bytes: number): void
  /** Everything goes through again, also what was held. */
  release(): void
  close(): void
}

export async function openHeldLine(port: number): Promise<HeldLine> {
  let most = Infinity
  const sockets = new Set<Socket>()
  const waiting = new Set<Socket>()
  const server = createServer((from) => {
    const to = connect(port, '127.0.0.1')
    let taken = 0
    for (const socket of [from, to]) {
      sockets.add(socket)
      socket.on('error', () => undefined) // the other side has ended, and this one with it
      socket.on('close', () => {
        sockets.delete(socket)
        from.destroy()
        to.destroy()
      })
    }
    from.on('data', (part) => {
      taken += part.byteLength
      to.write(part)
      if (taken <= most) return
      from.pause()
      waiting.add(from)
    })
    to.pipe(from)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: (bytes) => (most = bytes),
    release: () => {
      most = Infinity
      for (const socket of waiting) socket.resume()
      waiting.clear()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
