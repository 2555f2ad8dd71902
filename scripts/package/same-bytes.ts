import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { root } from '../system/project.ts'
import { unpackedFolder } from './places.ts'

/** The app's archive of the unpacked package. */
export const archivePath = (folder = unpackedFolder()) =>
  process.platform === 'darwin'
    ? join(folder, 'Quickplan.app', 'Contents', 'Resources', 'app.asar')
    : join(folder, 'resources', 'app.asar')

/** SHA-256 of a file, in hexadecimal. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Packages twice, from the sources on, and compares the app's archive. Throws where its bytes differ. */
export async function packageTwice(make: () => Promise<unknown>): Promise<string> {
  const hashes: string[] = []
  for (let time = 0; time < 2; time++) {
    await rm(join(root, 'out'), { recursive: true, force: true })
    await make()
    hashes.push(await hashOf(archivePath()))
  }
  const [first = '', second = ''] = hashes
  if (first !== second) throw new Error(`The app's archive is not the same twice:\n${first}\n${second}`)
  return `The app's archive is the same twice: sha256 ${first}`
}
