import { Menu, nativeImage, Tray } from 'electron'
import { markedIcon } from './marked-icon.ts'
import { lookOf, trayMenu, type Shown, type TrayActions } from './tray-menu.ts'
import { words } from '../words.ts'

type Deps = TrayActions & { icon: string }

export type TrayIcon = {
  /** Shows the state of things in the menu. */
  update(shown: Shown): void
  /** Makes the icon once more, for a tray that was not there before. */
  renew(): void
}

/** The tray icon. Where the desktop has no tray it simply is not seen; everything is reachable by the windows too. */
export function createTray({ icon, ...does }: Deps): TrayIcon {
  const plain = nativeImage.createFromPath(icon)
  const marked = markedIcon(plain)
  let last: Shown | null = null
  let look = ''
  const make = () => {
    const tray = new Tray(plain)
    // On macOS a click opens the menu; a window beside it would be one too many.
    if (process.platform !== 'darwin') tray.on('click', does.onCapture)
    return tray
  }
  let tray = make()

  const update = (shown: Shown) => {
    last = shown
    const items = trayMenu(shown, does)
    const next = lookOf(items, shown)
    if (next === look) return
    look = next
    const needsUser = shown.captures.some(({ state }) => state === 'attention')
    tray.setImage(needsUser ? marked : plain)
    tray.setToolTip(words(shown.locale)('tray.tooltip'))
    tray.setContextMenu(Menu.buildFromTemplate(items))
  }
  return {
    update,
    renew: () => {
      tray.destroy()
      tray = make()
      look = ''
      if (last) update(last)
    },
  }
}
