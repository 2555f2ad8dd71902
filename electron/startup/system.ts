import { app, clipboard } from 'electron'
import { release, type } from 'node:os'
import type { Accounts } from '../accounts/set-up.ts'
import { readProfile } from '../bitrix/account.ts'
import { scopesOf } from '../bitrix/probes.ts'
import { ask } from '../bitrix/rest/ask.ts'
import { createAutostart } from '../autostart/autostart.ts'
import { loginItem } from '../autostart/login-item.ts'
import { xdgEntry } from '../autostart/xdg-entry.ts'
import { createDiagnostics, inHome } from '../diagnostics.ts'
import { captureCommand } from '../inbound/capture-command.ts'
import type { Network } from '../network/set-up.ts'
import type { CaptureFiles } from '../outbox/set-up.ts'
import type { Preferences } from '../preferences.ts'
import { testConnection } from '../network/connection-test.ts'
import { trayHost } from '../shell/tray/tray-host.ts'
import type { Windows } from '../shell/windows/windows.ts'
import { setUpUpdates } from '../updates/set-up.ts'
import type { EventBus } from './event-bus.ts'
import type { Installation } from './installation.ts'
import type { Logging } from './logging.ts'

type Deps = {
  installation: Installation
  logging: Logging
  events: EventBus
  preferences: Preferences
  accounts: Accounts
  files: CaptureFiles
  windows: Windows
  network: Network
}

/** The name and number of the operating system. */
export const systemName = () => `${type()} ${release()}`

export type System = ReturnType<typeof setUpSystem>

/** What has to do with the computer around the app: its start, its updates, its diagnostics, its command line. */
export function setUpSystem(deps: Deps) {
  return {
    autostart: autostartOf(deps),
    diagnostics: diagnosticsOf(deps),
    updates: updatesOf(deps),
    command: commandOf(deps.installation),
  }
}

function autostartOf({ installation: { start, home }, logging: { log } }: Deps) {
  const hiddenStart = [...start, '--hidden']
  return createAutostart({
    entry:
      process.platform === 'linux'
        ? xdgEntry({ env: process.env, home, start: hiddenStart })
        : loginItem({ app, start: hiddenStart }),
    shown: (path) => inHome(path, home),
    log,
  })
}

function diagnosticsOf({ installation, logging, preferences, accounts, files, network }: Deps) {
  const { version, home, dataFolder } = installation
  const { electron = '', chrome = '', node = '' } = process.versions
  return createDiagnostics({
    versions: { quickplan: version, electron, chromium: chrome, node },
    system: `${systemName()} (${process.arch})`,
    platform: process.platform,
    env: process.env,
    home,
    dataFolder,
    log: logging.logPath,
    tray: () => trayHost(process.platform),
    session: accounts.session.get,
    settings: preferences.get,
    captures: files.outbox.list,
    capabilities: accounts.clients.capabilities,
    testConnection: async (accountId) => {
      const client = accounts.clients.of(accountId)
      const { origin } = await accounts.session.credentials(accountId)
      return testConnection({
        origin,
        network,
        now: Date.now,
        signIn: async () =>
          (await ask(client, 'profile', {}, { kind: 'read', read: readProfile })).value.userName,
        scopes: () => scopesOf(client, {}),
      })
    },
    toClipboard: (text) => clipboard.writeText(text),
  })
}

function updatesOf({ installation: { version, resource }, logging, events, windows, files, network }: Deps) {
  return setUpUpdates({
    version,
    fetch: network.fetch,
    file: app.isPackaged ? resource('updates.json') : null,
    isCaptureUp: windows.isCaptureUp,
    draft: files.draft.view,
    captures: files.outbox.list,
    onChange: (view) => events.emit('updates.changed', view),
    log: logging.log,
  })
}

function commandOf({ client, start, dataFolder, hasOwnDataFolder }: Installation) {
  const command = captureCommand({
    platform: process.platform,
    client,
    path: process.env['PATH'] ?? '',
    app: start,
    dataFolder: hasOwnDataFolder ? dataFolder : null,
  })
  return { text: () => command, copy: () => clipboard.writeText(command) }
}
