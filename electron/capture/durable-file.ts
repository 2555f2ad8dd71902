import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

type Written = { path: string; content: string }

/**
 * Writes a file so that after a crash at any moment the path holds either the old content or the new, whole: a
 * temporary file beside it, fsync, rename, fsync of the folder. User-only. Throws what the file system throws.
 */
export function writeDurably(path: string, content: string): Promise<void> {
  return writeAllDurably([{ path, content }])
}

/** The same for new files of one folder that belong together: either all of them are there or, after an error, none. */
export async function writeAllDurably(files: readonly Written[]): Promise<void> {
  const ready: { temporary: string; path: string }[] = []
  const there: string[] = []
  try {
    for (const { path, content } of files) {
      const temporary = `${path}.${process.pid}-${counter++}.tmp`
      ready.push({ temporary, path })
      await writeAndSync(temporary, content)
    }
    for (const { temporary, path } of ready) {
      await rename(temporary, path)
      there.push(path)
    }
  } catch (error) {
    for (const { temporary } of ready) await rm(temporary, { force: true })
    for (const path of there) await rm(path, { force: true })
    throw error
  }
  const [first] = files
  if (first) await syncFolder(dirname(first.path))
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
