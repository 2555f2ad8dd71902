import { BrowserWindow, screen, type BrowserWindowConstructorOptions, type Rectangle } from 'electron'
import { noticeBounds } from './placement.ts'

type Deps = {
  url: string
  webPreferences: NonNullable<BrowserWindowConstructorOptions['webPreferences']>
}

export type NoticeWindow = {
  /** The window, while there is one. */
  current(): BrowserWindow | null
  /** Tells of captures that were just saved, in the corner of the display with this place. */
  show(ids: readonly string[], beside: Rectangle): void
}

/** Making a window takes longer than saving does, and what was saved has to leave the screen first. In milliseconds. */
const pause = 100

/**
 * The small notice that offers to take back what was saved. It is made when it is needed, never takes the focus, and
 * closes itself, so that it costs nothing while there is nothing to tell.
 */
export function createNoticeWindow({ url, webPreferences }: Deps): NoticeWindow {
  let current: BrowserWindow | null = null
  let soon: NodeJS.Timeout | undefined

  const make = (ids: readonly string[], beside: Rectangle) => {
    current?.destroy()
    const window = new BrowserWindow({
      ...noticeBounds(screen.getDisplayMatching(beside).workArea),
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      focusable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Quickplan',
      webPreferences,
    })
    current = window
    const appear = () => {
      if (!window.isDestroyed() && !window.isVisible()) window.showInactive()
    }
    window.once('ready-to-show', appear)
    // Where the graphics driver fails at the start, the first frame of a hidden window may never come.
    window.webContents.once('did-finish-load', () => setTimeout(appear, 500))
    window.on('closed', () => {
      if (current === window) current = null
    })
    // One that cannot tell the time would stay for ever.
    window.webContents.on('render-process-gone', () => window.destroy())
    window.webContents.on('did-fail-load', () => window.destroy())
    void window.loadURL(`${url}#${ids.join(',')}`).catch(() => undefined)
  }

  return {
    current: () => current,
    show: (ids, beside) => {
      clearTimeout(soon)
      soon = setTimeout(() => make(ids, beside), pause)
    },
  }
}
