import { createHash, randomBytes } from 'node:crypto'
import { chmod, lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

export type AddressOptions = {
  dataFolder: string
  platform: NodeJS.Platform
  /** For a socket whose path in the data folder would be too long: XDG_RUNTIME_DIR, or else the temporary folder. */
  runtimeFolder: string
}

/**
 * Where to listen: a Unix socket in a folder that only this user can enter, or on Windows a pipe whose name nobody
 * can take beforehand. Makes the folder. Throws where the folder is not this user's own.
 */
export async function socketAddress({
  dataFolder,
  platform,
  runtimeFolder,
}: AddressOptions): Promise<string> {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  if (platform === 'win32') return `\\\\.\\pipe\\quickplan-${name}-${randomBytes(16).toString('hex')}`
  const own = join(dataFolder, 'inbound')
  const folder = fits(join(own, 'socket'), platform) ? own : join(runtimeFolder, `quickplan-${name}`)
  await makePrivate(folder)
  return join(folder, 'socket')
}

/** `sun_path` has 108 bytes on Linux and 104 on macOS, the closing NUL counted; see unix(7). */
const fits = (path: string, platform: NodeJS.Platform) =>
  Buffer.byteLength(path) < (platform === 'linux' ? 108 : 104)

/** In a folder for everybody, such as /tmp, somebody else may have been there first. */
async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700, recursive: true })
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} is not a folder of this user`)
  }
  await chmod(folder, 0o700)
}
