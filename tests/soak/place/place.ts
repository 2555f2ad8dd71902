import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { atExit } from '../../../scripts/system/at-exit.ts'
import { type Desktop, startDesktop } from '../../../scripts/desktop/desktop.ts'
import { waitFor } from '../../../scripts/system/wait.ts'
import { ownClipboard } from '../../support/clipboard-owner.ts'
import { type KeyringTrouble, openKeyring } from './keyring.ts'

const run = promisify(execFile)

/** Where the app lives: a desktop, a keyring and a small disk of its own, each of which can be made to fail. */
export type Place = {
  desktop: Desktop
  /** The app's data folder; on a disk of its own where one can be mounted. */
  dataFolder: string
  /** Whether there is such a disk, without which it cannot be filled or made read-only. */
  hasDisk: boolean
  /** Empties the data folder. */
  clear(): Promise<void>
  fillDisk(): Promise<void>
  /** Makes the folder of captures read-only. */
  forbidWriting(): Promise<void>
  troubleKeyring(trouble: KeyringTrouble): Promise<void>
  /** Somebody has copied something and never answers for it. */
  hangClipboard(): Promise<void>
  /** Makes all of it work again. */
  mend(): Promise<void>
  close(): Promise<void>
}

/** Room for Chromium's profile and a round's captures. */
const diskSize = '64m'

export async function openPlace(): Promise<Place> {
  const desktop = await startDesktop({ keyring: 'absent' })
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-soak-'))
  const disk = join(folder, 'disk')
  await mkdir(disk)
  const hasDisk = await run('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${diskSize},mode=0700`,
    'quickplan-soak',
    disk,
  ]).then(
    () => true,
    () => false, // only who may mount has a disk to fill
  )
  // Also where the run is broken off; who mounts may also unmount, and nobody is helped by an error then.
  const callOff = atExit(() => {
    if (!hasDisk) return
    for (const path of [join(disk, 'data', 'captures'), disk]) {
      try {
        execFileSync('umount', ['-l', path], { stdio: 'ignore' })
      } catch {
        // it was not mounted
      }
    }
  })
  const dataFolder = join(disk, 'data')
  const captures = join(dataFolder, 'captures')
  const ballast = join(disk, 'ballast')
  const keyring = await openKeyring(desktop)
  let clipboard: { close(): void } | null = null
  let isReadOnly = false

  const mend = async () => {
    if (isReadOnly) await run('umount', ['-l', captures])
    isReadOnly = false
    await rm(ballast, { force: true })
    clipboard?.close()
    clipboard = null
    await keyring.mend()
  }

  return {
    desktop,
    dataFolder,
    hasDisk,
    mend,
    clear: async () => {
      await mend()
      await rm(dataFolder, { recursive: true, force: true })
      await mkdir(dataFolder, { recursive: true, mode: 0o700 })
    },
    fillDisk: () => fill(ballast),
    forbidWriting: async () => {
      if (isReadOnly) return
      // A mount of the folder over itself, as even the superuser may not write to one that is read-only.
      await run('mount', ['--bind', captures, captures])
      isReadOnly = true
      await waitFor('a moment without a write', () => protect(captures))
    },
    troubleKeyring: keyring.bring,
    hangClipboard: async () => {
      clipboard ??= await ownClipboard(desktop.env, 'hangs')
    },
    close: async () => {
      await mend()
      if (hasDisk) await run('umount', ['-l', disk])
      await rm(folder, { recursive: true, force: true })
      callOff()
      await keyring.close()
      await desktop.stop()
    },
  }
}

/** Makes a mount read-only; false while a file there is being written. */
const protect = (mount: string) =>
  run('mount', ['-o', 'remount,bind,ro', mount], { env: { ...process.env, LC_ALL: 'C' } }).then(
    () => true,
    (error: Error) => {
      if (error.message.includes('busy')) return false
      throw error
    },
  )

/** Writes until there is room for nothing more. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (let size = 1 << 20; size >= 1; size >>= 4) {
      const piece = Buffer.alloc(size)
      while (await file.write(piece).then(({ bytesWritten }) => bytesWritten === size, isFull));
    }
  } finally {
    await file.close()
  }
}

function isFull(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOSPC') return false
  throw error
}
