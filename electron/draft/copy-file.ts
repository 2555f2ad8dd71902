import { constants, createWriteStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { largestFile } from './attachment-limits.ts'

/** Why a file could not be copied; null where it was. `detail`: the system's code, such as `EACCES`. */
export type CopyProblem = {
  code: 'file-is-folder' | 'file-too-large' | 'file-unreadable'
  detail?: string
} | null

export type CopyFile = (from: string, to: string) => Promise<CopyProblem>

/** Bytes. Large enough that a copy is quick, small enough that its end is noticed soon. */
const chunk = 1024 * 1024

/**
 * Copies a person's file to a new, user-only file that would survive a power cut. Never throws. `onProgress` is called
 * with every chunk: where the file lies on a share that hangs, there is none.
 */
export async function copyFile(from: string, to: string, onProgress?: () => void): Promise<CopyProblem> {
  try {
    // Without blocking: whoever opens a pipe waits for its other end, perhaps for ever.
    const file = await open(from, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await copyOpen(file, to, onProgress)
    } finally {
      await file.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EISDIR') return { code: 'file-is-folder' }
    return { code: 'file-unreadable', ...(code !== undefined && { detail: code }) }
  }
}

async function copyOpen(file: FileHandle, to: string, onProgress?: () => void): Promise<CopyProblem> {
  const found = await file.stat()
  const { size } = found
  if (found.isDirectory()) return { code: 'file-is-folder' }
  if (!found.isFile()) return { code: 'file-unreadable' }
  if (size > largestFile) return { code: 'file-too-large' }
  // It may have grown since, and no more than its size is promised.
  const options = { end: size - 1, autoClose: false, highWaterMark: chunk }
  const source = size === 0 ? Readable.from([]) : file.createReadStream(options)
  if (onProgress) source.on('data', onProgress)
  await pipeline(source, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }))
  return null
}
