import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { AppUpdater, UpdateInfo, Provider as ProviderOf } from 'electron-updater'
import type { Fetch } from '../bitrix/rest/post.ts'
import { createDownloader } from './download.ts'
import { asFolder, type Feed } from './feed.ts'
import { UpdateError } from './fault.ts'

/** What fetches and installs a new version. Everything throws an {@link UpdateError}. */
export type Engine = {
  /** The newer version, or null where there is none. */
  check(): Promise<string | null>
  /** Fetches what `check` has found; `onProgress` gets percent. */
  download(onProgress: (percent: number) => void): Promise<void>
  /** Installs it, and restarts the app. */
  install(): Promise<void>
}

type Deps = {
  updater: AppUpdater
  /** The way out, for packages. */
  fetch: Fetch
  /** electron-updater's own class. */
  Provider: abstract new (options: never) => ProviderOf<UpdateInfo>
  /** Reads the feed, checked. */
  readFeed: () => Promise<Feed>
  /** The folder of the feed. */
  address: string
  /** Where electron-updater reads what its folder for downloads is called. */
  configFile: string
}

/**
 * Drives electron-updater with a provider that knows only a feed whose signature was checked: no second look at the
 * server, no other address. What is downloaded must have the hash that was signed.
 */
export function createEngine({ updater, fetch, Provider, readFeed, address, configFile }: Deps): Engine {
  let latest: Feed | null = null
  let downloaded: string | null = null

  class SignedProvider extends Provider {
    override async getLatestVersion(): Promise<UpdateInfo> {
      const feed = (latest = await readFeed())
      const [first] = feed.files
      const { version, files, releasedAt: releaseDate } = feed
      return { version, files, releaseDate, path: first?.url ?? '', sha512: first?.sha512 ?? '' }
    }
    override resolveFiles({ files }: UpdateInfo) {
      return files.map((info) => ({ url: new URL(info.url, asFolder(address)), info }))
    }
    /** They would carry a number that tells this installation from others. */
    override setRequestHeaders(): void {
      // none are wanted
    }
  }
  updater.updateConfigPath = configFile
  updater.setFeedURL({ provider: 'custom', updateProvider: SignedProvider as never })
  Object.assign(updater, {
    // Its own is Chromium's, which knows neither the chosen proxy nor the roots that count here.
    httpExecutor: createDownloader(fetch),
    logger: null,
    autoDownload: false,
    autoInstallOnAppQuit: false,
    allowDowngrade: false,
    allowPrerelease: false,
    disableDifferentialDownload: true,
    disableWebInstaller: true,
    // Else it would write a number that tells this installation from others; nobody is to be asked for it.
    stagingUserIdPromise: { value: Promise.resolve('') },
  })
  // What goes wrong is thrown as well; an event without a listener would end the app.
  updater.on('error', () => undefined)

  return {
    check: async () => {
      const found = await updater.checkForUpdates().catch((error: unknown) => {
        throw faultOf(error)
      })
      return found?.isUpdateAvailable ? found.updateInfo.version : null
    },
    download: async (onProgress) => {
      const tell = ({ percent }: { percent: number }) => onProgress(Math.floor(percent))
      updater.on('download-progress', tell)
      try {
        const [file = null] = await updater.downloadUpdate()
        downloaded = file
      } catch (error) {
        throw faultOf(error)
      } finally {
        updater.off('download-progress', tell)
      }
    },
    install: async () => {
      if (downloaded === null || !(await isWhole(downloaded, latest))) {
        throw new UpdateError('damaged', 'The downloaded file is gone or was changed')
      }
      let failed: unknown = null
      const note = (error: unknown) => (failed = error)
      updater.once('error', note)
      updater.quitAndInstall() // on Linux it has installed, or not, when it comes back
      updater.off('error', note)
      if (failed !== null) {
        throw new UpdateError('not-installed', 'The new version was not installed', { cause: failed })
      }
    },
  }
}

/** The hash once more: days may lie between download and installation. */
async function isWhole(file: string, feed: Feed | null): Promise<boolean> {
  const hash = createHash('sha512')
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  } catch {
    return false // it cannot be read
  }
  const found = hash.digest('base64')
  return feed?.files.some(({ sha512 }) => sha512 === found) ?? false
}

function faultOf(error: unknown): UpdateError {
  if (error instanceof UpdateError) return error
  return new UpdateError('unreachable', 'The update could not be had', { cause: error })
}
