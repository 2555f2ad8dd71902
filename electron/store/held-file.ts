import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds between tries, 1.3 seconds in all: a scanner is done with a small file long before. */
const pauses = [10, 20, 40, 80, 160, 320, 640]

/** What Windows answers about a file that another program has open: a virus scanner, a backup, an indexer. */
const heldSigns = ['EPERM', 'EACCES', 'EBUSY']

/**
 * Renames or removes a file, again and again for a moment where Windows says that another program has it open. Throws
 * what the last try threw. Elsewhere an open file is in nobody's way, and there is one try.
 */
export async function despiteReaders<T>(act: () => Promise<T>, platform = process.platform): Promise<T> {
  if (platform !== 'win32') return act()
  for (const pause of pauses) {
    try {
      return await act()
    } catch (error) {
      if (!heldSigns.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      await wait(pause)
    }
  }
  return act()
}
