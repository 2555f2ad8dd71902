import { createHash } from 'node:crypto'
import { chmod, mkdir, open, realpath, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { closeServer, isAlive, listenAt } from './local-socket.ts'

type Needs = {
  dataFolder: string
  platform: NodeJS.Platform
  /** For a socket whose path in the data folder would be too long. User-only, and the same for all of this user's processes. */
  runtimeFolder: string
  /** Milliseconds after which a guard that nobody has removed is that of a process which died. Default 10 s. */
  patience?: number
}

export type FolderLock = { release(): Promise<void> }

/**
 * Holds a data folder for this process, so that no other one sends what is in it; null where another one holds it. The
 * lock is a listening socket: the system ends it with the process, however that ends, and no number of a process can be
 * mistaken for another's. Throws where no socket can be had.
 */
export async function lockFolder(needs: Needs): Promise<FolderLock | null> {
  const address = await addressOf(needs)
  const server = createServer((socket) => socket.destroy())
  const isHeld =
    needs.platform === 'win32' ? await listens(server, address) : await takeOver(server, address, needs)
  if (!isHeld) return null
  server.unref()
  return { release: () => closeServer(server) }
}

/**
 * Listens at a path where nobody does. What a dead process left there has to be removed first, and while it is, a second
 * file keeps others away: else one of two that start together would remove the other's living socket.
 */
async function takeOver(server: Server, address: string, { patience = 10_000 }: Needs): Promise<boolean> {
  const guard = `${address}.guard`
  do {
    if (await isAlive(address)) return false
  } while (!(await makeGuard(guard, patience)))
  try {
    if (await isAlive(address)) return false
    await rm(address, { force: true })
    if (!(await listens(server, address))) return false
    await chmod(address, 0o600)
    return true
  } finally {
    await rm(guard, { force: true })
  }
}

/** False, after a moment, where another process is about to take the folder. */
async function makeGuard(path: string, patience: number): Promise<boolean> {
  const make = () =>
    open(path, 'wx', 0o600).then(
      async (file) => {
        await file.close()
        return true
      },
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false
        throw error
      },
    )
  if (await make()) return true
  const age = await stat(path).then(
    ({ mtimeMs }) => Math.abs(Date.now() - mtimeMs),
    () => Infinity,
  )
  if (age < patience) {
    await wait(Math.min(50, patience))
    return false
  }
  await rm(path, { force: true })
  return make()
}

/** One name for a folder, whatever links lead to it. */
async function addressOf({ dataFolder, platform, runtimeFolder }: Needs): Promise<string> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const folder = await realpath(dataFolder)
  const name = `quickplan-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.lock`
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`
  const own = join(folder, 'lock')
  return Buffer.byteLength(`${own}.guard`) < 100 ? own : join(runtimeFolder, name) // sun_path, see unix(7)
}

async function listens(server: Server, address: string): Promise<boolean> {
  return listenAt(server, address).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return false
      throw error
    },
  )
}
