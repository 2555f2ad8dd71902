import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { startHelper } from '../../scripts/system/children.ts'

/** A folder in which every call hangs, as on a network share whose server has gone. */
export type HangingShare = { folder: string; stop: () => Promise<void> }

/** Whether this computer lets us mount such a folder: as root, with FUSE. */
export const canHang = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/dev/fuse')

// A file system whose server never answers; with its last file descriptor the mount dies and every call fails.
const script = `exec 3<>/dev/fuse
mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0,allow_other hang "$1"
echo ready
exec sleep infinity`

/** Mounts the folder; it is gone with `stop`, and with this process, however that ends. Throws where {@link canHang} is false. */
export async function startHangingShare(): Promise<HangingShare> {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-share-'))
  const server = startHelper('bash', ['-ec', script, 'share', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(server.stdout as Readable, 'data')
  return {
    folder,
    stop: async () => {
      await promisify(execFile)('umount', ['--lazy', folder])
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
