import { Notification } from 'electron'
import type { CaptureTrouble } from '../outbox/trouble-watch.ts'
import { words, type Locale } from './words.ts'

type Deps = {
  locale: () => Locale
  /** The user has clicked: Sent is to be opened. */
  onClick: () => void
}

/**
 * Shows the system's own notification of captures in trouble, which keeps quiet where the user asked the system for quiet. It
 * names no task: a notification may stand on a locked screen.
 */
export function createNotifications({ locale, onClick }: Deps): (trouble: CaptureTrouble) => void {
  // Without a reference it is collected as garbage, and its click with it.
  const shown = new Map<CaptureTrouble['kind'], Notification>()
  return ({ kind, count }) => {
    if (!Notification.isSupported()) return
    const t = words(locale())
    const notification = new Notification({
      title: t(`notification.${kind}`, { count }),
      body: t('notification.next'),
    })
    notification.on('click', onClick)
    notification.on('close', () => shown.delete(kind))
    shown.set(kind, notification)
    notification.show()
  }
}
