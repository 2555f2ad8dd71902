import Store from 'electron-store'
import { app, clipboard, globalShortcut, ipcMain, nativeTheme, net, powerMonitor, shell } from 'electron'
import { homedir, release, tmpdir, type } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUpAccounts } from './accounts/set-up.ts'
import { createAutostart } from './autostart/autostart.ts'
import { loginItem } from './autostart/login-item.ts'
import { xdgEntry } from './autostart/xdg-entry.ts'
import { createAlarm, outliveErrors } from './alarm.ts'
import { openCaptureFiles, setUpCaptures } from './outbox/set-up.ts'
import { isUndelivered, undelivered } from './outbox/undelivered.ts'
import { watchNetwork } from './outbox/delivery/network-watch.ts'
import { createDiagnostics, inHome, sessionType } from './diagnostics.ts'
import { captureCommand } from './inbound/capture-command.ts'
import { parseDoor, type Door } from './inbound/parse-door.ts'
import { setUpSocket } from './inbound/set-up.ts'
import type { SettingsView } from './model.ts'
import { handleRequests } from './ipc/handle.ts'
import { handlers } from './handlers.ts'
import { createLog } from './log.ts'
import { createLogFile } from './log-file.ts'
import { stageSetFiles } from './plan/set-files.ts'
import { setUpBoards } from './plan/set-up.ts'
import { createPreferences } from './preferences.ts'
import { chooseOpen, chooseSave } from './shell/file-dialogs.ts'
import { sayFolderIsHeld } from './shell/folder-is-held.ts'
import { forkKeychain } from './shell/fork-keychain.ts'
import { guardPages, isOurPage } from './shell/guard.ts'
import { createHotkey } from './shell/hotkey.ts'
import { awaitTray } from './shell/tray/late-tray.ts'
import { openOnPortal } from './shell/links.ts'
import { declarePageScheme, pageOrigin, servePages } from './shell/protocol.ts'
import { createTray } from './shell/tray/tray.ts'
import { trayHost } from './shell/tray/tray-host.ts'
import { createTrouble } from './shell/trouble.ts'
import { createWindowKeeper } from './shell/windows/window-keeper.ts'
import { createWindows, type Windows } from './shell/windows/windows.ts'
import { localeOf, type Locale } from './shell/words.ts'
import { lockFolder } from './store/folder-lock.ts'
import { keepToUser, setAsideIfDamaged } from './store/object-file.ts'
import { createPlaces } from './store/places.ts'
import { outsideKeychain } from './store/secrets/outside-keychain.ts'
import { keychainSecrets } from './store/secrets/secrets.ts'
import { createSettings } from './store/settings.ts'
import { setUpUpdates } from './updates/set-up.ts'

const openWebPage = (url: string) => shell.openExternal(url)
const here = fileURLToPath(new URL('.', import.meta.url))
const resource = (name: string) => join(here, '../../resources', name)
const dataFolder = app.getPath('userData')
const inData = (name: string) => join(dataFolder, name)
const toClipboard = (text: string) => clipboard.writeText(text)
const home = homedir()
const logFile = createLogFile({ folder: inData('logs'), load: () => import('electron-log/node') })

// `electron-vite dev` serves the pages itself, with its own origin; a packaged app never does.
const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const pages = developmentServer ?? pageOrigin

const log = createLog({
  write: (entry) => {
    process.stderr.write(entry)
    logFile.write(entry)
  },
  home,
  talkative: developmentServer !== undefined,
})
let locale: () => Locale = () => localeOf('system', app.getPreferredSystemLanguages())
const trouble = createTrouble({
  locale: () => locale(),
  logPath: logFile.path,
  shownPath: inHome(logFile.path, home),
})
const alarm = createAlarm({ log, tell: trouble.tellUnhandled })
outliveErrors(process, alarm)
process.stderr.on('error', () => undefined) // nobody may be there to read it any more

// Only root, for whom Chromium has no sandbox, starts with this switch: in a container or on a test machine.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// https://www.electronjs.org/docs/latest/api/global-shortcut
const isWayland = sessionType(process.platform, process.env) === 'wayland'
if (isWayland) app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')
declarePageScheme()
keepToUser(dataFolder)

// macOS hands over a link before there is a window for it.
const earlyLinks: string[] = []
app.on('open-url', keepEarlyLink)

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(run).catch(giveUp)
} else {
  app.quit() // the first instance opens a window instead, see 'second-instance'
}

async function run(): Promise<void> {
  // Before anything of the folder is touched; the single instance lock does not see into other containers.
  const lock = await lockFolder({
    dataFolder,
    platform: process.platform,
    runtimeFolder: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
  }).catch((error: unknown) => {
    log('The data folder could not be locked', error)
    return undefined
  })
  if (lock === null) {
    sayFolderIsHeld(localeOf('system', app.getPreferredSystemLanguages()), dataFolder, log)
    return
  }
  // First of all the shortcut: whoever presses it now waits for the window, and nothing is missed.
  let toggleCapture = () => {
    isWanted = true
  }
  let isWanted = false
  const settings = createSettings(openStore('settings'))
  const hotkey = createHotkey(globalShortcut, () => toggleCapture(), isWayland)
  const preferences = createPreferences({
    settings,
    hotkey,
    localeOf: ({ language }) => localeOf(language, app.getPreferredSystemLanguages()),
    onChange: (view) => showPreferences(view),
  })
  preferences.arm()
  locale = () => preferences.get().locale

  guardPages([pages])
  servePages(join(here, '../renderer'))
  const files = await openCaptureFiles({
    dataFolder,
    inData,
    onChange: (changed) => {
      windows.send('captures.changed', changed)
      updateTray()
    },
    onRemoved: (id) => {
      windows.send('captures.removed', [id])
      updateTray()
    },
    log,
  })
  const windows = createWindows({
    preload: join(here, '../preload/preload.cjs'),
    pages,
    places: createPlaces(openStore('places')),
    icon: resource('icons/icon.png'),
    keeper: createWindowKeeper({ pages, log, alarm, trouble }),
    onCaptureShown: () => accounts.freshenNames(),
  })

  const version = app.getVersion()
  const keychain = outsideKeychain({
    start: () => forkKeychain(join(here, 'keychain.js')),
    onLateAnswer: () => comeBack(),
  })
  const accounts = setUpAccounts({
    fetch,
    version,
    secrets: keychainSecrets(keychain),
    openStore,
    inData,
    locale,
    openWebPage,
    openOnPortal,
    onChange: (next) => {
      windows.send('session.changed', next)
      delivery.wake()
    },
    onNames: () => windows.send('names.changed', null),
    log,
  })
  const { session, clients, oauthSignIn, openTask } = accounts
  const { captures, delivery, tidy, forgetOld, attach } = setUpCaptures({
    files,
    accounts,
    locale,
    endOfDay: () => settings.get().endOfDay,
    keepSent: () => settings.get().keepSent,
    onDraft: (view) => windows.send('draft.changed', view),
    log,
  })
  const start = startCommand()
  const command = captureCommand({
    platform: process.platform,
    // A program outside cannot read what is packed in the app's archive.
    client: join(here, 'quickplan.mjs').replace('app.asar', 'app.asar.unpacked'),
    path: process.env['PATH'] ?? '',
    app: start,
    dataFolder: app.commandLine.hasSwitch('user-data-dir') ? dataFolder : null,
  })
  const hiddenStart = [...start, '--hidden']
  const autostart = createAutostart({
    entry:
      process.platform === 'linux'
        ? xdgEntry({ env: process.env, home, start: hiddenStart })
        : loginItem({ app, start: hiddenStart }),
    shown: (path) => inHome(path, home),
    log,
  })
  const { electron = '', chrome = '', node = '' } = process.versions
  const diagnostics = createDiagnostics({
    versions: { quickplan: version, electron, chromium: chrome, node },
    system: `${type()} ${release()} (${process.arch})`,
    platform: process.platform,
    env: process.env,
    home,
    dataFolder,
    log: logFile.path,
    tray: () => trayHost(process.platform),
    session: session.get,
    settings: preferences.get,
    captures: files.outbox.list,
    capabilities: clients.capabilities,
    toClipboard,
  })
  const updates = setUpUpdates({
    version,
    file: app.isPackaged ? resource('updates.json') : null,
    isCaptureUp: windows.isCaptureUp,
    draft: files.draft.view,
    captures: files.outbox.list,
    onChange: (view) => {
      windows.send('updates.changed', view)
      updateTray()
    },
    log,
  })
  handleRequests(
    handlers({
      session,
      oauthSignIn,
      boards: setUpBoards({
        accounts,
        openStore,
        inData,
        onPart: (part) => windows.send('plan.part', part),
        log,
      }),
      stageSets: stageSetFiles({
        chooseSave: (name) => chooseSave(locale(), name),
        chooseOpen: () => chooseOpen(locale()),
      }),
      draft: files.draft,
      captures,
      damaged: files.damaged,
      toClipboard,
      undelivered: () => undelivered(files.outbox.records()),
      preferences,
      autostart,
      diagnostics,
      updates,
      windows,
      openTask,
      openLogs: trouble.openLogs,
      command: { text: () => command, copy: () => toClipboard(command) },
    }),
    { ipcMain, isOurs: (event) => isOurPage(event, windows.contents(), pages), attach, log },
  )

  const tray = createTray({
    icon: resource(process.platform === 'darwin' ? 'icons/trayTemplate.png' : 'icons/tray.png'),
    onCapture: () => windows.showCapture(),
    onShow: (view) => windows.showMain(view),
    onOpen: (id) => orShowSent(captures.open(id)),
    onUndo: (id) => orShowSent(captures.undo(id)),
    onPause: (paused) => preferences.pauseShortcut('person', paused),
    onUpdate: () => void installUpdate(),
    onQuit: () => app.quit(),
  })
  /** A menu cannot tell why something did not work; Sent does. */
  const orShowSent = (work: Promise<void>) => {
    work.catch((error: unknown) => {
      log('A capture could not be opened or undone from the tray', error)
      windows.showMain('sent')
    })
  }
  /** Where it did not come to that, Settings says why. */
  const installUpdate = async () => {
    const { state, held } = await updates.install()
    if (held !== null || state.kind === 'failed') windows.showMain('settings')
  }
  const updateTray = () => {
    const { state } = updates.get()
    const update = state.kind === 'ready' ? state.found : null
    tray.update({ locale: locale(), captures: files.outbox.list(), paused: hotkey.isPaused(), update })
  }
  const showPreferences = (view: SettingsView) => {
    nativeTheme.themeSource = view.theme
    windows.send('settings.changed', view)
    updateTray()
  }
  showPreferences(preferences.get())
  void awaitTray({ look: () => trayHost(process.platform), onCome: tray.renew })

  app.on('activate', () => windows.showMain('plan'))
  app.on('window-all-closed', () => undefined) // the app lives in the tray
  // Whoever comes back may have unlocked the keychain, too.
  const comeBack = () => {
    if (session.get().access === 'locked')
      session.resume().catch((error: unknown) => log('Still locked', error))
    delivery.wake()
  }
  powerMonitor.on('resume', comeBack)
  powerMonitor.on('unlock-screen', comeBack)
  const network = watchNetwork({
    isOnline: () => net.isOnline(),
    isWaiting: () => files.outbox.records().some(isUndelivered),
    wake: delivery.wake,
  })
  toggleCapture = windows.toggleCapture
  if (isWanted) windows.showCapture()
  enterByDoors(windows)
  tidy()
  const resumed = accounts.takeUp(app.commandLine.hasSwitch('demo'))
  void resumed.then(forgetOld)
  setInterval(() => void forgetOld(), 24 * 3_600_000).unref()
  const socket = setUpSocket({
    dataFolder,
    version,
    start,
    showCapture: (given) => windows.showCapture(given),
    captures,
    ready: resumed,
    log,
  })
  updates.start()
  void autostart.mend()
  quitInOrder(async () => {
    updates.stop()
    windows.release()
    network.stop()
    await socket.close()
    await delivery.stop()
    await accounts.close()
    keychain.close()
    await lock?.release()
  })
  log(`Quickplan ${version} has started: Electron ${electron}, ${type()} ${release()}`)
  await resumed
}

/** Without its parts the app could only stand in the way of the next start. */
async function giveUp(error: unknown): Promise<void> {
  log('The app could not start', error)
  await trouble.tellFailedStart()
  app.exit(1)
}

/** How the app was started, by whom it is started again, and links: each opens a window, or says why not. */
function enterByDoors(windows: Pick<Windows, 'showCapture' | 'showMain'>): void {
  const enter = (door: Door) => {
    if (door.kind === 'refused') log(`A link was refused: ${door.reason}`)
    if (door.kind === 'capture') windows.showCapture(door.given)
    else if (door.kind !== 'hidden') windows.showMain('plan')
  }
  if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient('quickplan')
  app.on('second-instance', (_event, argv) => enter(parseDoor(argv)))
  app.off('open-url', keepEarlyLink)
  app.on('open-url', (event, link) => {
    event.preventDefault()
    enter(parseDoor(link))
  })
  // A Mac gives a login item no arguments, but tells that it is one.
  if (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin && earlyLinks.length === 0)
    return
  for (const given of earlyLinks.length > 0 ? earlyLinks : [process.argv]) enter(parseDoor(given))
}

/** The command line that starts this very app on this very data. */
function startCommand(): string[] {
  const program = app.isPackaged
    ? [process.env['APPIMAGE'] ?? process.execPath]
    : [process.execPath, app.getAppPath()]
  const switches = [
    ...(app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []),
    ...(app.commandLine.hasSwitch('user-data-dir') ? [`--user-data-dir=${dataFolder}`] : []),
  ]
  return [...program, ...switches]
}

/** A JSON file of the app's own; a damaged one is set aside and the app starts with defaults. */
function openStore(name: string): Store {
  const aside = setAsideIfDamaged(inData(`${name}.json`))
  if (aside) log(`A damaged file was set aside: ${aside}`)
  return new Store({ cwd: dataFolder, name, configFileMode: 0o600 })
}

function keepEarlyLink(event: { preventDefault(): void }, link: string): void {
  event.preventDefault()
  earlyLinks.push(link)
}

/** Lets what is under way end before the app does, but not for long: everything that matters is on disk already. */
function quitInOrder(close: () => Promise<void>, patience = 3_000): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    const limit = new Promise((resolve) => setTimeout(resolve, patience))
    void Promise.race([close(), limit]).finally(() => {
      closed = true
      // Not in the same turn: Electron is still busy with the first attempt, and would forget this one.
      setImmediate(() => app.quit())
    })
  })
}
