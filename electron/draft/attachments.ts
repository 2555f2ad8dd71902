import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../errors.ts'
import type { Attachment } from '../model.ts'
import { largestFile } from './attachment-limits.ts'
import { copyFile, type CopyFile } from './copy-file.ts'
import { safeFileName } from './file-name.ts'
import { despiteReaders } from '../store/held-file.ts'

/** A file of the user's: one on disk by its path, or one without by its bytes (null: too many to be handed over). */
export type Offered = { path: string } | { name: string; size: number; bytes: Uint8Array | null }

export type Attachments = {
  /**
   * Copies a file into our folder; it is safe there until `claim` has found a place for it. Throws `file-too-large`,
   * `file-is-folder`, `file-unreadable`; then nothing is left of it.
   */
  take(file: Offered, claim?: (taken: Attachment) => Promise<void>): Promise<Attachment>
  /** The content of a file that was taken. Throws `file-unreadable`. */
  read(id: string): Promise<Uint8Array>
  /** Removes all files but those that are needed or arriving. */
  keepOnly(needed: () => ReadonlySet<string>): Promise<void>
}

/** The files that go with captures: a user-only folder with one file for each, named by its id. */
export async function openAttachments(folder: string, copy: CopyFile = copyFile): Promise<Attachments> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const arriving = new Set<string>()

  async function receive(file: Offered, to: string): Promise<void> {
    if ('path' in file) {
      const problem = await copy(file.path, to)
      if (!problem) return
      const { code, detail } = problem
      throw new AppError(code, 'A file could not be copied', detail === undefined ? {} : { detail })
    }
    if (file.bytes === null || file.bytes.byteLength > largestFile) {
      throw new AppError('file-too-large', 'A file is too large')
    }
    await writeFile(to, file.bytes, { flag: 'wx', mode: 0o600, flush: true })
  }

  return {
    take: async (file, claim) => {
      const id = randomUUID()
      const name = safeFileName('path' in file ? basename(file.path) : file.name)
      arriving.add(id)
      try {
        await receive(file, join(folder, id))
        const taken = { id, name, size: (await stat(join(folder, id))).size }
        await claim?.(taken)
        return taken
      } catch (error) {
        await despiteReaders(() => rm(join(folder, id), { force: true }))
        throw named(error, name)
      } finally {
        arriving.delete(id)
      }
    },
    read: async (id) => {
      try {
        return await readFile(join(folder, id))
      } catch (cause) {
        throw new AppError('file-unreadable', 'An attachment is gone', { cause })
      }
    },
    keepOnly: async (needed) => {
      const names = await readdir(folder)
      const ids = needed()
      const needless = names.filter((name) => !ids.has(name) && !arriving.has(name))
      for (const name of needless) await despiteReaders(() => rm(join(folder, name), { force: true }))
    },
  }
}

/** The failure with the file's name, in one of the three words that a person is told. */
function named(error: unknown, subject: string): AppError {
  const { detail } = error instanceof AppError ? error : { detail: (error as NodeJS.ErrnoException).code }
  const code = error instanceof AppError ? error.code : 'file-unreadable'
  const given = detail === undefined ? {} : { detail }
  return new AppError(code, 'A file could not be taken', { subject, cause: error, ...given })
}
