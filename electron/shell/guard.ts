import { app, session, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { pageOrigin } from './protocol.ts'

/**
 * What no page may do, whatever is in it: navigate away, open windows, embed web views, use a device. Applies to
 * every web contents that is ever made. Must run before the first window.
 */
export function guardPages(allowedOrigins: readonly string[]): void {
  app.on('web-contents-created', (_event, contents) => forbidLeaving(contents, allowedOrigins))
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
    made.setSpellCheckerDictionaryDownloadURL(`${pageOrigin}/no-dictionaries/`)
  })
}

function forbidLeaving(contents: WebContents, allowedOrigins: readonly string[]): void {
  // A reload by the development server is a navigation to the same origin.
  contents.on('will-frame-navigate', (event) => {
    if (!allowedOrigins.some((origin) => event.url.startsWith(`${origin}/`))) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Whether a request comes from the main frame of one of our windows, showing one of our pages. */
export function isOurPage(
  { sender, senderFrame }: IpcMainInvokeEvent,
  windows: readonly (WebContents | undefined)[],
  origin: string,
): boolean {
  return (
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    windows.includes(sender) &&
    senderFrame.url.startsWith(`${origin}/`)
  )
}
