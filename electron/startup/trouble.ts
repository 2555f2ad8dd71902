import { net } from 'electron'
import type { CaptureFiles } from '../outbox/set-up.ts'
import { type TroubleWatch, watchTrouble } from '../outbox/trouble-watch.ts'
import { createNotifications } from '../shell/notifications.ts'
import type { Windows } from '../shell/windows/windows.ts'
import type { EventBus } from './event-bus.ts'
import type { LocaleChoice } from './locale.ts'
import type { ShortcutParts } from './shortcut.ts'

type Deps = {
  locale: LocaleChoice
  events: EventBus
  settings: ShortcutParts['settings']
  files: Pick<CaptureFiles, 'outbox'>
  windows: Pick<Windows, 'showMain'>
}

/** Lets the system notify the user of captures that need attention or wait too long, also while no window is open. */
export function notifyOfTrouble({ locale, events, settings, files, windows }: Deps): TroubleWatch {
  const watch = watchTrouble({
    captures: files.outbox.list,
    longestWait: () => {
      const { waitingNotice } = settings.get()
      return waitingNotice === 'never' ? null : Number(waitingNotice) * 60_000
    },
    isOnline: () => net.isOnline(),
    tell: createNotifications({ locale: locale.get, onClick: () => windows.showMain('sent') }),
  })
  for (const name of ['captures.changed', 'captures.removed', 'settings.changed'] as const)
    events.on(name, watch.look)
  watch.look()
  return watch
}
