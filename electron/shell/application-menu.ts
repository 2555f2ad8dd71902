import { Menu } from 'electron'

/**
 * Takes Electron's own menu away, with its developer tools and its zoom of all windows. macOS keeps what each of its apps has,
 * since there the keys for copying, closing and quitting are the menu's; the system says them in its own language.
 */
export function setApplicationMenu(): void {
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  )
}
