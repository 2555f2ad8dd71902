import { app, dialog, shell, type MessageBoxOptions } from 'electron'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type en from '../../resources/translations/en/shell.json'
import { words, type Locale } from './words.ts'

export type ErrorDialogs = {
  /** Something failed that nobody has handled. */
  tellUnhandled(): void
  /** The app cannot start. Resolves when it was read. */
  tellFailedStart(): Promise<void>
  /** Another process uses the data folder. Returns when it was read; nothing else runs meanwhile. */
  tellFolderHeld(folder: string): void
  /** The data folder takes no files, so nothing could be kept. Returns when it was read. */
  tellFolderRefused(folder: string): void
  /** A window has crashed again and again. True: try once more. */
  askAfterCrashes(): Promise<boolean>
  /** A window does not answer. True: load it again. The question goes when `signal` is aborted, with false. */
  askAboutSilence(signal: AbortSignal): Promise<boolean>
  /** Shows the folder of the log in the file manager. */
  openLogs(): Promise<void>
}

type Deps = {
  locale: () => Locale
  /** The log's path, and how it is shown to the user. */
  logPath: string
  shownPath: string
}

/** Bad news in words, each with the place of the log. Native boxes: they need no page, which may be what has failed. */
export function createErrorDialogs({ locale, logPath, shownPath }: Deps): ErrorDialogs {
  const t = (key: keyof (typeof en)['trouble']) => words(locale())(`trouble.${key}`)

  const openLogs = async () => {
    const folder = dirname(logPath)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await shell.openPath(folder)
  }

  /** Returns the index of the button. The first one is the way out, the last one shows the log's folder. */
  const say = async (
    message: string,
    next: string,
    buttons: string[],
    more: Partial<MessageBoxOptions> = {},
  ) => {
    await app.whenReady()
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Quickplan',
      message,
      detail: `${next}\n\n${t('log')} ${shownPath}`,
      buttons: [...buttons, t('open-log')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      ...more,
    })
    if (response === buttons.length) await openLogs()
    return response
  }

  /** Stops everything else meanwhile: the app ends after it. */
  const tellAtOnce = (what: 'held' | 'refused', folder: string) => {
    dialog.showMessageBoxSync({
      type: 'error',
      title: 'Quickplan',
      message: words(locale())(`folder.${what}`),
      detail: words(locale())(`folder.${what}-next`, { folder }),
      buttons: [t('close')],
    })
  }

  return {
    openLogs,
    tellUnhandled: () => void say(t('unhandled'), t('unhandled-next'), [t('close')]),
    tellFailedStart: async () => {
      await say(t('start'), t('start-next'), [t('close')])
    },
    tellFolderHeld: (folder) => tellAtOnce('held', folder),
    tellFolderRefused: (folder) => tellAtOnce('refused', folder),
    askAfterCrashes: async () => {
      const buttons = [t('close'), t('again')]
      return (await say(t('crashes'), t('crashes-next'), buttons)) === 1
    },
    askAboutSilence: async (signal) => {
      const buttons = [t('wait'), t('reload')]
      return (await say(t('silent'), t('silent-next'), buttons, { signal })) === 1
    },
  }
}
