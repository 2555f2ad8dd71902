import { app, BrowserWindow, type WebContents } from 'electron'
import type { ReportError } from '../../log/unhandled-errors.ts'
import type { Log } from '../../log/log.ts'
import { createCrashLimit } from './crash-limit.ts'
import { failureOfPage } from './page-failure.ts'
import type { ErrorDialogs } from '../error-dialogs.ts'
import type { Pages } from '../pages.ts'

export type CrashRecovery = {
  /**
   * Loads a page into its window, and loads it again, at its last address, whenever its process has ended or it has
   * gone elsewhere. `onLost` is called before that.
   */
  watch(window: BrowserWindow, name: 'capture' | 'main', address: string, onLost?: () => void): void
}

type Deps = {
  pages: Pages
  log: Log
  /** For what goes wrong in a page and nobody handles there. */
  reportError: ReportError
  dialogs: Pick<ErrorDialogs, 'askAfterCrashes' | 'askAboutSilence'>
}

/** So many crashes a minute are mishaps; one more is a loop, and somebody is asked. */
const mostCrashes = 3
const minute = 60_000

/** Looks after pages whose process crashes or hangs, and after the other processes of Chromium. */
export function createCrashRecovery({ pages, log, reportError, dialogs }: Deps): CrashRecovery {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('console-message', (...message: unknown[]) => {
      const failure = failureOfPage(message)
      if (failure) reportError(failure)
    })
    contents.on('preload-error', (_event, _path, error) => reportError('The bridge of a page failed', error))
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode, name = '' }) => {
    if (reason === 'clean-exit') return
    log(`The process ${[type, name].filter(Boolean).join(' ')} ended: ${reason}, ${String(exitCode)}`)
    // Chromium starts it again by itself; what it had drawn is lost, and has to be drawn again.
    if (type === 'GPU') for (const window of BrowserWindow.getAllWindows()) window.webContents.invalidate()
  })

  return {
    watch: (window, name, first, onLost = () => undefined) => {
      const limit = createCrashLimit({ most: mostCrashes, within: minute, now: () => performance.now() })
      const { webContents } = window
      let address = first
      const load = () => void window.loadURL(address).catch(() => undefined) // a crash on the way is told as one
      const comeBack = async () => {
        if (!limit.allows()) {
          if (!(await dialogs.askAfterCrashes())) return
          limit.forget()
        }
        if (window.isDestroyed()) return
        onLost()
        load()
      }
      webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
        if (reason === 'clean-exit' || window.isDestroyed()) return
        log(`The page of the ${name} window ended: ${reason}, ${String(exitCode)}`)
        // Not in the same turn: Chromium is still busy with the process that has ended.
        setImmediate(() => void comeBack())
      })
      webContents.on('did-navigate', (_event, url) => {
        if (pages.includes(url)) address = url
        else {
          // Only an empty page can be had against `will-frame-navigate`: Chromium asks nobody about it.
          log(`The ${name} window has left its page`)
          void comeBack()
        }
      })
      webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
        if (isMainFrame) address = url
      })
      askWhenSilent(window, webContents, name, { log, dialogs })
      load()
    },
  }
}

function askWhenSilent(
  window: BrowserWindow,
  contents: WebContents,
  name: string,
  { log, dialogs }: Pick<Deps, 'log' | 'dialogs'>,
): void {
  let question: AbortController | null = null
  window.on('unresponsive', () => {
    if (question) return
    log(`The ${name} window does not answer`)
    const mine = new AbortController()
    question = mine
    void dialogs.askAboutSilence(mine.signal).then((wantsReload) => {
      question = null
      // It cannot be told to load anything; its end is followed by a new beginning.
      if (wantsReload && !contents.isDestroyed()) contents.forcefullyCrashRenderer()
    })
  })
  window.on('responsive', () => question?.abort())
}
