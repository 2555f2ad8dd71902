import { app, nativeTheme } from 'electron'
import type { Problem } from '../model.ts'
import type { CaptureFiles, Capturing } from '../outbox/set-up.ts'
import { awaitTray, trayHost } from '../shell/tray/tray-host.ts'
import { createTray } from '../shell/tray/tray.ts'
import type { Windows } from '../shell/windows/windows.ts'
import type { System } from './system.ts'
import type { EventBus } from './event-bus.ts'
import type { Installation } from './installation.ts'
import type { LocaleChoice } from './locale.ts'
import type { Logging } from './logging.ts'
import type { ShortcutParts } from './shortcut.ts'

type Deps = {
  installation: Pick<Installation, 'resource'>
  logging: Logging
  locale: LocaleChoice
  events: EventBus
  shortcut: Pick<ShortcutParts, 'hotkey' | 'preferences'>
  files: Pick<CaptureFiles, 'outbox'>
  capturing: Pick<Capturing, 'captures' | 'upload'>
  system: Pick<System, 'updates'>
  windows: Windows
}

/** The tray icon, whose menu follows what happens, and the theme of all that is not a page. */
export function setUpTray(deps: Deps): void {
  const { events, locale, files } = deps
  const { updates } = deps.system
  const { hotkey, preferences } = deps.shortcut
  const tray = createTray({
    icon: deps.installation.resource(
      process.platform === 'darwin' ? 'icons/trayTemplate.png' : 'icons/tray.png',
    ),
    ...actionsOf(deps),
  })
  const update = () => {
    const { state } = updates.get()
    tray.update({
      locale: locale.get(),
      captures: files.outbox.list(),
      upload: deps.capturing.upload(),
      paused: hotkey.isPaused(),
      isShortcutBroken: isBroken(preferences.get().shortcutProblem),
      update: state.kind === 'ready' ? state.found : null,
    })
  }
  nativeTheme.themeSource = preferences.get().theme
  update()
  events.on('settings.changed', ({ theme }) => {
    nativeTheme.themeSource = theme
    update()
  })
  for (const name of ['captures.changed', 'captures.removed', 'upload.changed', 'updates.changed'] as const)
    events.on(name, update)
  void awaitTray({ look: () => trayHost(process.platform), onCome: tray.renew })
}

/** Where the desktop decides, it may well work. */
const isBroken = (problem: Problem | null) => problem !== null && problem.code !== 'hotkey-uncertain'

function actionsOf({ logging, shortcut, capturing: { captures }, system: { updates }, windows }: Deps) {
  /** A menu cannot tell why something did not work; Sent does. */
  const orShowSent = (work: Promise<void>) => {
    work.catch((error: unknown) => {
      logging.log('A capture could not be opened or undone from the tray', error)
      windows.showMain('sent')
    })
  }
  /** Where it did not come to that, Settings says why. */
  const installUpdate = async () => {
    const { state, held } = await updates.install()
    if (held !== null || state.kind === 'failed') windows.showMain('settings')
  }
  return {
    onCapture: () => windows.showCapture(),
    onShow: windows.showMain,
    onOpen: (id: string) => orShowSent(captures.open(id)),
    onUndo: (id: string) => orShowSent(captures.undo(id)),
    onStopUpload: captures.stopUpload,
    onPause: (paused: boolean) => shortcut.preferences.pauseShortcut('user', paused),
    onUpdate: () => void installUpdate(),
    onQuit: () => app.quit(),
  }
}
