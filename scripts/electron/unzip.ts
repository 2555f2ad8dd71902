import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'

/**
 * Unpacks those files of a zip for which `rename` returns a path, below `folder`, with their rights. Throws where a name
 * would lead outside, or the archive is cut off. The archive is trusted by its own checksum, so that of each file is
 * not looked at.
 */
export async function unzip(archive: string, folder: string, rename: (name: string) => string | null) {
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.endsWith('/') ? null : rename(entry.fileName)
    if (name === null) continue
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode }))
  }
}
