import { Menu, Tray, type MenuItemConstructorOptions } from 'electron'
import type { Capture, View } from '../ipc/contract.ts'
import { words, type Locale } from './words.ts'

type Needs = {
  icon: string
  onCapture: () => void
  onShow: (view: View) => void
  onQuit: () => void
}

export type TrayIcon = {
  /** Shows the state of the captures, in this language. */
  update(locale: Locale, captures: readonly Capture[]): void
}

/** The tray icon. Where the desktop has no tray it simply is not seen; everything is reachable by the windows too. */
export function createTray({ icon, onCapture, onShow, onQuit }: Needs): TrayIcon {
  const tray = new Tray(icon)
  tray.on('click', onCapture)

  const menu = (locale: Locale, captures: readonly Capture[]): MenuItemConstructorOptions[] => {
    const t = words(locale)
    const attention = captures.filter(({ state }) => state === 'attention').length
    const waiting = captures.filter(({ state }) => state === 'waiting' || state === 'sending').length
    return [
      { label: t('tray.quickAdd'), click: onCapture },
      { type: 'separator' },
      { label: t('tray.plan'), click: () => onShow('plan') },
      { label: t('tray.sent'), click: () => onShow('sent') },
      ...counted(waiting, t('tray.waiting', { count: waiting })),
      ...counted(attention, t('tray.attention', { count: attention })),
      { label: t('tray.settings'), click: () => onShow('settings') },
      { type: 'separator' },
      { label: t('tray.quit'), click: onQuit },
    ]
  }

  const counted = (count: number, label: string): MenuItemConstructorOptions[] =>
    count === 0 ? [] : [{ label: `  ${label}`, click: () => onShow('sent') }]

  let shown = ''
  return {
    update: (locale, captures) => {
      const next = menu(locale, captures)
      const look = JSON.stringify(next)
      if (look === shown) return
      shown = look
      tray.setToolTip(words(locale)('tray.tooltip'))
      tray.setContextMenu(Menu.buildFromTemplate(next))
    },
  }
}
