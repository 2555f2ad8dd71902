import { execFile, execFileSync, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { atExit } from '../../scripts/system/at-exit.ts'
import { endChild } from '../../scripts/system/children.ts'
import { type Desktop, startDesktop } from '../../scripts/desktop/desktop.ts'
import { startKeyring } from '../../scripts/desktop/keyring.ts'
import { waitFor } from '../../scripts/system/wait.ts'

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
  lockKeyring(): Promise<void>
  /** Makes all of it work again. */
  mend(): Promise<void>
  close(): Promise<void>
}

/** Room for Chromium's profile and a round's captures. */
const diskSize = '64m'
const password = 'throw-away'

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
  const keyringEnv = { ...desktop.env, XDG_DATA_HOME: join(desktop.folder, 'keyring') }
  let keyring: ChildProcess = await startKeyring({ state: 'unlocked', env: keyringEnv, password })
  let isLocked = false
  let isReadOnly = false

  const restartKeyring = async (state: 'locked' | 'unlocked') => {
    await endChild(keyring)
    keyring = await startKeyring({ state, env: keyringEnv, password })
    isLocked = state === 'locked'
  }
  const mend = async () => {
    if (isReadOnly) await run('umount', ['-l', captures])
    isReadOnly = false
    await rm(ballast, { force: true })
    if (isLocked) await restartKeyring('unlocked')
  }

  return {
    ...{ desktop, dataFolder, hasDisk, mend },
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
    lockKeyring: () => restartKeyring('locked'),
    close: async () => {
      await mend()
      if (hasDisk) await run('umount', ['-l', disk])
      await rm(folder, { recursive: true, force: true })
      callOff()
      await endChild(keyring)
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
