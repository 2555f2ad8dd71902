import { BrowserWindow, screen, type WebContents } from 'electron'
import type { EventName, Events } from '../../ipc/contract.ts'
import type { CaptureShown, View } from '../../model.ts'
import type { Places } from '../../store/places.ts'
import type { Pages } from '../pages.ts'
import { createCaptureWindow } from './capture-window.ts'
import { createNoticeWindow } from './notice-window.ts'
import type { CrashRecovery } from './crash-recovery.ts'
import { takeZoom } from './zoom.ts'

export type Windows = {
  /** Brings the capture window up, focused, on the display with the pointer. A second call while it is up hides it. */
  toggleCapture(): void
  /** The same, but it stays up; with a text from outside, if there is one. */
  showCapture(text?: CaptureShown['text']): void
  hideCapture(): void
  isCaptureUp(): boolean
  /** The capture page listens from now on; returns what it came up with before. */
  missedByCapture(): CaptureShown | null
  /** Makes the capture window as tall as its content, in CSS pixels. */
  fitCapture(height: number): void
  /** Tells for ten seconds that captures were saved, and offers to take them back. Takes no focus. */
  showNotice(ids: readonly string[]): void
  /** Opens the main window, or brings it forward, at one of its views. */
  showMain(view: View): void
  contents(): (WebContents | undefined)[]
  /** The app is about to quit: from now on the capture window may close. */
  release(): void
  send<K extends EventName>(name: K, payload: Events[K]): void
}

type Deps = {
  preload: string
  pages: Pages
  places: Places
  icon: string
  recovery: CrashRecovery
  /** The capture window has come up. */
  onCaptureShown: () => void
}

/** The windows. The capture window is made once, hidden, and stays; the main window and the notice come and go. */
export function createWindows({ preload, pages, places, icon, recovery, onCaptureShown }: Deps): Windows {
  const webPreferences = {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    spellcheck: false,
  }
  const capture = createCaptureWindow({
    url: pages.address('capture'),
    icon,
    webPreferences,
    onShown: onCaptureShown,
    recovery,
  })
  let main: BrowserWindow | null = null
  const mainPlace = () =>
    main?.isVisible() && !main.isMinimized()
      ? { content: main.getContentBounds(), zoom: main.webContents.getZoomFactor() }
      : null
  const notice = createNoticeWindow({ url: pages.address('notice'), webPreferences, mainPlace })

  function makeMain(view: View): BrowserWindow {
    const place = visiblePlace(places)
    const window = new BrowserWindow({
      ...(place ?? {}),
      width: place?.width ?? 1180,
      height: place?.height ?? 760,
      minWidth: 640,
      minHeight: 480,
      show: false,
      autoHideMenuBar: true,
      title: 'Quickplan',
      icon,
      webPreferences,
    })
    if (place?.maximized) window.maximize()
    const appear = () => {
      if (!window.isDestroyed() && !window.isVisible()) window.show()
    }
    window.once('ready-to-show', appear)
    // Where the graphics driver fails at the start, the first frame of a hidden window may never come.
    window.webContents.once('did-finish-load', () => setTimeout(appear, 1_000))
    window.on('close', () =>
      places.keepMain({ ...window.getNormalBounds(), maximized: window.isMaximized() }),
    )
    window.on('closed', () => {
      main = null
    })
    takeZoom(window.webContents)
    recovery.watch(window, 'main', `${pages.address('main')}#${view}`)
    return window
  }

  const all = () => [capture.window, main, notice.current()]

  return {
    showCapture: capture.show,
    toggleCapture: capture.toggle,
    hideCapture: capture.hide,
    isCaptureUp: () => capture.window.isVisible(),
    missedByCapture: capture.missed,
    fitCapture: capture.fit,
    showNotice: (ids) => notice.show(ids, capture.window.getBounds()),
    showMain: (view) => {
      if (!main) {
        main = makeMain(view)
        return
      }
      if (main.isMinimized()) main.restore()
      main.show()
      main.focus()
      main.webContents.send('app:view.asked', view)
    },
    release: capture.release,
    contents: () => all().map((window) => window?.webContents),
    send: (name, payload) => {
      for (const window of all()) window?.webContents.send(`app:${name}`, payload)
    },
  }
}

/** The remembered place, unless the display it was on is gone. */
function visiblePlace(places: Places) {
  const place = places.main()
  if (!place) return null
  const { workArea } = screen.getDisplayMatching(place)
  const overlapX =
    Math.min(place.x + place.width, workArea.x + workArea.width) - Math.max(place.x, workArea.x)
  const overlapY =
    Math.min(place.y + place.height, workArea.y + workArea.height) - Math.max(place.y, workArea.y)
  return overlapX > 100 && overlapY > 50 ? place : null
}
