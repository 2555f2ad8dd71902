import { app, clipboard } from 'electron'
import { longestLink } from './link.ts'
import { readX11Clipboard } from './x11-clipboard.ts'

/** Milliseconds by which a window that was just shown has been painted, and somebody may be typing. */
const untilPainted = 150
/** Milliseconds for the owner of the clipboard; who has not got the address by then has begun to type. */
const timeoutMs = 2_000
/** Bytes: no letter takes more than four. */
const most = 4 * longestLink

/**
 * The text on the clipboard as far as it can be an address; null for a longer one, and for an owner that does not answer.
 * Under X11 nothing waits for the owner. Elsewhere Electron has no way but to wait for it, so it is asked after the
 * window was painted; there the system itself keeps the text, but for programs that hand it over late.
 */
export async function readClipboard(): Promise<string | null> {
  if (isX11()) return readX11Clipboard({ env: process.env, most, timeoutMs })
  await new Promise((resolve) => setTimeout(resolve, untilPainted))
  return clipboard.readText()
}

/** Whether Chromium shows windows by X11. */
export function isX11(): boolean {
  // Chromium writes down here what it has decided on.
  const isWayland = app.commandLine.getSwitchValue('ozone-platform') === 'wayland'
  return process.platform === 'linux' && !isWayland && process.env['DISPLAY'] !== undefined
}
