import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether files can be made in a folder, which is made itself where it is not there yet. False for one that is read-only,
 * belongs to somebody else, or is on a disk without inodes; a disk that is only full takes an empty file.
 */
export function takesFiles(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = join(folder, `.probe-${randomBytes(6).toString('hex')}`)
    closeSync(openSync(probe, 'wx', 0o600))
    rmSync(probe)
    return true
  } catch {
    return false // whatever the system says of it, nothing can be kept there
  }
}
