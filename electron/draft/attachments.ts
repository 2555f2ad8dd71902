import { randomUUID } from 'node:crypto'
import { constants, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../errors.ts'
import type { Attachment } from '../model.ts'
import { largestFile } from './attachment-limits.ts'
import { safeFileName } from './file-name.ts'

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
export async function openAttachments(folder: string): Promise<Attachments> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const arriving = new Set<string>()

  const write = async (path: string, source: Readable) => {
    await pipeline(source, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  }

  async function copy(path: string, to: string): Promise<void> {
    // Without blocking: opening a pipe waits for its other end, perhaps for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size, isFolder, isFile } = await kindOf(file)
      if (isFolder) throw new AppError('file-is-folder', 'A folder was offered')
      if (!isFile) throw new AppError('file-unreadable', 'Something else than a file was offered')
      if (size > largestFile) throw new AppError('file-too-large', 'A file is too large')
      // It may have grown since, and no more than its size is promised.
      const options = { end: size - 1, autoClose: false, highWaterMark: 1024 * 1024 }
      await write(to, size === 0 ? Readable.from([]) : file.createReadStream(options))
    } finally {
      await file.close()
    }
  }

  async function receive(file: Offered, to: string): Promise<void> {
    if ('path' in file) return copy(file.path, to)
    if (file.bytes === null || file.bytes.byteLength > largestFile) {
      throw new AppError('file-too-large', 'A file is too large')
    }
    await write(to, Readable.from([file.bytes]))
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
        await rm(join(folder, id), { force: true })
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
      for (const name of needless) await rm(join(folder, name), { force: true })
    },
  }
}

async function kindOf(file: Awaited<ReturnType<typeof open>>) {
  const found = await file.stat()
  return { size: found.size, isFolder: found.isDirectory(), isFile: found.isFile() }
}

/** The failure with the file's name, as one of the three codes that the user is told. */
function named(error: unknown, subject: string): AppError {
  if (error instanceof AppError) return new AppError(error.code, error.message, { subject })
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EISDIR') return new AppError('file-is-folder', 'A folder was offered', { subject })
  const detail = code === undefined ? {} : { detail: code }
  return new AppError('file-unreadable', 'A file could not be copied', { subject, cause: error, ...detail })
}
