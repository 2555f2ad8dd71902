import { clipboard, ipcMain } from 'electron'
import type { Accounts } from '../accounts/set-up.ts'
import { handlers } from '../handlers.ts'
import { handleRequests } from '../ipc/handle.ts'
import type { CaptureFiles, Capturing } from '../outbox/set-up.ts'
import { undelivered } from '../outbox/undelivered.ts'
import type { Network } from '../network/set-up.ts'
import { stageSetFiles } from '../plan/set-files.ts'
import { setUpBoards } from '../plan/set-up.ts'
import type { Preferences } from '../preferences.ts'
import { chooseOpen, chooseSave } from '../shell/file-dialogs.ts'
import { isOurPage } from '../shell/guard.ts'
import type { Windows } from '../shell/windows/windows.ts'
import type { ObjectFile } from '../store/settings.ts'
import { settingsFiles } from '../store/settings-file.ts'
import type { EventBus } from './event-bus.ts'
import type { Installation } from './installation.ts'
import type { LocaleChoice } from './locale.ts'
import type { Logging } from './logging.ts'
import type { ReminderParts } from './reminders.ts'
import type { System } from './system.ts'

/** What the requests of the windows need. */
export type RequestParts = {
  installation: Installation
  logging: Logging
  locale: LocaleChoice
  events: EventBus
  openStore: (name: string) => ObjectFile
  preferences: Preferences
  accounts: Accounts
  files: CaptureFiles
  capturing: Capturing
  windows: Windows
  system: System
  network: Network
  reminders: ReminderParts
}

/** From now on the windows' requests are answered by the parts of the app. */
export function answerRequests(deps: RequestParts): void {
  const { installation, logging, locale, events, openStore, preferences, accounts, files, windows } = deps
  const { inData, pages } = installation
  const { log } = logging
  const { captures, upload, incoming } = deps.capturing
  const { session, oauthSignIn, openTask } = accounts
  handleRequests(
    handlers({
      session,
      oauthSignIn,
      boards: setUpBoards({
        accounts,
        openStore,
        inData,
        onPart: (part) => events.emit('plan.part', part),
        log,
      }),
      stageSets: stageSetFiles({
        chooseSave: (name) => chooseSave(locale.get(), 'stageSet', name),
        chooseOpen: () => chooseOpen(locale.get(), 'stageSet'),
      }),
      settingsFiles: settingsFiles({
        settings: preferences.get,
        chooseSave: (name) => chooseSave(locale.get(), 'settings', name),
        chooseOpen: () => chooseOpen(locale.get(), 'settings'),
      }),
      draft: files.draft,
      captures,
      upload,
      damaged: files.damaged,
      toClipboard: (text) => clipboard.writeText(text),
      undelivered: () => undelivered(files.outbox.records()),
      preferences,
      tryShortcut: (on) => preferences.tryShortcut(on, () => events.emit('shortcut.arrived', null)),
      ...deps.system,
      network: deps.network,
      reminders: deps.reminders,
      windows,
      openTask,
      openLogs: logging.dialogs.openLogs,
    }),
    { ipcMain, isOurs: (event) => isOurPage(event, windows.contents(), pages), files: incoming, log },
  )
}
