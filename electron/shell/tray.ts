import { Menu, Tray, type MenuItemConstructorOptions } from 'electron'
import type { Capture, View } from '../ipc/contract.ts'
import { words, type Locale } from './words.ts'

type Needs = {
  icon: string
  onCapture: () => void
  onShow: (view: View) => void
  /** Opens a capture's task in the browser. */
  onOpen: (id: string) => void
  onUndo: (id: string) => void
  onPause: (paused: boolean) => void
  onQuit: () => void
}

type Shown = { locale: Locale; captures: readonly Capture[]; paused: boolean }

export type TrayIcon = {
  /** Shows the state of the captures (newest first) and of the shortcut, in this language. */
  update(shown: Shown): void
}

const recent = 5
/** A menu is no place for a long text. */
const titleLimit = 40

/** The tray icon. Where the desktop has no tray it simply is not seen; everything is reachable by the windows too. */
export function createTray({ icon, ...does }: Needs): TrayIcon {
  const tray = new Tray(icon)
  tray.on('click', does.onCapture)

  const menu = ({ locale, captures, paused }: Shown): MenuItemConstructorOptions[] => {
    const t = words(locale)
    const attention = captures.filter(({ state }) => state === 'attention').length
    const waiting = captures.filter(({ state }) => state === 'waiting' || state === 'sending').length
    return [
      { label: t('tray.quickAdd'), click: does.onCapture },
      ...separated(latest(captures, t)),
      { type: 'separator' },
      { label: t('tray.plan'), click: () => does.onShow('plan') },
      { label: t('tray.sent'), click: () => does.onShow('sent') },
      ...counted(waiting, t('tray.waiting', { count: waiting })),
      ...counted(attention, t('tray.attention', { count: attention })),
      { label: t('tray.settings'), click: () => does.onShow('settings') },
      { type: 'separator' },
      {
        label: t('tray.pause'),
        type: 'checkbox',
        checked: paused,
        click: ({ checked }) => does.onPause(checked),
      },
      { label: t('tray.quit'), click: does.onQuit },
    ]
  }

  /** The newest can be undone; what has become a task is opened, what has not is looked at in Sent. */
  const latest = (captures: readonly Capture[], t: Words): MenuItemConstructorOptions[] => {
    const [newest] = captures
    const undo =
      newest && isUndoable(newest)
        ? [{ label: t('tray.undo', named(newest)), click: () => does.onUndo(newest.id) }]
        : []
    const opens = captures.slice(0, recent).flatMap((capture): MenuItemConstructorOptions[] => {
      if (capture.state === 'sent')
        return [{ label: t('tray.open', named(capture)), click: () => does.onOpen(capture.id) }]
      if (capture.state === 'waiting' || capture.state === 'sending')
        return [{ label: t('tray.waits', named(capture)), click: () => does.onShow('sent') }]
      return []
    })
    return [...undo, ...opens]
  }

  const counted = (count: number, label: string): MenuItemConstructorOptions[] =>
    count === 0 ? [] : [{ label: `  ${label}`, click: () => does.onShow('sent') }]

  let shown = ''
  return {
    update: (next) => {
      const items = menu(next)
      const look = JSON.stringify([items, next.captures.slice(0, recent).map(({ id }) => id)])
      if (look === shown) return
      shown = look
      tray.setToolTip(words(next.locale)('tray.tooltip'))
      tray.setContextMenu(Menu.buildFromTemplate(items))
    },
  }
}

type Words = ReturnType<typeof words>

const separated = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.length === 0 ? [] : [{ type: 'separator' }, ...items]

const isUndoable = ({ state }: Capture) => state === 'waiting' || state === 'sending' || state === 'sent'

/** In a menu `&` marks the key of an entry; doubled it is itself. */
const named = ({ title }: Capture) => ({
  title: (title.length > titleLimit ? `${title.slice(0, titleLimit - 1)}…` : title).replaceAll('&', '&&'),
})
