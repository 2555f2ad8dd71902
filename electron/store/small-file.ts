import { open } from 'node:fs/promises'

/** The text of a file, or why it was not read. */
export type SmallFile = { text: string } | { fault: 'unreadable' | 'too-large'; cause?: unknown }

/**
 * Reads a file that a person has chosen. Only a regular one is read, and no more than `largest` bytes: a device would
 * never end.
 */
export async function readSmallFile(path: string, largest: number): Promise<SmallFile> {
  try {
    const file = await open(path, 'r')
    try {
      const about = await file.stat()
      if (!about.isFile()) return { fault: 'unreadable' }
      if (about.size > largest) return { fault: 'too-large' }
      return { text: await file.readFile('utf8') }
    } finally {
      await file.close()
    }
  } catch (cause) {
    return { fault: 'unreadable', cause }
  }
}
