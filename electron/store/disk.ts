import { readFileSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { despiteReaders } from './held-file.ts'

/** What keeping captures needs of a file system; few enough for tests to cut the power at each. All throw what the file system throws. */
export type Disk = {
  /** Makes a user-only folder with all above it, where it is not there. */
  makeFolder(path: string): Promise<void>
  /** The names in a folder. */
  list(folder: string): Promise<string[]>
  read(path: string): Promise<string>
  /** Makes a user-only file that was not there; returns when its content would survive a power cut. */
  create(path: string, content: string): Promise<void>
  /** In the place of a file that is there. */
  rename(from: string, to: string): Promise<void>
  /** A file that is not there is no error. */
  remove(path: string): Promise<void>
  /** Returns when the names in a folder would survive a power cut. */
  syncFolder(path: string): Promise<void>
}

/** The computer's own. */
export const ownDisk: Disk = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  list: (folder) => readdir(folder),
  // A tenth of the time that four trips to another thread take for each of thousands of small files.
  read: (path) => new Promise((resolve) => resolve(readFileSync(path, 'utf8'))),
  create: async (path, content) => {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(content, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
  },
  rename: (from, to) => despiteReaders(() => rename(from, to)),
  remove: (path) => despiteReaders(() => rm(path, { force: true })),
  syncFolder: async (path) => {
    // Windows has no such call and needs none.
    if (process.platform === 'win32') return
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
}
