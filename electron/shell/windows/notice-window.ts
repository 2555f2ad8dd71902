import { BrowserWindow, screen, type BrowserWindowConstructorOptions, type Rectangle } from 'electron'
import { noticeBounds, type MainPlace } from './placement.ts'

type Deps = {
  url: string
  webPreferences: NonNullable<BrowserWindowConstructorOptions['webPreferences']>
  /** Where the main window is, if it is on the screen. */
  mainPlace: () => MainPlace | null
}

export type NoticeWindow = {
  /** The window, while there is one. */
  current(): BrowserWindow | null
  /** Tells of captures that were just saved, and of those that it still tells of, on the display with this place. */
  show(ids: readonly string[], beside: Rectangle): void
}

/** Making a window takes longer than saving does, and what was saved has to leave the screen first. In milliseconds. */
const pause = 100

/**
 * The small notice that offers to take back what was saved. It is made when it is needed, never takes the focus, and
 * closes itself, so that it costs nothing while there is nothing to tell.
 */
export function createNoticeWindow({ url, webPreferences, mainPlace }: Deps): NoticeWindow {
  let current: BrowserWindow | null = null
  let soon: NodeJS.Timeout | undefined
  let told: readonly string[] = []

  const make = (ids: readonly string[], beside: Rectangle) => {
    const before = current
    current = null // its end is not the end of what is told
    before?.destroy()
    const window = new BrowserWindow({
      ...noticeBounds(screen.getDisplayMatching(beside).workArea, mainPlace()),
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
      if (current !== window) return
      current = null
      told = []
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
      told = [...told, ...ids]
      soon = setTimeout(() => make(told, beside), pause)
    },
  }
}
