import { randomUUID } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { DraftView } from '../model.ts'
import type { Offered } from './attachments.ts'

/** Why a page could read no further; null: that was all. `ETIMEDOUT`: nothing came, as from a dead file server. */
export type ReadProblem = {
  code: 'file-is-folder' | 'file-too-large' | 'file-unreadable'
  detail?: 'ETIMEDOUT' | undefined
} | null

/**
 * Files on their way into the draft. Their content comes from the page, part by part, under a token of each file's own:
 * no path is ever taken, so that nothing is read but what Chromium lets that page read, which is what a person gave it.
 */
export type IncomingFiles = {
  begin(file: Omit<Offered, 'content'>): string
  /** Returns when there is room for the next part. Throws what is wrong with the file, `input-invalid` for a foreign token. */
  part(token: string, bytes: Uint8Array): Promise<void>
  /** Returns when the file is in the draft. Throws why it is not, and then nothing is left of it. */
  end(token: string, problem: ReadProblem): Promise<DraftView>
  /** Whether one has hung: a thread of Chromium may wait for it still. */
  hasHung(): boolean
}

type Incoming = {
  writer: WritableStreamDefaultWriter<Uint8Array>
  taken: Promise<DraftView>
  limit: NodeJS.Timeout
}

type Options = {
  /** Takes a file into the draft. */
  take: (file: Offered) => Promise<DraftView>
  /** Milliseconds without a part after which a file is given up: its page has crashed. A living one gives up before. */
  abandonedMs?: number
}

export function incomingFiles({ take, abandonedMs = 60_000 }: Options): IncomingFiles {
  const files = new Map<string, Incoming>()
  let hasHung = false

  const fail = ({ writer }: Incoming, problem: NonNullable<ReadProblem>) => {
    const { code, detail } = problem
    const error = new AppError(code, 'A file could not be read', detail === undefined ? {} : { detail })
    return writer.abort(error).catch(() => undefined)
  }

  const find = (token: string): Incoming => {
    const found = files.get(token)
    if (!found) throw new AppError('input-invalid', 'No file was begun under this token')
    found.limit.refresh()
    return found
  }

  return {
    begin: (about) => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
      const token = randomUUID()
      const file: Incoming = {
        writer: writable.getWriter(),
        taken: take({ ...about, content: readable }),
        limit: setTimeout(() => {
          files.delete(token)
          void fail(file, { code: 'file-unreadable' })
        }, abandonedMs).unref(),
      }
      // Both are told to whoever hands over the next part, or ends.
      file.taken.catch(() => undefined)
      file.writer.closed.catch(() => undefined)
      files.set(token, file)
      return token
    },
    part: async (token, bytes) => {
      const { writer, taken } = find(token)
      await Promise.race([writer.write(bytes).catch(() => taken), taken])
    },
    end: async (token, problem) => {
      const file = find(token)
      files.delete(token)
      clearTimeout(file.limit)
      if (problem?.detail === 'ETIMEDOUT') hasHung = true
      // Neither is waited for: what is not taken is never read to its end.
      void (problem ? fail(file, problem) : file.writer.close().catch(() => undefined))
      return file.taken
    },
    hasHung: () => hasHung,
  }
}
