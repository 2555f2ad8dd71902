import { BrowserWindow, screen, type WebContents } from 'electron'
import type { GivenText } from '../doors/parse-door.ts'
import type { EventName, Events, View } from '../ipc/contract.ts'
import type { Places } from '../store/places.ts'

export type Windows = {
  /** Brings the capture window up, focused, on the display with the pointer. A second call while it is up hides it. */
  toggleCapture(): void
  /** `given`: a text that came by another door. */
  showCapture(given?: GivenText | null): void
  hideCapture(): void
  /** Makes the capture window as tall as its content, in CSS pixels. */
  fitCapture(height: number): void
  /** Opens the main window, or brings it forward, at one of its views. */
  showMain(view: View): void
  contents(): (WebContents | undefined)[]
  /** The app is about to quit: from now on the capture window may close. */
  release(): void
  send<K extends EventName>(name: K, payload: Events[K]): void
}

type Needs = {
  preload: string
  /** Our own scheme, or the development server. */
  pages: string
  places: Places
  icon: string
}

const captureWidth = 640

/** The two windows. The capture window is made once, hidden, and stays; the main window comes and goes. */
export function createWindows({ preload, pages, places, icon }: Needs): Windows {
  const webPreferences = {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    spellcheck: false,
  }
  const capture = makeCapture()
  let main: BrowserWindow | null = null
  let released = false

  function makeCapture(): BrowserWindow {
    const window = new BrowserWindow({
      width: captureWidth,
      height: 120,
      show: false,
      frame: false,
      resizable: false,
      movable: true,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Quickplan',
      icon,
      // It must answer at once after hours in the background.
      webPreferences: { ...webPreferences, backgroundThrottling: false },
    })
    // Alt+F4 and the like put it away; it ends with the app.
    window.on('close', (event) => {
      if (released) return
      event.preventDefault()
      window.hide()
    })
    void window.loadURL(`${pages}/capture/index.html`)
    return window
  }

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
    void window.loadURL(`${pages}/main/index.html#${view}`)
    return window
  }

  const showCapture = () => {
    if (!capture.isVisible()) capture.setBounds(captureBounds(capture.getBounds().height))
    capture.show()
    capture.focus()
    capture.webContents.focus()
    capture.webContents.send('app:capture.shown', null)
  }

  return {
    showCapture,
    toggleCapture: () => {
      if (capture.isVisible() && capture.isFocused()) capture.hide()
      else showCapture()
    },
    hideCapture: () => capture.hide(),
    fitCapture: (height) => capture.setBounds({ ...capture.getBounds(), height }),
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
    release: () => {
      released = true
    },
    contents: () => [capture.webContents, main?.webContents],
    send: (name, payload) => {
      for (const window of [capture, main]) window?.webContents.send(`app:${name}`, payload)
    },
  }
}

/** A third of the way down the display with the pointer, clear of its edges. */
function captureBounds(height: number) {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
  const width = Math.min(captureWidth, workArea.width - 32)
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + workArea.height * 0.22),
    width,
    height,
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
