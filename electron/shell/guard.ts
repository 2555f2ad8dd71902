import { app, session, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Pages } from './pages.ts'

/**
 * What no page may do, whatever is in it: navigate away, open windows, embed web views, use a device. Applies to
 * every web contents that is ever made. Must run before the first window.
 */
export function guardPages(pages: Pages): void {
  app.on('web-contents-created', (_event, contents) => forbidLeaving(contents, pages))
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
  session.defaultSession.on('will-download', (event) => event.preventDefault())
}

/**
 * Keeps Chromium from fetching dictionaries from Google's servers, which it does with every session that is made, though no
 * window checks any spelling. Must run before the app is ready.
 */
export function forbidDictionaries(): void {
  app.on('session-created', (made) => {
    made.setSpellCheckerEnabled(false)
    made.setSpellCheckerDictionaryDownloadURL('app://no-dictionaries/')
  })
}

function forbidLeaving(contents: WebContents, pages: Pages): void {
  // A reload by the development server is a navigation to the same origin.
  contents.on('will-frame-navigate', (event) => {
    if (!pages.includes(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Whether a request comes from the main frame of one of our windows, showing one of our pages. */
export function isOurPage(
  { sender, senderFrame }: IpcMainInvokeEvent,
  windows: readonly (WebContents | undefined)[],
  pages: Pages,
): boolean {
  return (
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    windows.includes(sender) &&
    pages.includes(senderFrame.url)
  )
}
