// Starts the app: builds its parts in this order and hands them to each other.
import { app, shell } from 'electron'
import { setUpAccounts, type Accounts } from './accounts/set-up.ts'
import { setUpSocket } from './inbound/set-up.ts'
import { openCaptureFiles, setUpCaptures, type CaptureFiles, type Capturing } from './outbox/set-up.ts'
import { endByForce } from './shell/end-by-force.ts'
import { openOnPortal } from './shell/links.ts'
import { prepareChromium } from './startup/chromium.ts'
import { holdDataFolder } from './startup/data-folder.ts'
import { openEntryPoints, receiveLinks } from './startup/entry-points.ts'
import { createEventBus, type EventBus } from './startup/event-bus.ts'
import { readInstallation, storeOpener } from './startup/installation.ts'
import { createLocaleChoice } from './startup/locale.ts'
import { setUpLogging } from './startup/logging.ts'
import { setUpOutside, type OutsideParts } from './startup/outside.ts'
import { quitInOrder } from './startup/quit.ts'
import { openNetwork } from './startup/network.ts'
import { createRelay, type Relay } from './startup/relay.ts'
import { setUpReminders } from './startup/reminders.ts'
import { answerRequests, type RequestParts } from './startup/requests.ts'
import { setUpShortcut, type ShortcutParts } from './startup/shortcut.ts'
import { setUpSystem, systemName } from './startup/system.ts'
import { setUpTray } from './startup/tray.ts'
import { notifyOfTrouble } from './startup/trouble.ts'
import { wakeDelivery } from './startup/wake-ups.ts'
import { setUpWindows } from './startup/windows.ts'
import type { FolderLock } from './store/folder-lock.ts'
import { keepToUser } from './store/object-file.ts'
import type { SettingsStore } from './store/settings.ts'
import { takesFiles } from './store/writable-folder.ts'

const installation = readInstallation()
const { version, dataFolder, inData } = installation
const locale = createLocaleChoice()
const logging = setUpLogging({ installation, locale: locale.get })
const { log, dialogs } = logging
prepareChromium()
const links = receiveLinks()

if (!takesFiles(dataFolder)) {
  void app.whenReady().then(refuseFolder) // not even the lock below could be had there
} else if (app.requestSingleInstanceLock()) {
  keepToUser(dataFolder)
  void app.whenReady().then(run).catch(failStart)
} else {
  app.quit() // the first instance opens a window instead, see 'second-instance'
}

async function run(): Promise<void> {
  const lock = await holdDataFolder({ installation, logging })
  if (!lock) return
  const events = createEventBus()
  const openStore = storeOpener(installation, log)
  // First of all the shortcut: who presses it now waits for the window, and nothing is missed.
  const shortcut = setUpShortcut({ openStore, locale, events })
  const outside = setUpOutside(installation)
  const files = await openCaptureFiles({
    dataFolder,
    inData,
    onChange: (changed) => events.emit('captures.changed', changed),
    onRemoved: (id) => events.emit('captures.removed', [id]),
    log,
  })
  const { windows, captureShown } = setUpWindows({ installation, openStore, events, logging })
  const { secrets, keychainAnswered } = outside
  const networkAgreed = createRelay<void>()
  const network = openNetwork({ openStore, secrets, events, networkAgreed, logging })
  const accounts = openAccounts({ network, secrets, openStore, events })
  const capturing = openCaptures({ files, accounts, events, settings: shortcut.settings })
  const system = setUpSystem({
    installation,
    logging,
    events,
    preferences: shortcut.preferences,
    accounts,
    files,
    windows,
    network,
  })
  const reminders = setUpReminders({
    locale,
    logging,
    events,
    openStore,
    settings: shortcut.settings,
    accounts,
    windows,
  })
  const shared = {
    reminders,
    installation,
    network,
    logging,
    locale,
    events,
    files,
    accounts,
    capturing,
    windows,
    system,
  }
  answerRequests({ ...shared, openStore, preferences: shortcut.preferences })
  endByForce(capturing.incoming.hasHung)
  setUpTray({ ...shared, shortcut })
  captureShown.listen(accounts.freshenNames)
  await begin({ ...shared, shortcut, outside, keychainAnswered, networkAgreed, lock })
}

type AccountParts = Pick<Parameters<typeof setUpAccounts>[0], 'network' | 'secrets' | 'openStore'> & {
  events: EventBus
}

function openAccounts({ events, ...parts }: AccountParts): Accounts {
  return setUpAccounts({
    ...parts,
    version,
    inData,
    locale: locale.get,
    openWebPage: (url) => shell.openExternal(url),
    openOnPortal,
    onChange: (session) => events.emit('session.changed', session),
    onNames: () => events.emit('names.changed', null),
    log,
  })
}

type CaptureParts = { files: CaptureFiles; accounts: Accounts; events: EventBus; settings: SettingsStore }

function openCaptures({ files, accounts, events, settings }: CaptureParts): Capturing {
  return setUpCaptures({
    files,
    accounts,
    locale: locale.get,
    endOfDay: () => settings.get().endOfDay,
    workdays: () => settings.get().workdays,
    keepSent: () => settings.get().keepSent,
    templates: () => settings.get().templates,
    onDraft: (view) => events.emit('draft.changed', view),
    onUpload: (upload) => events.emit('upload.changed', upload),
    log,
  })
}

type Parts = Omit<RequestParts, 'openStore' | 'preferences'> & {
  shortcut: ShortcutParts
  outside: OutsideParts
  /** A question was answered long after it was asked. */
  keychainAnswered: Relay<void>
  networkAgreed: Relay<void>
  lock: FolderLock
}

/** Lets in what comes from outside, and takes up the work of the last time. */
async function begin({ shortcut, outside, lock, ...parts }: Parts): Promise<void> {
  const { accounts, capturing, windows, system } = parts
  const wakeUps = wakeDelivery(parts)
  const trouble = notifyOfTrouble({ ...parts, settings: shortcut.settings })
  openEntryPoints({ links, shortcutPressed: shortcut.shortcutPressed, windows, log })
  capturing.tidy()
  const resumed = accounts.takeUp(app.commandLine.hasSwitch('demo'))
  const socket = setUpSocket({ ...parts, showCapture: windows.showCapture, ready: resumed })
  system.updates.start()
  void system.autostart.repair()
  void shortcut.preferences.lookAtLayoutSwitches()
  quitInOrder(async () => {
    system.updates.stop()
    windows.release()
    wakeUps.stop()
    trouble.stop()
    parts.reminders.stop()
    await socket.close()
    await capturing.delivery.stop()
    await accounts.close()
    outside.close()
    await lock.release()
  })
  log(`Quickplan ${version} has started: Electron ${String(process.versions.electron)}, ${systemName()}`)
  await resumed
  forgetDaily(capturing.forgetOld)
}

function forgetDaily(forgetOld: () => Promise<unknown>): void {
  void forgetOld()
  setInterval(() => void forgetOld(), 24 * 3_600_000).unref()
}

function refuseFolder(): void {
  log('The data folder takes no files')
  dialogs.tellFolderRefused(dataFolder)
  app.exit(1)
}

/** Without its parts the app could only stand in the way of the next start. */
async function failStart(error: unknown): Promise<void> {
  log('The app could not start', error)
  await dialogs.tellFailedStart()
  app.exit(1)
}
