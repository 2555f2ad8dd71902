import { boundPastes } from '../shell/clipboard/bounded-paste.ts'
import { guardPages } from '../shell/guard.ts'
import { servePages } from '../shell/protocol.ts'
import { createCrashRecovery } from '../shell/windows/crash-recovery.ts'
import { createWindows } from '../shell/windows/windows.ts'
import { createPlaces } from '../store/places.ts'
import type { ObjectFile } from '../store/settings.ts'
import type { EventBus } from './event-bus.ts'
import type { Installation } from './installation.ts'
import type { Logging } from './logging.ts'
import { createRelay } from './relay.ts'

type Deps = {
  installation: Pick<Installation, 'preload' | 'pages' | 'pagesFolder' | 'resource'>
  openStore: (name: string) => ObjectFile
  events: EventBus
  logging: Logging
}

/** The windows, what their pages may do, and the news that they get. The capture window begins to load. */
export function setUpWindows({ installation, openStore, events, logging }: Deps) {
  const { preload, pages, pagesFolder, resource } = installation
  const { log, reportError, dialogs } = logging
  const captureShown = createRelay<void>()
  guardPages(pages)
  boundPastes()
  servePages(pagesFolder)
  const windows = createWindows({
    preload,
    pages,
    places: createPlaces(openStore('places')),
    icon: resource('icons/icon.png'),
    recovery: createCrashRecovery({ pages, log, reportError, dialogs }),
    onCaptureShown: captureShown.send,
  })
  events.onAny(windows.send)
  return { windows, captureShown }
}
