import { app, BrowserWindow, screen, type BrowserWindowConstructorOptions, type Display } from 'electron'
import type { CaptureShown } from '../../model.ts'
import { linkIn } from '../clipboard/link.ts'
import { readClipboard } from '../clipboard/read-clipboard.ts'
import { boundsAt, captureHome } from './placement.ts'
import type { CrashRecovery } from './crash-recovery.ts'
import { createPressGuard } from './press-guard.ts'

type Deps = {
  url: string
  icon: string
  webPreferences: NonNullable<BrowserWindowConstructorOptions['webPreferences']>
  /** It is up: time to bring what it shows up to date. */
  onShown: () => void
  recovery: CrashRecovery
}

export type CaptureWindow = {
  readonly window: BrowserWindow
  /** Comes up, focused, on the display with the pointer; with a text from outside, if there is one. */
  show(text?: CaptureShown['text']): void
  /** Comes up, or goes when it is up already. */
  toggle(): void
  /** Goes, and the focus with it, back to where it was. */
  hide(): void
  /** The page listens from now on; returns what the window came up with before, so that nothing of it is lost. */
  missed(): CaptureShown | null
  /** As tall as its content, in CSS pixels, as far as there is room. */
  fit(height: number): void
  /** From now on it may close. */
  release(): void
}

/** The capture window: made once, hidden, and never reloaded but after a crash. */
export function createCaptureWindow({ url, icon, webPreferences, onShown, recovery }: Deps): CaptureWindow {
  const window = new BrowserWindow({
    width: 640,
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
    // A panel takes the keys without making the app the active one: hiding it raises no other window of ours.
    ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    title: 'Quickplan',
    icon,
    // It must answer at once after hours in the background.
    webPreferences: { ...webPreferences, backgroundThrottling: false },
  })
  let released = false
  let height = 120
  /** Somebody went to another window while this one was up. */
  let isLeft = false
  /** How often it has come up. */
  let times = 0
  const presses = createPressGuard(() => performance.now())
  let isListening = false
  let waiting: CaptureShown | null = null

  let home = captureHome(screen.getPrimaryDisplay().workArea)
  let placed = window.getBounds()

  const stand = ({ workArea }: Display) => {
    placed = boundsAt(home, workArea, height)
    window.setBounds(placed)
  }
  const comeTo = (display: Display) => {
    home = captureHome(display.workArea)
    stand(display)
  }
  /** Wherever somebody has moved it, it grows from there. */
  const settle = () => {
    const { x, y, width } = window.getBounds()
    if (x !== placed.x || y !== placed.y) home = { x, y, width }
    stand(screen.getDisplayMatching(window.getBounds()))
  }
  const send = (shown: CaptureShown) => {
    if (isListening) window.webContents.send('app:capture.shown', shown)
    else waiting = { link: shown.link ?? waiting?.link ?? null, text: shown.text ?? waiting?.text ?? null }
  }

  const hide = () => {
    if (!window.isVisible()) return
    window.hide()
    if (isListening) window.webContents.send('app:capture.hidden')
    // The app goes as a whole where nothing else of it is on screen: only so macOS makes the last app active again.
    const isAlone = BrowserWindow.getAllWindows().every((one) => one.isDestroyed() || !one.isVisible())
    if (process.platform === 'darwin' && isAlone) app.hide()
  }
  const show = (text: CaptureShown['text'] = null) => {
    // A window that is on the screen stays on the virtual desktop where it came up; one that was away comes to this one.
    if (isLeft) window.hide()
    if (!window.isVisible()) comeTo(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()))
    isLeft = false
    window.show()
    window.focus()
    window.webContents.focus()
    send({ link: null, text })
    offerLink().catch(() => undefined) // a clipboard that cannot be read offers nothing
    onShown()
  }
  /** The owner of the clipboard may be slow to answer, or never: nothing waits for it. */
  const offerLink = async () => {
    const mine = ++times
    const link = linkIn((await readClipboard()) ?? '')
    if (link !== null && mine === times && !window.isDestroyed() && window.isVisible()) {
      send({ link, text: null })
    }
  }

  // A held shortcut keeps all keys to itself: what is seen here tells that it came up.
  window.webContents.on('before-input-event', presses.release)
  window.on('blur', () => (isLeft = true))
  window.on('focus', () => (isLeft = false))
  // Alt+F4 and the like put it away; it ends with the app.
  window.on('close', (event) => {
    if (released) return
    event.preventDefault()
    hide()
  })
  const replace = () => {
    if (window.isVisible()) comeTo(screen.getDisplayMatching(window.getBounds()))
  }
  screen.on('display-removed', replace)
  screen.on('display-metrics-changed', replace)
  recovery.watch(window, 'capture', url, () => {
    isListening = false
    // As if it had just come up: the caret is where it was.
    if (window.isVisible()) waiting ??= { link: null, text: null }
  })

  return {
    window,
    show,
    hide,
    toggle: () => {
      if (presses.isRepeat()) return
      if (window.isVisible() && (window.isFocused() || !isLeft)) hide()
      else show()
    },
    missed: () => {
      isListening = true
      const found = waiting
      waiting = null
      return found
    },
    fit: (wanted) => {
      height = wanted
      settle()
    },
    release: () => {
      released = true
    },
  }
}
