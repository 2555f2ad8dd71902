import { app } from 'electron'
import type { FolderLock } from '../store/folder-lock.ts'
import { lockFolder } from '../store/folder-lock.ts'
import type { Installation } from './installation.ts'
import type { Logging } from './logging.ts'

type Deps = { installation: Installation; logging: Logging }

/**
 * Holds the data folder for this process, before anything in it is touched; the single instance lock does not see into
 * other containers. Where another process holds it, says so, ends the app and returns null.
 */
export async function holdDataFolder({ installation, logging }: Deps): Promise<FolderLock | null> {
  const { dataFolder, runtimeFolder } = installation
  const { log, dialogs } = logging
  const lock = await lockFolder({ dataFolder, runtimeFolder, platform: process.platform }).catch(
    (error: unknown): FolderLock => {
      log('The data folder could not be locked', error)
      return { release: () => Promise.resolve() }
    },
  )
  if (lock) return lock
  log('Another process uses the data folder; nothing in it was touched')
  dialogs.tellFolderHeld(dataFolder)
  app.exit(1)
  return null
}
