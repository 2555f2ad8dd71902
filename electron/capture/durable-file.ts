import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file so that after a crash at any moment the path holds either the old content or the new, whole: a
 * temporary file beside it, fsync, rename, fsync of the folder. User-only. Throws what the file system throws.
 */
export async function writeDurably(path: string, content: string): Promise<void> {
  const temporary = `${path}.${process.pid}-${counter++}.tmp`
  try {
    await writeAndSync(temporary, content)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

let counter = 0

async function writeAndSync(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content, 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Without it the rename itself may be lost in a power cut. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
