import type { MenuItemConstructorOptions } from 'electron'
import type { Capture, Upload, View } from '../../model.ts'
import { words, type Locale } from '../words.ts'

/** What an entry does when it is chosen. */
export type TrayActions = {
  onCapture: () => void
  onShow: (view: View) => void
  /** Opens a capture's task in the browser. */
  onOpen: (id: string) => void
  onUndo: (id: string) => void
  onStopUpload: (id: string) => void
  onPause: (paused: boolean) => void
  /** Restarts the app, with the version that was fetched. */
  onUpdate: () => void
  onQuit: () => void
}

export type Shown = {
  locale: Locale
  /** Newest first. */
  captures: readonly Capture[]
  /** The files that are on their way. */
  upload: Upload | null
  /** Whether the shortcut is paused, and whether something else keeps it from working. */
  paused: boolean
  isShortcutBroken: boolean
  /** The version that is ready to be installed, if one is. */
  update: string | null
}

const recent = 5
/** A menu is no place for a long text. */
const titleLimit = 40

/** The tray's menu: ways in, what was captured last and where it stands, what can be switched. */
export function trayMenu(shown: Shown, does: TrayActions): MenuItemConstructorOptions[] {
  const { locale, captures, paused, update } = shown
  const t = words(locale)
  const attention = captures.filter(({ state }) => state === 'attention').length
  const waiting = captures.filter(({ state }) => state === 'waiting' || state === 'sending').length
  const counted = (count: number, label: string): MenuItemConstructorOptions[] =>
    count === 0 ? [] : [{ label: `  ${label}`, click: () => does.onShow('sent') }]
  return [
    { label: t('tray.quickAdd'), click: does.onCapture },
    ...separated([...latest(captures, t, does), ...uploading(shown, t, does)]),
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
    ...(shown.isShortcutBroken
      ? [{ label: t('tray.shortcutProblem'), click: () => does.onShow('settings') }]
      : []),
    ...(update === null ? [] : [{ label: t('tray.update', { version: update }), click: does.onUpdate }]),
    { label: t('tray.quit'), click: does.onQuit },
  ]
}

/** Two menus that look alike and do the same have the same. */
export const lookOf = (items: readonly MenuItemConstructorOptions[], { captures }: Shown): string =>
  JSON.stringify([items, captures.slice(0, recent).map(({ id }) => id)])

type Words = ReturnType<typeof words>

/** The newest can be undone; what has become a task is opened, what has not is looked at in Sent. */
function latest(captures: readonly Capture[], t: Words, does: TrayActions): MenuItemConstructorOptions[] {
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

/** In steps of ten, so that an open menu is not made anew all the time. */
function uploading({ upload, captures }: Shown, t: Words, does: TrayActions): MenuItemConstructorOptions[] {
  const capture = captures.find(({ id }) => id === upload?.id)
  if (!upload || !capture) return []
  const percent = Math.floor((upload.sent / upload.of) * 10) * 10
  return [
    { label: t('tray.uploads', { ...named(capture), percent }), click: () => does.onShow('sent') },
    { label: `  ${t('tray.stopUpload')}`, click: () => does.onStopUpload(upload.id) },
  ]
}

const separated = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.length === 0 ? [] : [{ type: 'separator' }, ...items]

const isUndoable = ({ state }: Capture) => state === 'waiting' || state === 'sending' || state === 'sent'

/** In a menu `&` marks the key of an entry; doubled it is itself. */
const named = ({ title }: Capture) => ({
  title: (title.length > titleLimit ? `${title.slice(0, titleLimit - 1)}…` : title).replaceAll('&', '&&'),
})
