import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeLogger } from 'electron-log'

type Deps = {
  folder: string
  /** Loads `electron-log/node`. Nothing of it is needed before there is something to write. */
  load: () => Promise<{ default: NodeLogger }>
  /** Bytes of the file before it is put aside as `quickplan.old.log`, in the place of the one before. */
  largest?: number
}

export type LogFile = {
  readonly path: string
  /** Writes an entry, its line break included. Never throws: where there is no room, there is no log. */
  write(entry: string): void
  /** Everything that was handed over is on disk, as far as it can be. */
  settled(): Promise<void>
}

/** More entries than that, before the writer is loaded, are a loop that nobody wants to read. */
const mostWaiting = 200

/** The log on disk: two files of bounded size that only the user can read. */
export function createLogFile({ folder, load, largest = 1_000_000 }: Deps): LogFile {
  const path = join(folder, 'quickplan.log')
  let waiting: string[] = []
  let opening: Promise<void> | null = null
  let append = (entry: string) => {
    if (waiting.length < mostWaiting) waiting.push(entry)
  }

  const open = async () => {
    const { default: library } = await load()
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    closeSync(openSync(path, 'a', 0o600))
    // Those of an older time may have been open to others.
    chmodSync(folder, 0o700)
    chmodSync(path, 0o600)
    const logger = library.create({ logId: folder })
    const { file } = logger.transports
    for (const [name, transport] of Object.entries(logger.transports)) {
      if (transport && name !== 'file') transport.level = false
    }
    Object.assign(file, { resolvePathFn: () => path, maxSize: largest, format: '{text}' })
    file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
    append = (entry) => logger.info(entry.trimEnd())
    for (const entry of waiting) append(entry)
    waiting = []
  }

  return {
    path,
    write: (entry) => {
      append(entry)
      // It goes without a log where none can be had; what is in it stands on the standard error as well.
      opening ??= open().catch(() => undefined)
    },
    settled: async () => {
      await opening
    },
  }
}
