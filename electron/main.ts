import Store from 'electron-store'
import { app, globalShortcut, ipcMain, nativeTheme, powerMonitor, shell } from 'electron'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClients } from './accounts/clients.ts'
import { createOAuthSignIn } from './accounts/oauth-sign-in.ts'
import { createSession } from './accounts/session.ts'
import { outcomeOf } from './bitrix/errors.ts'
import { tokenEndpoint } from './bitrix/oauth-tokens.ts'
import { planStages } from './bitrix/stages.ts'
import { createTaskBody, portalTasks, taskLink } from './bitrix/tasks.ts'
import { createCaptures } from './capture/captures.ts'
import { createDelivery } from './capture/delivery.ts'
import { openDraft } from './capture/draft.ts'
import { openOutbox } from './capture/outbox.ts'
import { parseCapture } from './capture/parse.ts'
import { createDemoHost } from './demo-host.ts'
import { startDemoPortal } from './demo/portal.ts'
import { handleRequests } from './ipc/handle.ts'
import { handlers } from './ipc/handlers.ts'
import { createLog } from './log.ts'
import { createPreferences } from './preferences.ts'
import { guardPages, isOurPage } from './shell/guard.ts'
import { createHotkey } from './shell/hotkey.ts'
import { openOnPortal } from './shell/links.ts'
import { declarePageScheme, pageOrigin, servePages } from './shell/protocol.ts'
import { createTray } from './shell/tray.ts'
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
declarePageScheme()

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
  const draft = await openDraft(inData('draft.txt'))
  const outbox = await openOutbox({
    folder: inData('captures'),
    onChange: (captures) => {
      windows.send('captures.changed', captures)
      updateTray()
    },
    onDamaged: (place) => log(`A damaged capture was set aside: ${place}`),
  })

  const windows = createWindows({
    preload: join(here, '../preload/preload.cjs'),
    pages,
    places,
    icon: resource('icons/icon.png'),
  })
  const hotkey = createHotkey(globalShortcut, () => windows.toggleCapture())
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
    onQuit: () => app.quit(),
  })
  const updateTray = () => tray.update(preferences.get().locale, outbox.list())
  preferences.apply()

  const secrets = keychainSecrets({ load: async () => (await import('keytar')).default })
  const demo = createDemoHost({
    secrets,
    start: (key) =>
      startDemoPortal({
        file: inData('demo-portal.json'),
        key,
        language: preferences.get().locale,
        onDamaged: (aside) => log(`The demo portal's data was damaged and set aside: ${aside ?? 'in vain'}`),
        onWriteFailed: (error) => log("The demo portal's data could not be written", error),
      }),
  })
  const version = app.getVersion()
  const clients = createClients({ fetch, version, session: () => session })
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
    },
  })
  const tasks = portalTasks(clients.of())

  const openTask = async (taskId: number, accountId?: string) => {
    const { origin, userId } = await session.credentials(accountId)
    await openOnPortal(taskLink(origin, userId, taskId), origin, openWebPage)
  }
  const delivery = createDelivery({
    outbox,
    canSend: (accountId) => session.isReady(accountId),
    send: ({ id, body, accountId }) => portalTasks(clients.of(accountId)).createTask(body, id),
    classify: (error) => (outcomeOf(error) === 'refused' ? 'refused' : 'again'),
    onSent: ({ open, taskId, capturedAt, accountId }) => {
      // A browser that opens long after the thought, when the network is back, would only startle.
      const isFresh = Date.now() - Date.parse(capturedAt) < 60_000
      if (!open || !taskId || !isFresh) return
      openTask(taskId, accountId).catch((error: unknown) => log('The browser did not open', error))
    },
    onUnexpected: (error) => log('A capture could not be sent', error),
  })
  const captures = createCaptures({
    outbox,
    delivery,
    draft,
    parse: (text) =>
      parseCapture(text, {
        now: new Date(),
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        locale: preferences.get().locale,
        endOfDay: settings.get().endOfDay,
        directory: { people: [], projects: [], stages: [] },
      }),
    account: () => session.get().account,
    toBody: ({ title, description, deadline }, userId) =>
      createTaskBody({ title, description, deadline, creatorId: userId, responsibleId: userId }),
    openTask,
    onHarmless: (error) => log('The draft could not be emptied', error),
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
      windows,
      openTask,
    }),
    { ipcMain, isOurs: (event) => isOurPage(event, windows.contents(), pages), log },
  )

  app.on('second-instance', (_event, argv) => {
    if (argv.includes('--capture')) windows.showCapture()
    else windows.showMain('plan')
  })
  app.on('activate', () => windows.showMain('plan'))
  app.on('window-all-closed', () => undefined) // the app lives in the tray
  powerMonitor.on('resume', () => delivery.wake())
  quitInOrder(async () => {
    windows.release()
    await delivery.stop()
    await demo.close()
  })

  if (app.commandLine.hasSwitch('capture')) windows.showCapture()
  else if (!app.commandLine.hasSwitch('hidden')) windows.showMain('plan')

  await takeUpSession()

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
