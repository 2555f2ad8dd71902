import { once } from 'node:events'
import { connect, type Server } from 'node:net'

/** Answers when a server listens at a path, or at a named pipe on Windows. Throws what Node's `listen` says. */
export async function listenAt(server: Server, address: string): Promise<void> {
  const listening = once(server, 'listening') // rejects on 'error'
  server.listen(address)
  await listening
}

/** Ends a server; its socket's file goes as well. Who is still connected has to be let go first. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  await closed
}

const deadSigns = ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']

/** Whether a living process listens there: the system itself answers for it, even for one that is busy or stopped. */
export function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    const settle = (alive: boolean) => {
      socket.destroy()
      resolve(alive)
    }
    socket.once('connect', () => settle(true))
    // Anything else, such as a full queue, is a sign of life.
    socket.once('error', ({ code }: NodeJS.ErrnoException) => settle(!deadSigns.includes(code ?? '')))
  })
}
