import { execFile } from 'node:child_process'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { download, integrityOf } from './download.ts'

const run = promisify(execFile)

/** One exact version of an npm package. */
export type Pinned = { spec: string; integrity: string }

/** Fetches a pinned package into a folder and returns its archive's path. Throws where it is not the one that was pinned. */
export async function fetchArchive(pinned: Pinned, folder: string, label: string): Promise<string> {
  const path = join(folder, 'archive.tgz')
  const { stdout } = await run('npm', ['view', pinned.spec, 'dist.tarball'])
  try {
    await download(stdout.trim(), path, label)
  } catch (error) {
    // npm may know a proxy or a token that is needed to get there.
    console.log(`The download broke off (${(error as Error).message}); npm tries it, which may take minutes.`)
    await run('npm', ['pack', pinned.spec, '--pack-destination', folder])
    const packed = (await readdir(folder)).find((name) => name.endsWith('.tgz') && name !== 'archive.tgz')
    await rename(join(folder, packed ?? 'nothing.tgz'), path)
  }
  await checkArchive(path, pinned)
  return path
}

/** Deletes an archive that is not the pinned one, and throws. */
export async function checkArchive(path: string, { spec, integrity }: Pinned): Promise<void> {
  if ((await integrityOf(path)) === integrity) return
  await rm(path)
  throw new Error(
    `What was fetched as ${spec} is damaged or not what was asked for; it was deleted. Try again.`,
  )
}
