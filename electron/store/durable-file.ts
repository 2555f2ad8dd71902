import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { ownDisk, type Disk } from './disk.ts'

type Written = { path: string; content: string }

/**
 * Writes a file so that after a crash at any moment the path holds either the old content or the new, whole: a
 * temporary file beside it, fsync, rename, fsync of the folder. User-only. Throws what the file system throws.
 */
export async function writeDurably(path: string, content: string, disk: Disk = ownDisk): Promise<void> {
  const temporary = temporaryFor(path)
  try {
    await disk.create(temporary, content)
    await disk.rename(temporary, path)
  } catch (error) {
    await removeAll([temporary], disk)
    throw error
  }
  await disk.syncFolder(dirname(path))
}

/** The same for new files of one folder that belong together: either all of them are there or, after an error, none. */
export async function writeAllDurably(files: readonly Written[], disk: Disk = ownDisk): Promise<void> {
  const [first] = files
  if (!first) return
  const ready = files.map((file) => ({ ...file, temporary: temporaryFor(file.path) }))
  const begun: string[] = []
  try {
    for (const { temporary, content } of ready) {
      begun.push(temporary)
      await disk.create(temporary, content)
    }
    for (const { temporary, path } of ready) {
      await disk.rename(temporary, path)
      begun.push(path)
    }
    await disk.syncFolder(dirname(first.path))
  } catch (error) {
    await removeAll(begun, disk)
    throw error
  }
}

/** Not by the process's number alone: in a container each start may have the same one. */
const temporaryFor = (path: string) => `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`

/** Takes back what was begun, as far as the disk lets us; what has gone wrong before is what counts. */
async function removeAll(paths: readonly string[], disk: Disk): Promise<void> {
  for (const path of paths) await disk.remove(path).catch(() => undefined)
}
