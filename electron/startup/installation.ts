import { app } from 'electron'
import Store from 'electron-store'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from '../log/log.ts'
import { builtPages, developmentPages } from '../shell/pages.ts'
import { setAsideIfDamaged } from '../store/object-file.ts'

export type Installation = ReturnType<typeof readInstallation>

/** Where this copy of the app lies, where its user's data lie, and how it is started again. Reads no file. */
export function readInstallation() {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const dataFolder = app.getPath('userData')
  // `electron-vite dev` serves the pages itself, with its own origin; a packaged app never does.
  const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  return {
    version: app.getVersion(),
    home: homedir(),
    dataFolder,
    /** The path of a file or folder among the app's data. */
    inData: (name: string) => join(dataFolder, name),
    /** For sockets whose path in the data folder would be too long. */
    runtimeFolder: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
    resource: (name: string) => join(here, '../../resources', name),
    preload: join(here, '../preload/preload.cjs'),
    /** The pages, and the folder that has them. */
    pages: developmentServer === undefined ? builtPages : developmentPages(developmentServer),
    pagesFolder: join(here, '../renderer'),
    isDevelopment: developmentServer !== undefined,
    /** What asks the keychain, in a process of its own. */
    keychainProgram: join(here, 'keychain.js'),
    // A program outside cannot read what is packed in the app's archive.
    client: join(here, 'quickplan.mjs').replace('app.asar', 'app.asar.unpacked'),
    /** The command line that starts this very app on this very data. */
    start: startCommand(dataFolder),
    hasOwnDataFolder: app.commandLine.hasSwitch('user-data-dir'),
  }
}

function startCommand(dataFolder: string): string[] {
  const program = app.isPackaged
    ? [process.env['APPIMAGE'] ?? process.execPath]
    : [process.execPath, app.getAppPath()]
  const switches = [
    ...(app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []),
    ...(app.commandLine.hasSwitch('user-data-dir') ? [`--user-data-dir=${dataFolder}`] : []),
  ]
  return [...program, ...switches]
}

/** Returns a function that opens a JSON file among the data; a damaged one is set aside, and the defaults count. */
export const storeOpener =
  ({ dataFolder, inData }: Installation, log: Log) =>
  (name: string): Store => {
    const aside = setAsideIfDamaged(inData(`${name}.json`))
    if (aside) log(`A damaged file was set aside: ${aside}`)
    return new Store({ cwd: dataFolder, name, configFileMode: 0o600 })
  }
