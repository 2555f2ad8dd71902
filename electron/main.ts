import Store from 'electron-store'
import { app, clipboard, globalShortcut, ipcMain, nativeTheme, powerMonitor, shell } from 'electron'
import { homedir, release, tmpdir, type } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAbilityProbe } from './accounts/ability-probe.ts'
import { createClients } from './accounts/clients.ts'
import { createOAuthSignIn } from './accounts/oauth-sign-in.ts'
import { createSession } from './accounts/session.ts'
import { portalDirectory } from './bitrix/directory.ts'
import { tokenEndpoint } from './bitrix/oauth-tokens.ts'
import { planStages } from './bitrix/stages.ts'
import { portalTasks, taskLink } from './bitrix/tasks.ts'
import { largestFile } from './capture/attachment-limits.ts'
import { openAttachments } from './capture/attachments.ts'
import { createCaptures } from './capture/captures.ts'
import { createCarrier } from './capture/carrier.ts'
import { createChanges } from './capture/changes.ts'
import { createCreation } from './capture/creation.ts'
import { createDelivery } from './capture/delivery.ts'
import { createDirectoryCache } from './capture/directory-cache.ts'
import { draftFiles } from './capture/draft-files.ts'
import { openDraft } from './capture/draft.ts'
import { openOutbox } from './capture/outbox.ts'
import { parseCapture } from './capture/parse.ts'
import { createRecentTags } from './capture/recent-tags.ts'
import { suggest } from './capture/suggest.ts'
import { tidyAttachments } from './capture/tidy-attachments.ts'
import { createDemoHost } from './demo-host.ts'
import { startDemoPortal } from './demo/portal.ts'
import { createDiagnostics, sessionType } from './diagnostics.ts'
import { addLines } from './doors/add-lines.ts'
import { captureCommand } from './doors/capture-command.ts'
import { parseDoor, type Door } from './doors/parse-door.ts'
import { openDoor } from './doors/server.ts'
import { AppError } from './errors.ts'
import { handleRequests } from './ipc/handle.ts'
import { handlers } from './ipc/handlers.ts'
import { createLog } from './log.ts'
import { createPreferences } from './preferences.ts'
import { guardPages, isOurPage } from './shell/guard.ts'
import { createHotkey } from './shell/hotkey.ts'
import { openOnPortal } from './shell/links.ts'
import { declarePageScheme, pageOrigin, servePages } from './shell/protocol.ts'
import { createTray } from './shell/tray.ts'
import { trayHost } from './shell/tray-host.ts'
import { createWindows } from './shell/windows.ts'
import { localeOf } from './shell/words.ts'
import { createAccountNotes } from './store/accounts.ts'
import { setAsideIfDamaged } from './store/object-file.ts'
import { createPlaces } from './store/places.ts'
import { keychainSecrets } from './store/secrets.ts'
import { createSettings } from './store/settings.ts'

const openWebPage = (url: string) => shell.openExternal(url)
const log = createLog((line) => process.stderr.write(line))
const here = fileURLToPath(new URL('.', import.meta.url))
const resource = (name: string) => join(here, '../../resources', name)
const dataFolder = app.getPath('userData')
const inData = (name: string) => join(dataFolder, name)

// `electron-vite dev` serves the pages itself, with its own origin; a packaged app never does.
const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const pages = developmentServer ?? pageOrigin

process.on('unhandledRejection', (error) => log('An error was not handled', error))

// Only root, for whom Chromium has no sandbox, starts with this switch: in a container or on a test machine.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// https://www.electronjs.org/docs/latest/api/global-shortcut
const isWayland = sessionType(process.platform, process.env) === 'wayland'
if (isWayland) app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')
declarePageScheme()

// macOS hands over a link before there is a window for it.
const earlyLinks: string[] = []
app.on('open-url', keepEarlyLink)

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(run)
} else {
  app.quit() // the first instance opens a window instead, see 'second-instance'
}

async function run(): Promise<void> {
  guardPages([pages])
  servePages(join(here, '../renderer'))

  const settings = createSettings(openStore('settings'))
  const places = createPlaces(openStore('places'))
  const notes = createAccountNotes(openStore('accounts'))
  const outbox = await openOutbox({
    folder: inData('captures'),
    onChange: (captures) => {
      recentTags.refresh()
      windows.send('captures.changed', captures)
      updateTray()
    },
    onDamaged: (place) => log(`A damaged capture was set aside: ${place}`),
  })
  const recentTags = createRecentTags(outbox.records)
  const draft = await openDraft({
    folder: dataFolder,
    wasSaved: (id) => outbox.find(id) !== undefined,
    onDamaged: (place) => log(`A damaged draft was set aside: ${place}`),
  })
  const attachments = await openAttachments(inData('attachments'))
  const tidy = () => {
    tidyAttachments({ draft, outbox, attachments }, new Date()).catch((error: unknown) =>
      log('Files that nobody needs could not be removed', error),
    )
  }

  const windows = createWindows({
    preload: join(here, '../preload/preload.cjs'),
    pages,
    places,
    icon: resource('icons/icon.png'),
    onCaptureShown: () => inBackground(directory.freshen()),
  })
  const hotkey = createHotkey(globalShortcut, () => windows.toggleCapture(), isWayland)
  const preferences = createPreferences({
    settings,
    hotkey,
    localeOf: ({ language }) => localeOf(language, app.getPreferredSystemLanguages()),
    onChange: (view) => {
      nativeTheme.themeSource = view.theme
      windows.send('settings.changed', view)
      updateTray()
    },
  })
  const tray = createTray({
    icon: resource(process.platform === 'darwin' ? 'icons/trayTemplate.png' : 'icons/tray.png'),
    onCapture: () => windows.showCapture(),
    onShow: (view) => windows.showMain(view),
    onOpen: (id) => orShowSent(captures.open(id)),
    onUndo: (id) => orShowSent(captures.undo(id)),
    onPause: (paused) => preferences.pauseShortcut('person', paused),
    onQuit: () => app.quit(),
  })
  /** A menu cannot tell why something did not work; Sent does. */
  const orShowSent = (work: Promise<void>) => {
    work.catch((error: unknown) => {
      log('A capture could not be opened or undone from the tray', error)
      windows.showMain('sent')
    })
  }
  const updateTray = () => {
    const { locale, shortcutPaused } = preferences.get()
    tray.update({ locale, captures: outbox.list(), paused: shortcutPaused })
  }
  preferences.apply()

  const secrets = keychainSecrets({ load: async () => (await import('keytar')).default })
  const demo = createDemoHost({
    secrets,
    start: (key) =>
      startDemoPortal({
        file: inData('demo-portal.json'),
        key,
        language: preferences.get().locale,
        // Room for the largest attachment, a third larger on its way.
        bodyLimit: largestFile * 1.5,
        onDamaged: (aside) => log(`The demo portal's data was damaged and set aside: ${aside ?? 'in vain'}`),
        onWriteFailed: (error) => log("The demo portal's data could not be written", error),
      }),
  })
  const version = app.getVersion()
  const clients = createClients({
    fetch,
    version,
    session: () => session,
    abilities: openStore('abilities'),
  })
  const abilityProbe = createAbilityProbe({
    capabilities: clients.capabilities,
    onUnexpected: (error) => log('The portal could not be asked what it can do', error),
  })
  const endpoint = tokenEndpoint({ fetch, version, now: Date.now })
  const oauthSignIn = createOAuthSignIn({ endpoint, check: clients.check, openInBrowser: openWebPage })
  const session = createSession({
    notes,
    secrets,
    startDemo: demo.start,
    check: clients.check,
    oauthSignIn,
    endpoint,
    onChange: (next) => {
      windows.send('session.changed', next)
      delivery.wake()
      abilityProbe.follow(next)
      inBackground(
        directory.follow(
          next.accounts.map(({ id }) => id),
          next.account?.id ?? null,
        ),
      )
    },
  })
  const tasks = portalTasks(clients.of())

  const openTask = async (taskId: number, accountId?: string) => {
    const { origin, userId } = await session.credentials(accountId)
    await openOnPortal(taskLink(origin, userId, taskId), origin, openWebPage)
  }
  const clientOf = (accountId: string) => clients.of(accountId)
  const directory = createDirectoryCache({
    folder: inData('names'),
    load: {
      people: (accountId) => portalDirectory(clientOf(accountId)).people(),
      projects: (accountId) => portalDirectory(clientOf(accountId)).projects(),
      stages: (accountId) => planStages(clientOf(accountId)).list(),
    },
    now: Date.now,
    onMissing: (error) => {
      if (!(error instanceof AppError)) log('Names could not be had', error)
    },
  })
  const inBackground = (work: Promise<void>) => {
    work.catch((error: unknown) => log('Names could not be kept', error))
  }
  const carrier = createCarrier({
    outbox,
    creation: createCreation({ outbox, clientOf, now: Date.now, settling: 15_000 }),
    clientOf,
    readFile: (id) => attachments.read(id),
    onCreated: ({ open, taskId, capturedAt, accountId }) => {
      // A browser that opens long after the thought, when the network is back, would only startle.
      const isFresh = Date.now() - Date.parse(capturedAt) < 60_000
      if (!open || !taskId || !isFresh) return
      openTask(taskId, accountId).catch((error: unknown) => log('The browser did not open', error))
    },
    onFilesSent: tidy,
    onUnexpected: (error) => log('A capture could not be sent', error),
    now: Date.now,
  })
  const delivery = createDelivery({
    outbox,
    carrier,
    canSend: (accountId) => session.isReady(accountId),
    onUnexpected: (error) => log('A capture could not be sent', error),
  })
  const captures = createCaptures({
    outbox,
    delivery,
    draft,
    changes: createChanges({ outbox, delivery, clientOf, openTask, now: () => new Date() }),
    parse: (text, plain) =>
      parseCapture(text, {
        now: new Date(),
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        locale: preferences.get().locale,
        endOfDay: settings.get().endOfDay,
        directory: directory.current(),
        plain,
      }),
    suggest: (text, plain, caret) =>
      suggest(text, caret, { directory: directory.current(), tags: recentTags.list(), plain }),
    account: () => session.get().account,
    now: () => new Date(),
    tidy,
    onHarmless: (error) => log('The draft could not be emptied', error),
  })

  const ownSwitches = ['no-sandbox', 'user-data-dir'].filter((name) => app.commandLine.hasSwitch(name))
  const start = [
    ...(app.isPackaged
      ? [process.env['APPIMAGE'] ?? process.execPath]
      : [process.execPath, app.getAppPath()]),
    ...ownSwitches.map((name) => (name === 'no-sandbox' ? `--${name}` : `--${name}=${dataFolder}`)),
  ]
  const command = captureCommand({
    platform: process.platform,
    // A program outside cannot read what is packed in the app's archive.
    client: join(here, 'quickplan.mjs').replace('app.asar', 'app.asar.unpacked'),
    path: process.env['PATH'] ?? '',
    app: start,
    dataFolder: ownSwitches.includes('user-data-dir') ? dataFolder : null,
  })

  const { electron = '', chrome = '', node = '' } = process.versions
  const diagnostics = createDiagnostics({
    versions: { quickplan: version, electron, chromium: chrome, node },
    system: `${type()} ${release()} (${process.arch})`,
    platform: process.platform,
    env: process.env,
    home: homedir(),
    dataFolder,
    tray: () => trayHost(process.platform),
    session: session.get,
    settings: preferences.get,
    captures: outbox.list,
    capabilities: clients.capabilities,
    toClipboard: (text) => clipboard.writeText(text),
  })

  handleRequests(
    handlers({
      session,
      oauthSignIn,
      stages: planStages(clients.of()),
      tasks,
      draft,
      captures,
      preferences,
      diagnostics,
      windows,
      openTask,
      command: { text: () => command, copy: () => clipboard.writeText(command) },
    }),
    {
      ipcMain,
      isOurs: (event) => isOurPage(event, windows.contents(), pages),
      attach: draftFiles({ draft, attachments, onChange: (view) => windows.send('draft.changed', view) }),
      log,
    },
  )

  app.on('activate', () => windows.showMain('plan'))
  app.on('window-all-closed', () => undefined) // the app lives in the tray
  powerMonitor.on('resume', () => delivery.wake())
  quitInOrder(async () => {
    windows.release()
    abilityProbe.stop()
    await (await door)?.close()
    await delivery.stop()
    await demo.close()
  })

  // The doors: how the app was started, by whom it is started again, links, and the socket.
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
  for (const given of earlyLinks.length > 0 ? earlyLinks : [process.argv]) enter(parseDoor(given))

  tidy()
  const resumed = takeUpSession()
  const door = openDoor({
    dataFolder,
    runtimeFolder: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
    platform: process.platform,
    version,
    start,
    actions: {
      showCapture: (given) => windows.showCapture(given),
      parse: (lines) => Promise.resolve(lines.map((line) => captures.parse(line, []))),
      add: async (lines) => {
        await resumed
        return addLines(lines, {
          parse: (text) => captures.parse(text, []),
          save: captures.add,
          onUnexpected: (error) => log('A capture could not be kept', error),
        })
      },
    },
    onUnexpected: (error) => log('A request at the socket failed', error),
  }).catch((error: unknown) => log('The socket could not be opened', error))

  await resumed

  async function takeUpSession() {
    try {
      await session.resume()
      const wantsDemo = app.commandLine.hasSwitch('demo')
      if (wantsDemo && session.get().access === 'signed-out') await session.useDemo()
    } catch (error) {
      log('The account of the last time could not be taken up', error)
    }
  }
}

/** A JSON file of the app's own; a damaged one is set aside and the app starts with defaults. */
function openStore(name: string): Store {
  const aside = setAsideIfDamaged(inData(`${name}.json`))
  if (aside) log(`A damaged file was set aside: ${aside}`)
  return new Store({ cwd: dataFolder, name })
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
