import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { portalData } from './data.ts'
import type { PortalData } from './data.ts'
import { despiteReaders } from '../../store/held-file.ts'

export type StoreOptions = {
  /** Null: nothing is kept. */
  file: string | null
  /** Starts over, whatever the file holds. */
  fresh: boolean
  seed: () => PortalData
  now: () => Date
  /** A file that could not be read was renamed to `setAside` (null if even that failed). */
  onDamaged?: ((setAside: string | null) => void) | undefined
  /** The data could not be written; it stays in memory, and the next change tries again. */
  onWriteFailed?: ((error: unknown) => void) | undefined
}

export type Store = {
  data: PortalData
  /** Notes a change. Changes that come while a write is under way share the next one. */
  changed: () => void
  /** Resolves when everything noted so far is on the disk, or could not be written. Never rejects. */
  saved: () => Promise<void>
  /** Runs a function and, if it noted a change, resolves only when that is kept: a power cut takes no reply back. */
  keep: <T>(run: () => T) => Promise<T>
  /** Writes what is not on the disk yet, also what failed before. */
  close: () => Promise<void>
}

/** Opens the portal's data: what the file holds, or the seed. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file } = options
  const loaded = file === null || options.fresh ? null : await load(file, options)
  const data = loaded ?? options.seed()
  let noted = loaded ? 0 : 1
  let attempted = 0
  let hasFailed = false
  let writing: Promise<void> | null = null

  async function write(path: string): Promise<void> {
    const upTo = noted
    try {
      await replaceFile(path, `${JSON.stringify(data)}\n`)
      hasFailed = false
    } catch (error) {
      hasFailed = true
      options.onWriteFailed?.(error)
    }
    attempted = upTo
    writing = null
  }

  async function saved(): Promise<void> {
    const wanted = noted
    while (file !== null && attempted < wanted) {
      writing ??= write(file)
      await writing
    }
  }

  return {
    data,
    changed: () => void (noted += 1),
    saved,
    async keep(run) {
      const before = noted
      const result = run()
      if (noted !== before) await saved()
      return result
    },
    async close() {
      if (hasFailed) noted += 1
      await saved()
    },
  }
}

async function load(file: string, { now, onDamaged }: StoreOptions): Promise<PortalData | null> {
  try {
    return portalData.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    const setAside = `${file}.damaged-${now().toISOString().replaceAll(':', '-')}`
    const isSetAside = await despiteReaders(() => rename(file, setAside)).then(
      () => true,
      () => false,
    )
    onDamaged?.(isSetAside ? setAside : null)
    return null
  }
}

/** The file is either as it was or whole and new, also after a power cut. Only its owner may read it. */
async function replaceFile(file: string, text: string): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${file}.tmp`
  const handle = await open(temporary, 'w', 0o600)
  try {
    await handle.chmod(0o600) // one that was left behind keeps its own rights otherwise
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await despiteReaders(() => rename(temporary, file))
}
