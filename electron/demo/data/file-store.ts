import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

/** The bytes of uploaded files. What they are called and whose they are stands in the portal's data. */
export type FileStore = {
  /** Keeps the bytes and returns the name to ask for them by. */
  put: (bytes: Buffer) => string
  /** Null where nothing is kept under that name any more. */
  get: (name: string) => Buffer | null
  remove: (name: string) => void
}

/** Keeps files in a folder beside the data file (`portal.json` → `portal-files/`), or in memory where there is none. */
export function createFileStore(dataFile: string | null): FileStore {
  return dataFile === null ? inMemory() : inFolder(folderBeside(dataFile))
}

/** Where the bytes of files lie for a data file. */
function folderBeside(dataFile: string): string {
  return join(dirname(dataFile), `${basename(dataFile, extname(dataFile))}-files`)
}

function inMemory(): FileStore {
  const kept = new Map<string, Buffer>()
  return {
    put(bytes) {
      const name = randomUUID()
      kept.set(name, bytes)
      return name
    },
    get: (name) => kept.get(name) ?? null,
    remove: (name) => void kept.delete(name),
  }
}

/** Names are random, so that files of a data file that was set aside are never overwritten. */
function inFolder(folder: string): FileStore {
  return {
    put(bytes) {
      const name = randomUUID()
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(join(folder, name), bytes, { flag: 'wx', mode: 0o600 })
      return name
    },
    get(name) {
      try {
        return readFileSync(join(folder, basename(name)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    remove(name) {
      rmSync(join(folder, basename(name)), { force: true })
    },
  }
}
