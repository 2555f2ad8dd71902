import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../errors.ts'
import type { FileContent } from '../bitrix/rest/streamed-file.ts'
import type { Attachment } from '../model.ts'
import { largestFile } from './attachment-limits.ts'
import { safeFileName } from './file-name.ts'
import { despiteReaders } from '../store/held-file.ts'

/** A file of the user's: its content comes in parts. What does not lie on disk was pasted, such as a screenshot. */
export type Offered = { name: string; isOnDisk: boolean; content: AsyncIterable<Uint8Array> }

export type Attachments = {
  /**
   * Writes a file into our folder; it is safe there until `claim` has found a place for it. Throws `file-too-large`, and
   * `file-unreadable` or the AppError with which its content breaks off; then nothing is left of it.
   */
  take(file: Offered, claim?: (taken: Attachment) => Promise<void>): Promise<Attachment>
  /** Looks at a file that was taken; its parts are read when they are asked for. Both throw `file-unreadable`. */
  open(id: string): Promise<FileContent>
  /** Removes all files but those that are needed or arriving. */
  keepOnly(needed: () => ReadonlySet<string>): Promise<void>
}

/** Bytes that are read at once; in base64 no rest of them stays. */
const partSize = 3 * 64 * 1024

/** The files that go with captures: a user-only folder with one file for each, named by its id. */
export async function openAttachments(folder: string, largest = largestFile): Promise<Attachments> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const arriving = new Set<string>()

  return {
    take: async (file, claim) => {
      const id = randomUUID()
      const name = safeFileName(file.name)
      arriving.add(id)
      try {
        const copy = createWriteStream(join(folder, id), { flags: 'wx', mode: 0o600, flush: true })
        await pipeline(Readable.from(limited(file.content, largest)), copy)
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
    open: async (id) => {
      const path = join(folder, id)
      try {
        return { size: (await stat(path)).size, parts: () => readParts(path) }
      } catch (cause) {
        throw gone(cause)
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

async function* limited(content: AsyncIterable<Uint8Array>, largest: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const part of content) {
    size += part.byteLength
    if (size > largest) throw new AppError('file-too-large', 'A file is too large')
    yield part
  }
}

async function* readParts(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: partSize }) as AsyncIterable<Uint8Array>
  } catch (cause) {
    throw gone(cause)
  }
}

const gone = (cause: unknown) => new AppError('file-unreadable', 'An attachment is gone', { cause })

/** The failure with the file's name, in one of the three words that a person is told. */
function named(error: unknown, subject: string): AppError {
  const { detail } = error instanceof AppError ? error : { detail: (error as NodeJS.ErrnoException).code }
  const code = error instanceof AppError ? error.code : 'file-unreadable'
  const given = detail === undefined ? {} : { detail }
  return new AppError(code, 'A file could not be taken', { subject, cause: error, ...given })
}
